"""Keep the PDF worker busy: all its places are taken while a test runs, and nothing is drawn."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager

from django.conf import settings

from decision.pdf.client import PdfBusyError, draw_document, find_pdf_worker

HTML = '<html lang="en"><title>A title</title><h1>A title</h1><p>Some words.'
CROWD = settings.HEAVY_AT_ONCE + 1


@contextmanager
def hold_places() -> Iterator[list[Future[bytes]]]:
    """Stop the worker, send one document more than it has places for, and continue once that one is refused.

    Yields the future of each document. Those that wait are drawn when the block ends.
    """
    draw_document(HTML, "letter")
    worker = find_pdf_worker()
    os.kill(worker, signal.SIGSTOP)
    with ThreadPoolExecutor(CROWD) as pool:
        try:
            documents = [pool.submit(draw_document, HTML, "letter") for _ in range(CROWD)]
            wait(documents, return_when=FIRST_COMPLETED)
            yield documents
        finally:
            os.kill(worker, signal.SIGCONT)


def is_refused(document: Future[bytes]) -> bool:
    """Return whether the worker refused a document."""
    return isinstance(document.exception(), PdfBusyError)
