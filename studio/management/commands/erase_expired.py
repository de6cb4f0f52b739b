from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from studio.erasing import erase_expired


class Command(BaseCommand):
    help = "Erase the inquiries that are older than KEEP_INQUIRIES_DAYS. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say how many."""
        self.stdout.write(f"{erase_expired(timezone.now())} inquiries erased.")
