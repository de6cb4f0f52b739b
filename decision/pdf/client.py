"""The web's side of the press: hand it a document, get a PDF."""

import subprocess
from functools import cache
from pathlib import Path

from django.conf import settings

from decision.workers.client import BusyError, FailedError, Neighbor, name_release

LONGEST_DRAWING = 20.0  # seconds of processor time; a report takes less than one, a team of 500 four

PressBusyError = BusyError
"""As many documents as we allow are being drawn already, or the press did not come to ours in time."""
PressError = FailedError
"""The document could not be drawn."""


def print_document(html: str, paper: str) -> bytes:
    """Return the document as PDF/UA-1; `paper` is a key of PAPERS.

    Raises:
        PressBusyError: try again in some seconds.
        PressError: this document cannot be drawn.
    """
    return _find_press().ask(f"{paper}\n{html}".encode())


def start_press() -> None:
    """Start the press unless this process has one running; beside that of another process it stands by."""
    _find_press().start()


def run_press(socket: Path, longest: float) -> subprocess.Popen[bytes]:
    """Return a new press process, which ends with its standard input."""
    return _find_press().run(socket, longest)


def end_press() -> None:
    """End the press that this process started, if it did."""
    _find_press().end()


def find_press() -> int:
    """Return the process id of the press that listens.

    Raises:
        OSError: none does.
    """
    return _find_press().find_process()


def is_press_ready() -> bool:
    """Whether the press answers right now."""
    return _find_press().is_ready()


@cache
def _find_press() -> Neighbor:
    return Neighbor(
        "decision.pdf.worker",
        find_socket(),
        (str(settings.FONTS_DIR),),
        longest=LONGEST_DRAWING,
        places=settings.HEAVY_AT_ONCE,
        folder=settings.BASE_DIR,
    )


@cache
def find_socket() -> Path:
    """Return the socket of the press of this release."""
    code = map(Path(__file__).with_name, ("worker.py", "render.py", "report.css", "tags.py"))
    return settings.PRESS_DIR / f"{name_release(code)}.sock"
