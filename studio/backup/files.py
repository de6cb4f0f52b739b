"""The files that rows of the database name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.apps import apps
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage
from django.db.models import FileField

from studio.backup.databases import read_column


@dataclass(frozen=True)
class KeptFile:
    """A file of a model's storage; `place` is its path in an archive."""

    storage: Storage
    place: str
    name: str

    def open(self) -> IO[bytes]:
        """Open it to be read.

        Raises:
            FileNotFoundError: it is gone.
        """
        return self.storage.open(self.name)

    def put(self, content: IO[bytes]) -> None:
        """Store `content` under just this name, in place of whatever has it."""
        self.storage.delete(self.name)
        self.storage.save(self.name, File(content))


def list_files(database: Path) -> Iterator[KeptFile]:
    """Yield each local file that a row of `database` names, once. Files in a bucket are the bucket's to keep."""
    for table, field in list_fields():
        if isinstance(field.storage, FileSystemStorage):
            for name in read_column(database, table, field.attname):
                yield KeptFile(field.storage, f"files/{table}/{name}", name)


def list_fields() -> Iterator[tuple[str, FileField]]:
    """Yield each file field of the project with the table that it is in."""
    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, FileField):
                yield model._meta.db_table, field
