"""What all tests share."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import caches


def pytest_sessionstart(session: pytest.Session) -> None:
    """Stop at once, with the command to type, when the static files that every page links to are not there yet."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        pytest.exit("No static files yet: run `make test`, or `manage.py collectstatic --noinput`.", returncode=1)


@pytest.fixture(autouse=True)
def forget_pages() -> Iterator[None]:
    """No test is answered with a page that another test asked for."""
    yield
    caches["pages"].clear()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests last: each ends by emptying the database, with the rows that migrations made."""
    items.sort(key=lambda item: "browser" in item.path.parts)
