"""SQLite set up for a web site."""

from typing import Any

SQLITE = "django.db.backends.sqlite3"

# Seconds that a writer waits for another before the person is told.
SQLITE_BUSY_TIMEOUT = 10

# WAL lets people read while somebody writes; NORMAL is its safe level: a power cut loses no committed row's integrity.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"


def tune_database(config: dict[str, Any]) -> dict[str, Any]:
    """Return `config`, a parsed DATABASE_URL, with persistent connections and, for SQLite, its web options."""
    tuned = {**config, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    if config["ENGINE"] == SQLITE:
        # IMMEDIATE takes the write lock when a transaction begins, so that two never wait for each other for ever.
        tuned["OPTIONS"] = {
            **config.get("OPTIONS", {}),
            "timeout": SQLITE_BUSY_TIMEOUT,
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_PRAGMAS,
        }
    return tuned
