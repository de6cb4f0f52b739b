"""Where files lie that all servers share: folders of one machine, or folders of one private bucket."""

import os
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class LastingFiles(FileSystemStorage):
    """Files that are on the disk once they are saved: no power cut takes them back."""

    def _save(self, name: str, content: File) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]  # Django's own hook; its stubs leave it out
        with Path(self.path(saved)).open("rb") as file:
            os.fsync(file.fileno())
        return saved


def choose_store(folder: Path, *, bucket: str, endpoint: str) -> dict[str, Any]:
    """Return a store for Django's STORAGES: `folder`, or the folder of the same name in `bucket` unless that is ""."""
    if not bucket:
        return {"BACKEND": "headshot_advisor.file_stores.LastingFiles", "OPTIONS": {"location": folder}}
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": endpoint or None,
            "location": folder.name,
            "default_acl": "private",
            "file_overwrite": False,
        },
    }
