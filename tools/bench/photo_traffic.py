"""How soon a photo check of 12 megapixels is shown, and how fast the questions are while four people check photos
without a pause, on a real server."""

import http.client
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from tools.bench.reports import find_p99, time_steps
from tools.bench.serving import serve
from tools.bench.tables import Figure
from tools.harness.drawing import draw_face, write

CLIENTS, SECONDS = 4, 20
STEPS = 2000
TIMES = 5
ADDRESS = "/check/?use=linkedin&viewer=recruiters"


def measure() -> Iterator[Figure]:
    """Yield the figures of one server with two workers."""
    with serve() as server:
        port = server.port
        run_clients(port, 2)  # the photo worker has loaded, and each worker has found it
        for kind in ("JPEG", "AVIF"):
            yield Figure(f"from the end of an upload to all pictures, {kind} of 12", _time_page(port, kind), 1, "s")
        idle = find_p99(time_steps(port, STEPS))
        with ThreadPoolExecutor(1) as pool:
            clients = pool.submit(run_clients, port, SECONDS)
            busy = find_p99(time_steps(port, STEPS, until=time.monotonic() + SECONDS))
            statuses = clients.result()
    yield Figure("p99 of a step while four people check photos, times idle", busy / idle, 2, "times")
    failed = sum(statuses.values()) - statuses[http.client.OK] - statuses[http.client.SERVICE_UNAVAILABLE]
    yield Figure("photo checks that failed otherwise than by a 503", failed, 0, "")


def run_clients(port: int, seconds: float) -> Counter[int]:
    """Run the clients in a process of their own, so that they do not slow the clock of this one; count the statuses."""
    code = f"from tools.bench.photo_traffic import check_photos; check_photos({port}, {seconds})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    return Counter(int(status) for status in run.stdout.split())


def check_photos(port: int, seconds: float) -> None:
    """Send one picture after the other as four people, and wait as long as a 503 asks them to; print statuses."""
    picture = draw_picture("JPEG", quality=90)
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(CLIENTS) as pool:
        for statuses in pool.map(lambda _: _send_again_and_again(port, picture, until), range(CLIENTS)):
            print(*statuses)


def _send_again_and_again(port: int, picture: bytes, until: float) -> list[int]:
    statuses: list[int] = []
    while time.monotonic() < until:
        statuses.append(_send(port, picture)[0])
        if statuses[-1] == http.client.SERVICE_UNAVAILABLE:
            time.sleep(5)
    return statuses


def _time_page(port: int, kind: str) -> float:
    """Return the median of several photo checks, in seconds."""
    picture = draw_picture(kind)
    return statistics.median(_send(port, picture)[1] for _ in range(TIMES))


def draw_picture(kind: str, **options: int) -> bytes:
    return write(draw_face(4000, 3000, center=(2000, 1300), scale=3), kind, **options)


def _send(port: int, picture: bytes) -> tuple[int, float]:
    """Return the status of one photo check, with consent, and the seconds from the end of the upload."""
    mark = uuid4().hex
    part = f"--{mark}\r\nContent-Disposition: form-data; name="
    body = (
        f'{part}"way"\r\n\r\nfind\r\n{part}"picture"; filename="me.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'.encode()
        + picture
        + f"\r\n--{mark}--\r\n".encode()
    )
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(
        "POST",
        ADDRESS,
        body,
        {"Content-Type": f"multipart/form-data; boundary={mark}", "Accept-Encoding": "gzip"},
    )
    sent_at = time.perf_counter()
    response = connection.getresponse()
    response.read()
    seconds = time.perf_counter() - sent_at
    connection.close()
    return response.status, seconds
