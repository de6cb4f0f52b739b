"""A crowd at the press: all places taken for as long as a test needs, and nothing drawn meanwhile."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager

from django.conf import settings

from decision.pdf.client import PressBusyError, find_press, print_document

HTML = '<html lang="en"><title>A title</title><h1>A title</h1><p>Some words.'
CROWD = settings.DOCUMENTS_AT_ONCE + 1


@contextmanager
def hold_places() -> Iterator[list[Future[bytes]]]:
    """Stop the press while one document more than it has places for is sent; go on once that one is refused.

    Yields what comes of each document; those that wait are drawn when the block ends.
    """
    print_document(HTML, "letter")
    press = find_press()
    os.kill(press, signal.SIGSTOP)
    with ThreadPoolExecutor(CROWD) as pool:
        try:
            documents = [pool.submit(print_document, HTML, "letter") for _ in range(CROWD)]
            wait(documents, return_when=FIRST_COMPLETED)
            yield documents
        finally:
            os.kill(press, signal.SIGCONT)


def is_refused(document: Future[bytes]) -> bool:
    """Whether the press had no place for a document."""
    return isinstance(document.exception(), PressBusyError)
