"""Rate limits, counted for all processes of a server, or for all servers that share a Redis.

The counts are in a small SQLite file of their own, so limits work without Redis and while the main database is locked
or full. People are stored only as a keyed hash, for a day at most. While the counts cannot be written, nobody is
limited, so that the site still works.
"""

import logging
import os
import sqlite3
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from headshot_advisor.client_address import find_client_network
from headshot_advisor.errors import TOO_MANY, TOO_MANY_BYTES, Refusal, add_wait, refuse
from headshot_advisor.middleware import GetResponse, find_largest_body

if TYPE_CHECKING:
    from headshot_advisor.cache import ForgivingRedisCache

logger = logging.getLogger(__name__)

SHARED = "limits"
"""The cache with the counts of several servers. It exists only when there is a Redis."""
TIMEOUT = 0.2  # seconds to wait for another process that counts; one count takes some 20 microseconds
LONGEST_WINDOW = 86_400  # seconds: nothing is remembered longer
CLEANING_PAUSE = 3600  # seconds

# Counts may be lost in a power cut, so nothing waits for the disk.
PREPARE = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS uses (who BLOB PRIMARY KEY, count INTEGER NOT NULL, ends_at REAL NOT NULL) WITHOUT ROWID;
"""
# Restart a window that has ended, or that ends too far ahead because the clock was set back.
IS_OVER = "(ends_at <= :now OR ends_at > :now + :seconds)"
COUNT = f"""
INSERT INTO uses (who, count, ends_at) VALUES (:who, :amount, :now + :seconds)
ON CONFLICT (who) DO UPDATE SET
    count = :amount + CASE WHEN {IS_OVER} THEN 0 ELSE count END,
    ends_at = CASE WHEN {IS_OVER} THEN :now + :seconds ELSE ends_at END
RETURNING count, ends_at - :now
"""  # noqa: S608  constants only

local = threading.local()
"""For each thread: its connection, the file of the connection, and when it last deleted old counts."""


def find_wait(limit: str, who: str, *, amount: int = 1) -> int:
    """Count a use; return 0 while it is within the limit, else the seconds until it may be tried again.

    `limit` names an entry of settings.LIMITS, `who` the person or network that is counted. A use over the limit is
    logged with the name of the limit, without `who`.
    """
    most, seconds = settings.LIMITS[limit]
    count, left = _count(limit, who, amount, seconds)
    if count <= most:
        return 0
    logger.warning("Over the limit “%(limit)s”.", {"limit": limit})
    return max(1, round(left))


def allow(limit: str, who: str, *, amount: int = 1) -> bool:
    """Count a use, and return whether it is within the limit."""
    return not find_wait(limit, who, amount=amount)


def has_room(limit: str, who: str) -> bool:
    """Return whether one more use would be within the limit. Counts nothing."""
    most, seconds = settings.LIMITS[limit]
    count, _ = _count(limit, who, 0, seconds)
    return count < most


def clear(limit: str, who: str) -> None:
    """Forget how often somebody did this."""
    key = _hash(limit, who)
    if SHARED in settings.CACHES:
        caches[SHARED].delete(key.hex())
    try:
        _open().execute("DELETE FROM uses WHERE who = ?", [key])
    except (sqlite3.Error, OSError) as error:
        _warn(error)


def delete_old_counts(now: float | None = None) -> None:
    """Delete the counts whose window is over. Redis does so on its own."""
    bounds = {"now": time.time() if now is None else now, "seconds": LONGEST_WINDOW}
    try:
        _open().execute(f"DELETE FROM uses WHERE {IS_OVER}", bounds)  # noqa: S608  a constant
    except (sqlite3.Error, OSError) as error:
        _warn(error)


def _count(limit: str, who: str, amount: int, seconds: int) -> tuple[int, float]:
    """Add to a count; return it and the seconds until it restarts. (0, 0) when it cannot be written."""
    key = _hash(limit, who)
    if SHARED in settings.CACHES:
        counted = cast("ForgivingRedisCache", caches[SHARED]).count(key.hex(), amount, seconds)
        if counted:
            return counted
    now = time.time()
    values = {"who": key, "amount": amount, "now": now, "seconds": seconds}
    try:
        if abs(now - getattr(local, "cleaned_at", 0)) > CLEANING_PAUSE:
            local.cleaned_at = now
            delete_old_counts(now)
        count, left = _open().execute(COUNT, values).fetchone()
    except (sqlite3.Error, OSError) as error:
        _warn(error)
        return 0, 0
    return count, left


def _hash(limit: str, who: str) -> bytes:
    return salted_hmac(f"rate_limit.{limit}", who, algorithm="sha256").digest()[:16]


class Connection(sqlite3.Connection):
    """A connection that is closed with its thread, or when another file is counted in; Python 3.13 warns of others."""

    def __del__(self) -> None:
        self.close()


def _open() -> sqlite3.Connection:
    """Return this thread's connection. Creates the file, readable only for the site's own user."""
    file: Path = settings.LIMITS_FILE
    if getattr(local, "file", None) != file or not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        local.connection = sqlite3.connect(
            file,
            timeout=TIMEOUT,
            isolation_level=None,
            check_same_thread=False,  # another thread may collect and close it
            factory=Connection,
        )
        local.connection.executescript(PREPARE)
        local.file = file
    connection: sqlite3.Connection = local.connection
    return connection


def _warn(error: Exception) -> None:
    logger.warning("Limits are not counted: %s.", type(error).__name__)


UPLOADS = "upload bytes"


def limit_clients(get_response: GetResponse) -> GetResponse:
    """Answer 429 when one client sends too many requests of a kind."""

    def answer(request: HttpRequest) -> HttpResponse:
        refusal = find_limit_refusal(request)
        return refuse(request, refusal) if refusal else get_response(request)

    return answer


def find_limit_refusal(request: HttpRequest) -> Refusal | None:
    """Count a request; return the refusal when it is over a limit."""
    limit = name_limit(request)
    if limit is None:
        return None
    network = find_client_network(request)
    if wait := find_wait(limit, network):
        return add_wait(TOO_MANY, wait)
    if not takes_files(request):
        return None
    # The announced length counts, so that a body is refused before it is read.
    wait = find_wait(UPLOADS, network, amount=int(request.META.get("CONTENT_LENGTH") or 0))
    return add_wait(TOO_MANY_BYTES, wait) if wait else None


def name_limit(request: HttpRequest) -> str | None:
    """Return the limit for a request: that of its path, of its method and path, or of its method."""
    names = (request.path_info, f"{request.method} {request.path_info}", str(request.method))
    return next((name for name in names if name in settings.LIMITS), None)


def takes_files(request: HttpRequest) -> bool:
    """Return whether this is a form that may bring files."""
    return request.method == "POST" and find_largest_body(request.path_info) is not None
