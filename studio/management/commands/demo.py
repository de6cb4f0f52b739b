from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from studio.demo.stage import MANAGER_NAME, STAFF_NAME, STAFF_PASSWORD, stage_demo


class Command(BaseCommand):
    help = "Stage made-up inquiries and a demo staff account. Safe to repeat; refused in production."

    def handle(self, *args: Any, **options: Any) -> None:
        """Stage what is missing, and say how to sign in."""
        if settings.IS_PRODUCTION:
            raise CommandError("The demo has an account with a known password; it does not run in production.")
        made = stage_demo()
        self.stdout.write(f"{made} staged inquiries added.")
        self.stdout.write(
            f"The desk is at {settings.SITE_URL}/{settings.ADMIN_PATH}: name {STAFF_NAME} or {MANAGER_NAME}, "
            f"password {STAFF_PASSWORD}."
        )
