from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from headshot_advisor.rate_limit import forget_old_uses
from studio.accounts.resets import forget_resets
from studio.cleanup import sweep_rows, wipe_traces
from studio.inquiries.erase import erase_expired, erase_planned
from studio.photos.store import sweep_files


class Command(BaseCommand):
    help = (
        "Erase the people whose day to undo is over and the inquiries that are older than KEEP_INQUIRIES_DAYS; sweep "
        "stray photo files, expired sessions, old sign-ins and counters; wipe what is left of them in the database. "
        "Run it once a day."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say how many."""
        now = timezone.now()
        self.stdout.write(f"{erase_planned(now)} inquiries erased as asked.")
        self.stdout.write(f"{erase_expired(now)} inquiries erased because they were kept long enough.")
        self.stdout.write(f"{sweep_files(now)} stray photo files deleted.")
        forget_old_uses()
        forget_resets(now)
        sweep_rows(now)
        if not wipe_traces():
            self.stderr.write("The database was busy: what was deleted can be read in its files until the next run.")
