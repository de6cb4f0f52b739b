"""SQLite databases as files, by SQLite's own interface: safe while the site reads and writes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from headshot_advisor.database import SQLITE


class NotSQLiteError(Exception):
    """The site's data lies in another kind of database."""


def find_database() -> Path:
    """Return the file of the site's database.

    Raises:
        NotSQLiteError: it has none.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"] != SQLITE:
        raise NotSQLiteError
    return Path(database["NAME"])


def copy_database(source: Path, target: Path) -> None:
    """Make the database at `target` the same as that at `source`, at one moment and in one transaction.

    Others may have either of them open. They see the whole change or none of it.
    """
    with closing(sqlite3.connect(source)) as ours, closing(sqlite3.connect(target)) as theirs:
        ours.backup(theirs)


def read_column(database: Path, table: str, column: str) -> list[str]:
    """Return what stands in a column of text, without what is empty. Both names are the project's own."""
    with closing(sqlite3.connect(database)) as ours:
        found = ours.execute(f'SELECT "{column}" FROM "{table}" WHERE "{column}" != \'\'')  # noqa: S608  our own names
        return [str(value) for (value,) in found]


def count_rows(database: Path) -> dict[str, int]:
    """Return the number of rows in each table."""
    with closing(sqlite3.connect(database)) as ours:
        tables = ours.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        # The names come from the database itself.
        return {name: ours.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}  # noqa: S608


def is_intact(database: Path) -> bool:
    """Whether SQLite finds no fault in the file, and no row that points at one that is gone."""
    try:
        with closing(sqlite3.connect(database)) as ours:
            sound = ours.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            return sound and ours.execute("PRAGMA foreign_key_check").fetchone() is None
    except sqlite3.DatabaseError:
        return False


@contextmanager
def work_on(database: Path) -> Iterator[None]:
    """Let Django work on another SQLite file for the length of the block."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(database)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
