"""What all tests share."""

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.core.cache import caches
from django.db import connection

from decision.pdf.client import end_pdf_worker
from decision.web.photo_worker import find_photo_worker
from tests.preparing import collect_static_files, fill_database, make_migrated_database

LONGEST = ("test_every_page.py", "test_desk.py", "test_admin.py")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Prepare what all processes of the run share, before the first of them starts."""
    if not hasattr(session.config, "workerinput"):
        collect_static_files()
        make_migrated_database()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Fill the test database, as long as it is in memory, so that Django finds nothing left to migrate."""
    if connection.vendor != "sqlite":
        yield
        return
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]  # SQLite's has one
    with closing(sqlite3.connect(name, uri=True)):  # a database in memory lasts as long as its last connection
        fill_database(name)
        yield


@pytest.fixture(autouse=True)
def forget_pages() -> Iterator[None]:
    """No test is answered with a page that another test asked for."""
    yield
    caches["pages"].clear()


@pytest.fixture(scope="session", autouse=True)
def workers() -> Iterator[None]:
    """End the PDF worker and the photo worker after the last test: each takes seconds to start."""
    yield
    end_pdf_worker()
    find_photo_worker().end()


def pytest_collection_finish() -> None:
    """Take what was imported out of Python's garbage collection, which would look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests last, the longest of them first.

    From its first test on, Playwright keeps an event loop running in the process. A process that has finished takes
    over the last tests of another one, so the shortest tests are last.
    """
    items.sort(key=lambda item: ("browser" in item.path.parts, item.path.name not in LONGEST))
