"""What all tests share."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.core.cache import caches
from django.db import connection

from tests.preparing import collect_static_files, find_migrated_database, make_migrated_database


def pytest_sessionstart(session: pytest.Session) -> None:
    """Make what every process of the run uses, before the first of them starts."""
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
    with closing(sqlite3.connect(name, uri=True)) as kept, closing(sqlite3.connect(find_migrated_database())) as source:
        source.backup(kept)
        yield


@pytest.fixture(autouse=True)
def forget_pages() -> Iterator[None]:
    """No test is answered with a page that another test asked for."""
    yield
    caches["pages"].clear()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser tests last: each ends by emptying the database, with the rows that migrations made.

    Of these the longest file is first, so that the others fill up what the other processes have left to do.
    """
    items.sort(key=lambda item: ("browser" in item.path.parts, item.path.name != "test_every_page.py"))
