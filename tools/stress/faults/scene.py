"""A whole site with its email worker, its mail server and its visitors, and functions that break one of them."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.harness.mail_sink import Sink
from tools.harness.site import PATIENCE, Site, wait_until
from tools.stress.faults.crowd import Crowd

RESTART_POSTGRES = os.environ.get("RESTART_POSTGRES", "")
"""The command of `tools/with_postgres` that breaks off and starts the database server."""


@dataclass
class Scene:
    """What can be broken."""

    site: Site
    sink: Sink
    crowd: Crowd
    outbox: subprocess.Popen[bytes]

    def restart_outbox(self, **environment: str) -> None:
        """Kill the email worker, if it is running, and start one with other settings."""
        self.outbox.kill()
        self.outbox.wait(PATIENCE)
        self.site.environment |= environment
        self.outbox = start_outbox(self.site)

    def find_processes(self, words: str) -> list[int]:
        """Return the processes of this server whose command line holds the words."""
        ours = f"PORT={self.site.port}".encode()
        return [
            int(process.name)
            for process in Path("/proc").iterdir()
            if process.name.isdecimal() and ours in read_bytes(process / "environ").split(b"\0")
            if words.encode() in read_bytes(process / "cmdline").replace(b"\0", b" ")
        ]

    def wait_for_mails(self, more: int) -> None:
        """Return when the mail server has accepted this many more."""
        enough = len(self.sink.deliveries) + more
        wait_until(lambda: len(self.sink.deliveries) >= enough)

    def wait_for_faults(self, count: int, state: str) -> None:
        """Return when this many emails that met a fault are in this state."""
        query = f"SELECT 1 FROM studio_mail WHERE fault <> '' AND state = '{state}'"  # noqa: S608  words of our own
        wait_until(lambda: len(self.site.ask(query)) >= count)


def start_outbox(site: Site) -> subprocess.Popen[bytes]:
    """Start a worker that delivers as long as this run continues."""
    return site.start_worker("--while", str(os.getpid()))


def read_bytes(path: Path) -> bytes:
    """Return a file of /proc, or nothing where the process has just ended."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


@contextmanager
def set_scene(folder: Path, *, postgres: str, with_pdfs: bool, environment: dict[str, str]) -> Iterator[Scene]:
    """Start everything; at the end all is stopped."""
    with Sink() as sink:
        settings = {
            "DISK_IS_FULL": str(folder / "disk-is-full"),
            "EMAIL_URL": sink.url,
            "MAIL_LEASE": "1",
            "TRUSTED_PROXIES": "1",
            **environment,
        }
        site = Site(folder, postgres=postgres, **settings)
        site.start_server()
        crowd = Crowd(site.port, with_pdfs=with_pdfs)
        scene = Scene(site, sink, crowd, start_outbox(site))
        try:
            with crowd:
                yield scene
            deliver_the_rest(scene)
        finally:
            scene.outbox.kill()
            scene.outbox.wait(PATIENCE)
            site.kill_server()


def deliver_the_rest(scene: Scene) -> None:
    """Let the worker send everything, as if the time between two attempts had passed."""
    scene.outbox.send_signal(signal.SIGTERM)
    scene.outbox.wait(PATIENCE)
    on_their_way = "SELECT 1 FROM studio_mail WHERE state IN ('waiting', 'sending', 'perhaps')"
    while scene.site.ask(on_their_way):
        scene.site.let_time_pass()
        scene.site.deliver()
