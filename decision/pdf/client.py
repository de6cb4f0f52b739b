"""The web's side of the PDF worker: hand it a document, get a PDF."""

from functools import cache
from pathlib import Path

from django.conf import settings

from decision.workers.client import BusyError, FailedError, WorkerProcess, name_release

LONGEST_DRAWING = 20.0  # seconds of processor time; a report takes less than one, a team of 500 four

PdfBusyError = BusyError
"""Too many documents are in progress, or the PDF worker did not answer in time."""
PdfError = FailedError
"""The document could not be drawn."""


def draw_document(html: str, paper: str) -> bytes:
    """Return the document as PDF/UA-1; `paper` is a key of PAPERS.

    Raises:
        PdfBusyError: try again in some seconds.
        PdfError: this document cannot be drawn.
    """
    return pdf_worker().ask(f"{paper}\n{html}".encode())


def start_pdf_worker() -> None:
    """Start the PDF worker unless this process has one. A second one on the server waits until the first ends."""
    pdf_worker().start()


def end_pdf_worker() -> None:
    """End the PDF worker that this process started, if it did."""
    pdf_worker().end()


def find_pdf_worker() -> int:
    """Return the process id of the PDF worker that listens.

    Raises:
        OSError: none does.
    """
    return pdf_worker().find_process()


def is_pdf_worker_ready() -> bool:
    """Whether the PDF worker answers right now."""
    return pdf_worker().is_ready()


@cache
def pdf_worker() -> WorkerProcess:
    """Return the PDF worker of this release."""
    return WorkerProcess(
        "decision.pdf.worker",
        find_socket(),
        (str(settings.FONTS_DIR),),
        longest=LONGEST_DRAWING,
        at_once=settings.HEAVY_AT_ONCE,
        folder=settings.BASE_DIR,
    )


@cache
def find_socket() -> Path:
    """Return the socket of the PDF worker of this release."""
    code = map(Path(__file__).with_name, ("worker.py", "render.py", "report.css", "tags.py"))
    return settings.PRESS_DIR / f"{name_release(code)}.sock"
