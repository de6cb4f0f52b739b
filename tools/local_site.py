"""A site of its own for a script: fresh database with the demo's data, real server, gone at the end."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
LONGEST_START = 30  # seconds


@contextmanager
def serve_site() -> Iterator[str]:
    """Serve the site on a free port and yield its origin.

    Raises:
        TimeoutError: it did not answer in LONGEST_START seconds.
    """
    with TemporaryDirectory() as folder, socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
        place.close()
        origin = f"http://127.0.0.1:{port}"
        environment = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "HEADSHOT_ENV": "local",
            "PORT": str(port),
            "SITE_URL": origin,
        }
        for command in ("migrate", "demo"):
            _manage(command, environment)
        gunicorn = Path(sys.executable).with_name("gunicorn")
        server = subprocess.Popen([gunicorn], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
        try:
            _wait_for(f"{origin}/healthz")
            yield origin
        finally:
            server.terminate()
            server.wait()


def _manage(command: str, environment: dict[str, str]) -> None:
    arguments = [sys.executable, "manage.py", command, "--verbosity", "0"]
    subprocess.run(arguments, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline:
        try:
            with urlopen(address):  # noqa: S310  our own server
                return
        except URLError:
            time.sleep(0.1)
    raise TimeoutError(f"{address} does not answer.")
