"""What tests of the views share: a press that they started ends with the last of them."""

from collections.abc import Iterator

import pytest

from decision.pdf.client import end_press


@pytest.fixture(scope="session", autouse=True)
def press() -> Iterator[None]:
    """Leave no press behind."""
    yield
    end_press()
