import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.preparing import fill_database

ROOT = Path(__file__).resolve().parents[3]


class House:
    """A site's data in a folder of its own, and commands that work on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "db.sqlite3"

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        own = {"PATH": os.environ["PATH"], "ENV_FILE": "", "VAR_DIR": str(self.folder)}
        settings = {"DJANGO_SETTINGS_MODULE": "headshot_advisor.settings"}
        return subprocess.run(  # noqa: S603  our own command line
            [sys.executable, *command],
            cwd=ROOT,
            env=own | settings | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def manage(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run("manage.py", *command, **environment)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(query).fetchall()

    def read_tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every table."""
        names = self.ask("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return {name: self.ask(f'SELECT * FROM "{name}" ORDER BY 1') for (name,) in names}  # noqa: S608  its own names

    def read_files(self) -> dict[str, bytes]:
        """Return every photo and portfolio picture."""
        kept = [path for name in ("photos", "portfolio") for path in (self.folder / name).rglob("*.*")]
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in kept}


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A site with data and its archives. Tests only read it."""
    house = House(tmp_path_factory.mktemp("staged"))
    fill_database(str(house.database))
    done = house.run("-m", "tests.studio.backup.staging")
    assert done.returncode == 0, done.stderr
    return house


@pytest.fixture
def other(tmp_path: Path) -> House:
    """A machine without any data."""
    return House(tmp_path / "other")


@pytest.fixture
def used(staged: House, tmp_path: Path) -> House:
    """A machine with the same data, which the test may change."""
    shutil.copytree(staged.folder, tmp_path / "used")
    return House(tmp_path / "used")
