from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from studio.demo.stage import MANAGER_NAME, STAFF_NAME, STAFF_PASSWORD, stage_demo


class Command(BaseCommand):
    help = "Add invented inquiries and two demo staff accounts. Safe to repeat; refused in production."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("The demo has an account with a known password; it does not run in production.")
        made = stage_demo()
        self.stdout.write(f"Added {made} demo inquiries.")
        self.stdout.write(
            f"The staff site is at {settings.SITE_URL}/{settings.ADMIN_PATH}: name {STAFF_NAME} or {MANAGER_NAME}, "
            f"password {STAFF_PASSWORD}. To see two people at one inquiry, open it in two browsers, one for each name."
        )
