from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from studio.backup import BackupError, restore_backup


class Command(BaseCommand):
    help = "Replace the site's data with an archive that `backup` wrote, and repeat the erasures that came after it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="An archive that `manage.py backup` wrote.")
        parser.add_argument(
            "--force", action="store_true", help="Replace the database that is there; it is saved first."
        )

    def handle(self, *args: Any, file: Path, force: bool, **options: Any) -> None:
        try:
            done = restore_backup(file, replace=force)
        except FileNotFoundError as error:
            raise CommandError(f"There is no file {error.filename}.") from error
        except BackupError as error:
            raise CommandError(str(error)) from error
        if done.saved:
            self.stdout.write(f"The previous data is in {done.saved}. Delete it when you no longer need it.")
        self.stdout.write(
            f"Restored what was there at {done.manifest.made_at}: inquiries: {done.manifest.rows['studio_inquiry']}, "
            f"files: {len(done.manifest.files) - 1}; inquiries erased again: {done.erased}. Now restart the site."
        )
