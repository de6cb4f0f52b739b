from typing import Any

from django.core.management.base import BaseCommand

from studio.inquiries.erasure import erase_again


class Command(BaseCommand):
    help = "After a restore: erase again every inquiry on the list of erasures (ERASURE_LIST)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Erased {erase_again()} inquiries again.")
