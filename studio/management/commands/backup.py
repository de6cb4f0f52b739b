from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from studio.backup.databases import NotSQLiteError
from studio.backup.making import make_backup


class Command(BaseCommand):
    help = "Write the SQLite database and the files that it names to one archive. The site may go on working."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say where to."""
        parser.add_argument("file", type=Path, help="The archive to write, such as backup-2026-11-21.tar.")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Write it, and say what is in it."""
        try:
            manifest, lost = make_backup(file.resolve())
        except FileExistsError as error:
            raise CommandError(f"{file} is there already; a backup never replaces a file.") from error
        except NotSQLiteError as error:
            raise CommandError(
                "The data lies in PostgreSQL. Back it up with pg_dump, and photos with the tools of your bucket: see "
                "docs/deploy.md."
            ) from error
        for name in lost:
            self.stderr.write(f"Lost before this backup: the file {name}.")
        self.stdout.write(
            f"{file}: inquiries: {manifest.rows['studio_inquiry']}, files: {len(manifest.files) - 1}, "
            f"bytes: {file.stat().st_size:,}. It holds what clients wrote: keep it where only you can read it."
        )
