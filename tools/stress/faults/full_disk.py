"""The site's settings with an SQLite database that cannot grow while the file DISK_IS_FULL is there."""

import os
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from headshot_advisor.settings import *  # noqa: F403
from headshot_advisor.settings import DATABASES

# Each request opens a connection of its own, so that the fault begins and ends at once.
DATABASES["default"]["CONN_MAX_AGE"] = 0


def forbid_growth(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Allow fewer pages than there are, so that SQLite adds none."""
    if Path(os.environ["DISK_IS_FULL"]).exists():
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1")


connection_created.connect(forbid_growth)
