from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from studio.backup import BackupError, make_backup


class Command(BaseCommand):
    help = "Write the SQLite database and the files that it names to one archive. The site can keep running."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The archive to write, such as backup-2026-11-21.tar.")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not file.resolve().parent.is_dir():
            raise CommandError(f"There is no folder {file.parent}.")
        try:
            manifest, lost = make_backup(file.resolve())
        except BackupError as error:
            raise CommandError(str(error)) from error
        for name in lost:
            self.stderr.write(f"Missing on the disk, so not in the backup: the file {name}.")
        self.stdout.write(
            f"{file}: inquiries: {manifest.rows['studio_inquiry']}, files: {len(manifest.files) - 1}, "
            f"bytes: {file.stat().st_size:,}. It holds what clients wrote: keep it where only you can read it."
        )
