"""Reports from a real server: the first one, and the questions while eight clients keep asking for new ones."""

import http.client
import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from tools.bench import site  # noqa: F401  # sets Django up
from tools.bench.documents import draw_answers, write_address
from tools.bench.serving import fetch, serve
from tools.bench.tables import Figure

CLIENTS, SECONDS = 8, 20
STEPS = 600
WARM = 5
STEP = "/advice/screening/?use=linkedin&viewer=visitors"


def measure() -> Iterator[Figure]:
    """Yield the figures of one server with two workers."""
    chance = random.Random()  # noqa: S311  # new reports in each run, so that none is kept
    with serve() as server:
        port = server.port
        first, *warm = (fetch(port, write_address(draw_answers(chance)))[1] for _ in range(WARM + 1))
        yield Figure("first report of a started server, times a warm one", first / statistics.median(warm), 1.5, "x")
        idle = find_p99(time_steps(port, STEPS))
        with ThreadPoolExecutor(1) as pool:
            load = pool.submit(run_clients, port)
            busy = find_p99(time_steps(port, STEPS * 10, until=time.monotonic() + SECONDS))
            statuses = load.result()
    failed = sum(count for status, count in statuses.items() if status not in (200, 503))
    yield Figure(f"p99 of a step while {CLIENTS} clients draw reports, times idle", busy / idle, 2, "x")
    yield Figure("seconds for a report meanwhile", SECONDS / max(statuses[200], 1), 1, "s")
    yield Figure("requests that failed otherwise than by a 503", failed, 0, "")


def time_steps(port: int, count: int, until: float | None = None) -> list[float]:
    """Return the seconds of each question step, one after the other, at most `count` of them or until a moment."""
    times: list[float] = []
    while len(times) < count and (until is None or time.monotonic() < until):
        status, seconds = fetch(port, STEP)
        assert status == http.client.OK  # noqa: S101  # a failed step must not be measured
        times.append(seconds)
    return times


def find_p99(times: list[float]) -> float:
    """Return the 99th percentile."""
    return sorted(times)[len(times) * 99 // 100]


def run_clients(port: int) -> Counter[int]:
    """Run the clients in a process of their own, so that they do not slow the clock of this one; count the statuses."""
    code = f"from tools.bench.reports import ask_for_reports; ask_for_reports({port})"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    return Counter(int(status) for status in run.stdout.split())


def ask_for_reports(port: int) -> None:
    """Keep asking for new reports as eight clients, and wait as long as a 503 asks them to; print the statuses."""
    until = time.monotonic() + SECONDS
    with ThreadPoolExecutor(CLIENTS) as pool:
        for statuses in pool.map(lambda number: _ask(port, number, until), range(CLIENTS)):
            print(*statuses)


def _ask(port: int, number: int, until: float) -> list[int]:
    chance = random.Random(f"{number} {time.time()}")  # noqa: S311
    statuses: list[int] = []
    while time.monotonic() < until:
        status, _ = fetch(port, write_address(draw_answers(chance)))
        statuses.append(status)
        if status == http.client.SERVICE_UNAVAILABLE:
            time.sleep(5)
    return statuses
