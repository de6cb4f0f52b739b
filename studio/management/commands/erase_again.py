from typing import Any

from django.core.management.base import BaseCommand

from studio.inquiries.erase import erase_again


class Command(BaseCommand):
    help = "After a restore: erase once more what stands on the list of erasures (ERASURE_LIST)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say how many."""
        self.stdout.write(f"{erase_again()} inquiries erased again.")
