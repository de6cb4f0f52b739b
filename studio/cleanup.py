"""What the daily run deletes, and how it is overwritten in the database's own files."""

import logging
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import OperationalError, connection

from studio.accounts.emails import forget_account_mails
from studio.accounts.journal import forget_old_entries
from studio.mail.deliver import forget_finished_tasks

logger = logging.getLogger(__name__)


def sweep_rows(now: datetime) -> None:
    """Delete what has served its time: sessions, the journal's oldest entries, tasks, notices to staff."""
    Session.objects.filter(expire_date__lt=now).delete()
    forget_old_entries(now)
    forget_finished_tasks(now)
    forget_account_mails(now)


def wipe_traces() -> bool:
    """Rewrite the database without what was deleted from it; whether all of it was reached.

    SQLite overwrites deleted rows at once (`secure_delete`), but its write-ahead log holds them until it is cut off.
    PostgreSQL keeps them in its tables until a VACUUM; its own log of changes and its backups are beyond our reach.
    """
    if connection.in_atomic_block:  # no database rewrites itself within a transaction
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            if connection.vendor != "sqlite":
                return True
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy, *_ = cursor.fetchone()
    except OperationalError as error:  # somebody reads or writes; the next run does it
        logger.warning("The database's traces of deleted rows stay until the next run: %s.", type(error).__name__)
        return False
    if is_busy:
        logger.warning("The write-ahead log could not be cut off; the next run does it.")
    return not is_busy
