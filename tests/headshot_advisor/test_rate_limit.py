"""The rate limit: within it, over it, later, elsewhere; two processes, a clock set back, a failing store."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from pytest_django import Settings

from headshot_advisor.rate_limit import allow, clear, delete_old_counts, find_wait, has_room

ANA, BEN = "ana@example.org", "ben@example.org"
COUNT_THREE = """
import os
from pathlib import Path
from django.conf import settings
settings.LIMITS_FILE, settings.LIMITS = Path(os.environ["FOLDER"]) / "limits.sqlite3", {"test": (4, 3600)}
from headshot_advisor.rate_limit import allow
print([allow("test", "ana@example.org") for _ in range(3)])
"""


@pytest.fixture(autouse=True)
def limits(settings: Settings, tmp_path: Path) -> None:
    settings.LIMITS_FILE = tmp_path / "limits.sqlite3"
    settings.LIMITS = {"test": (2, 60), "other": (2, 60), "bytes": (1000, 86_400)}


def read_rows() -> list[tuple[bytes, int, float]]:
    with closing(sqlite3.connect(site_settings.LIMITS_FILE)) as connection:
        return connection.execute("SELECT * FROM uses").fetchall()


def shift_windows(seconds: float) -> None:
    """Change when all windows end."""
    with closing(sqlite3.connect(site_settings.LIMITS_FILE, isolation_level=None)) as connection:
        connection.execute("UPDATE uses SET ends_at = ends_at + ?", [seconds])


def test_it_allows_as_many_as_the_limit_says() -> None:
    assert [allow("test", ANA) for _ in range(4)] == [True, True, False, False]


def test_each_person_and_each_limit_has_its_own_count() -> None:
    for _ in range(3):
        allow("test", ANA)

    assert allow("test", BEN)
    assert allow("other", ANA)


def test_it_says_how_long_to_wait() -> None:
    waits = [find_wait("test", ANA) for _ in range(3)]

    assert waits == [0, 0, 60]


def test_it_counts_amounts() -> None:
    assert [allow("bytes", ANA, amount=600), allow("bytes", BEN, amount=600), allow("bytes", ANA, amount=600)] == [
        True,
        True,
        False,
    ]


def test_looking_counts_nothing() -> None:
    allow("test", ANA)

    looks = [has_room("test", ANA) for _ in range(3)]

    assert looks == [True, True, True]
    assert allow("test", ANA)
    assert not has_room("test", ANA)


def test_after_its_window_a_count_starts_again() -> None:
    for _ in range(3):
        allow("test", ANA)

    shift_windows(-60)

    assert [allow("test", ANA) for _ in range(3)] == [True, True, False]


def test_a_clock_set_back_does_not_lock_anybody_out() -> None:
    for _ in range(3):
        allow("test", ANA)

    shift_windows(+7 * 86_400)

    assert allow("test", ANA)


def test_a_count_can_be_cleared() -> None:
    for _ in range(3):
        allow("test", ANA)

    clear("test", ANA)

    assert allow("test", ANA)


def test_two_processes_share_the_counts(tmp_path: Path) -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "FOLDER": str(tmp_path)}

    said = [
        subprocess.run(  # noqa: S603  our own command line
            [sys.executable, "-c", COUNT_THREE], env=environment, capture_output=True, text=True, check=True
        )
        for _ in range(2)
    ]

    assert [each.stdout.strip() for each in said] == ["[True, True, True]", "[True, False, False]"]


def test_nobody_can_be_read_from_the_file() -> None:
    allow("test", ANA)

    [(who, count, _)] = read_rows()
    assert (len(who), count) == (16, 1)
    assert ANA.encode() not in site_settings.LIMITS_FILE.read_bytes()
    assert site_settings.LIMITS_FILE.stat().st_mode & 0o077 == 0


def test_what_is_over_is_forgotten() -> None:
    allow("test", ANA)
    shift_windows(-61)
    allow("test", BEN)

    delete_old_counts()

    assert len(read_rows()) == 1
    assert all(ends_at > time.time() for _, _, ends_at in read_rows())


def test_nothing_is_kept_longer_than_a_day() -> None:
    allow("bytes", ANA)

    delete_old_counts(now=time.time() + 86_401)

    assert read_rows() == []


def test_nobody_is_limited_while_counts_cannot_be_written(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "limits.sqlite3").write_bytes(b"This is not a database. " * 100)

    assert [allow("test", ANA) for _ in range(3)] == [True, True, True]
    delete_old_counts()
    clear("test", ANA)
    assert set(caplog.messages) == {"Limits are not counted: DatabaseError."}


def test_a_file_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    for _ in range(3):
        allow("test", ANA)

    for file in tmp_path.glob("limits.sqlite3*"):
        file.unlink()

    assert allow("test", ANA)


def test_a_shared_cache_that_is_unavailable_leaves_the_servers_own_count(settings: Settings) -> None:
    unavailable = {"BACKEND": "headshot_advisor.cache.ForgivingRedisCache", "LOCATION": "redis://127.0.0.1:9"}
    settings.CACHES = settings.CACHES | {"limits": unavailable}

    assert [allow("test", ANA) for _ in range(3)] == [True, True, False]
