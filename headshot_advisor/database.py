"""Database options for a web site."""

from typing import Any

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"

# Seconds that one writer waits for another before the person sees an error.
SQLITE_BUSY_TIMEOUT = 10

# WAL lets people read while somebody writes. FULL waits for the disk at each commit, 0.1 to a few milliseconds. With
# NORMAL, a power cut could lose inquiries that we have already confirmed.
# secure_delete overwrites deleted rows, so that an erased person's words do not stay in the file.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"

# Seconds until a PostgreSQL that does not answer counts as unavailable. Without a limit it takes minutes.
POSTGRESQL_CONNECT_TIMEOUT = 5

# Seconds for which a thread keeps its connection. Threads are few and live as long as their process, so no pool is
# needed. Each connection is checked before a request uses it.
CONNECTION_AGE = 60

OPTIONS: dict[str, dict[str, Any]] = {
    # IMMEDIATE takes the write lock when a transaction begins, so that two transactions never deadlock.
    SQLITE: {"timeout": SQLITE_BUSY_TIMEOUT, "transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS},
    POSTGRESQL: {"connect_timeout": POSTGRESQL_CONNECT_TIMEOUT},
}


def tune_database(config: dict[str, Any]) -> dict[str, Any]:
    """Return `config`, a parsed DATABASE_URL, with persistent connections and our options."""
    options = OPTIONS.get(config["ENGINE"], {}) | config.get("OPTIONS", {})
    return {**config, "CONN_MAX_AGE": CONNECTION_AGE, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
