"""The faults: each function breaks something, and repairs it where nothing else does."""

import os
import shlex
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tools.harness.mail_sink import SILENCE
from tools.harness.site import PATIENCE
from tools.stress.faults.scene import RESTART_POSTGRES, Scene

TIMES = 3
A_FEW = 4
NOBODY = "127.0.0.1:9"
"""Where nothing listens."""


def kill_web_workers(scene: Scene) -> None:
    for _ in range(TIMES):
        scene.crowd.wait_for(A_FEW)
        for process in scene.find_processes("gunicorn"):
            if process != scene.site.server.pid:
                os.kill(process, signal.SIGKILL)


def kill_server(scene: Scene) -> None:
    for _ in range(TIMES):
        scene.crowd.wait_for(A_FEW)
        scene.site.kill_server()
        scene.crowd.wait_for_trouble(A_FEW)
        scene.site.start_server()


def kill_pdf_worker(scene: Scene) -> None:
    for _ in range(TIMES):
        scene.crowd.wait_for(2, "PDF")
        for process in scene.find_processes("decision.pdf.worker"):
            os.kill(process, signal.SIGKILL)


def kill_outbox(scene: Scene) -> None:
    for _ in range(TIMES):
        scene.wait_for_mails(A_FEW)
        scene.restart_outbox()


def kill_outbox_after_acceptance(scene: Scene) -> None:
    for _ in range(TIMES):
        scene.sink.stopped.clear()
        scene.sink.stop_at = "accepted"
        scene.sink.stopped.wait(PATIENCE)
        scene.restart_outbox()


def fill_disk(scene: Scene) -> None:
    mark = Path(scene.site.environment["DISK_IS_FULL"])
    mark.touch()
    scene.crowd.wait_for_trouble(2 * A_FEW)
    mark.unlink()


def lock_database(scene: Scene) -> None:
    with scene.site.hold_writes():
        scene.crowd.wait_for_trouble(A_FEW)


def restart_postgres(scene: Scene) -> None:
    for _ in range(TIMES):
        scene.crowd.wait_for(A_FEW)
        subprocess.run(shlex.split(RESTART_POSTGRES), check=True, cwd="/", stdout=subprocess.DEVNULL)  # noqa: S603  tools/with_postgres made it


def turn_mails_away(scene: Scene) -> None:
    scene.restart_outbox(EMAIL_URL=f"smtp://{NOBODY}")
    scene.wait_for_faults(A_FEW, "waiting")
    scene.restart_outbox(EMAIL_URL=scene.sink.url)


def answer_mails_with(step: str, words: bytes, state: str, count: int = A_FEW) -> Callable[[Scene], None]:
    """Return a fault: the mail server answers this until `count` emails are in a state."""

    def strike(scene: Scene) -> None:
        scene.sink.answers[step] = words
        scene.wait_for_faults(count, state)
        scene.sink.answers.clear()

    return strike


def change_nothing(scene: Scene) -> None:
    """The fault is in the environment, from the start."""
    scene.crowd.wait_for(A_FEW)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What breaks, how, and on which site."""

    name: str
    strike: Callable[[Scene], None]
    environment: dict[str, str] = field(default_factory=dict)
    with_pdfs: bool = False
    """Whether PDFs are wanted, by visitors and for emails."""
    on_postgres: bool = False


FAULTS = (
    Fault(name=f"All web workers are killed, {TIMES} times", strike=kill_web_workers),
    Fault(name=f"The whole server is killed, {TIMES} times", strike=kill_server),
    Fault(name=f"The PDF worker is killed, {TIMES} times", strike=kill_pdf_worker, with_pdfs=True),
    Fault(name=f"The email worker is killed, {TIMES} times", strike=kill_outbox),
    Fault(
        name=f"The email worker is killed after the mail server accepted an email, {TIMES} times",
        strike=kill_outbox_after_acceptance,
    ),
    Fault(
        name="The disk is full (SQLite)",
        strike=fill_disk,
        environment={"DJANGO_SETTINGS_MODULE": "tools.stress.faults.full_disk"},
    ),
    Fault(name="The database is locked (SQLite)", strike=lock_database),
    Fault(name=f"PostgreSQL breaks off and restarts, {TIMES} times", strike=restart_postgres, on_postgres=True),
    Fault(name="The mail server refuses connections", strike=turn_mails_away),
    Fault(name="The mail server hangs", strike=answer_mails_with("connect", SILENCE, "waiting", 2)),
    Fault(
        name="The mail server hangs once it has accepted an email",
        strike=answer_mails_with("accepted", SILENCE, "perhaps", 2),
    ),
    Fault(name="The mail server answers 4xx", strike=answer_mails_with("RCPT", b"451 later", "waiting")),
    Fault(name="The mail server answers 5xx", strike=answer_mails_with("RCPT", b"550 no such mailbox", "failed")),
    Fault(
        name="The cache is unavailable",
        strike=change_nothing,
        environment={"CACHE_URL": f"redis://{NOBODY}"},
        with_pdfs=True,
    ),
)
