from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper

from headshot_advisor.database import tune_database


def test_sqlite_gets_the_options_of_a_web_site() -> None:
    tuned = tune_database({"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"})

    assert tuned["NAME"] == "db.sqlite3"
    assert tuned["OPTIONS"] == {
        "timeout": 10,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
    }


def test_another_database_keeps_its_own_options() -> None:
    tuned = tune_database({"ENGINE": "django.db.backends.postgresql", "OPTIONS": {"sslmode": "require"}})

    assert tuned["OPTIONS"] == {"sslmode": "require", "connect_timeout": 5}
    assert tuned["CONN_MAX_AGE"] == 60
    assert tuned["CONN_HEALTH_CHECKS"] is True


@pytest.mark.django_db
def test_a_file_database_runs_in_wal_mode_with_foreign_keys(tmp_path: Path) -> None:
    config = {**connection.settings_dict, "NAME": tmp_path / "site.sqlite3"}
    database = DatabaseWrapper(tune_database(config))

    with database.cursor() as cursor:
        pragmas = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys")]
    database.close()

    assert pragmas == ["wal", 1]
