"""Where files are kept: static files, and what people upload, in folders or in a private bucket."""

import os
import re
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from whitenoise.middleware import WhiteNoiseMiddleware

# A person is waiting for the page: boto3's own five attempts of a minute each are too many.
TIMEOUTS: dict[str, Any] = {"connect_timeout": 3, "read_timeout": 10, "retries": {"total_max_attempts": 2}}


class DurableFiles(FileSystemStorage):
    """Files that are on the disk once they are saved, so that no power cut loses them."""

    def _save(self, name: str, content: File) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]  # Django's own hook; its stubs leave it out
        with Path(self.path(saved)).open("rb") as file:
            os.fsync(file.fileno())
        return saved


def choose_storage(folder: Path, *, bucket: str, endpoint: str) -> dict[str, Any]:
    """Return an entry for Django's STORAGES: `folder`, or the folder of that name in `bucket` when there is one.

    `endpoint` is the address of an S3-compatible service, or "" for Amazon's own. Keys come from boto3's own variables.
    The bucket itself must be private: no access rights are set on single files, because most buckets refuse them.
    """
    if not bucket:
        private = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {"BACKEND": "headshot_advisor.storages.DurableFiles", "OPTIONS": {"location": folder, **private}}
    from botocore.config import Config  # noqa: PLC0415  not needed without a bucket

    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "location": folder.name,
        "default_acl": None,
        "file_overwrite": False,
        "client_config": Config(**TIMEOUTS),
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


# The picture of link previews is the only file that other sites may show.
SOCIAL_CARD = re.compile(r"/img/card\.[^/]*png\Z")


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """WhiteNoise, but browsers keep hashed files for one year instead of ten."""

    FOREVER = 31_536_000  # seconds


def share_social_card(headers: dict[str, str], path: str, url: str) -> None:
    """Allow other sites to show the picture of link previews. WhiteNoise calls this for each file."""
    if SOCIAL_CARD.search(url):
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
