"""What tests of the views share: a PDF worker that they started ends after the last one."""

from collections.abc import Iterator

import pytest

from decision.pdf.client import end_pdf_worker


@pytest.fixture(scope="session", autouse=True)
def pdf_worker() -> Iterator[None]:
    """Stop the PDF worker after the last test."""
    yield
    end_pdf_worker()
