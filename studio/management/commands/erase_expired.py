from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from headshot_advisor.rate_limit import forget_old_uses
from studio.inquiries.erase import erase_expired
from studio.password_resets import forget_resets
from studio.photos.store import sweep_files


class Command(BaseCommand):
    help = (
        "Erase the inquiries that are older than KEEP_INQUIRIES_DAYS, and the photo files of inquiries that were cut "
        "off before they were kept. Run it once a day."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say how many."""
        now = timezone.now()
        forget_old_uses()
        forget_resets(now)
        self.stdout.write(f"{erase_expired(now)} inquiries erased.")
        self.stdout.write(f"{sweep_files(now)} stray photo files deleted.")
