from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from headshot_advisor.rate_limit import delete_old_counts
from studio.accounts.resets import delete_old_resets
from studio.cleanup import delete_expired_rows, update_statistics, wipe_deleted_rows
from studio.inquiries.delivery import send_reminders
from studio.inquiries.erasure import erase_expired, erase_scheduled
from studio.inquiries.spam import post_spam_digest
from studio.photos.store import delete_orphaned_files


class Command(BaseCommand):
    help = (
        "Erase inquiries whose erasure can no longer be undone, and those older than KEEP_INQUIRIES_DAYS. Write to "
        "clients who agreed to it when their photo is three years old, and to the studio about suspected spam. Delete "
        "orphaned photo files, expired sessions, old journal entries and counts, and remove deleted rows from the "
        "database's files. Run it once a day."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        self.stdout.write(f"{erase_scheduled(now)} inquiries erased on request.")
        self.stdout.write(f"{send_reminders(now)} clients reminded that their photo is three years old.")
        self.stdout.write(f"{int(post_spam_digest(now) is not None)} digests of suspected spam written.")
        self.stdout.write(f"{erase_expired(now)} inquiries erased after KEEP_INQUIRIES_DAYS.")
        self.stdout.write(f"{delete_orphaned_files(now)} orphaned photo files deleted.")
        delete_old_counts()
        delete_old_resets(now)
        delete_expired_rows(now)
        update_statistics()
        if not wipe_deleted_rows():
            self.stderr.write("The database was busy: deleted rows stay in its files until the next run.")
