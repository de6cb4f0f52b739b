"""Where files are kept: static files, and what people upload, in folders or in a private bucket."""

import os
import re
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from whitenoise.middleware import WhiteNoiseMiddleware

# Seconds and tries. Somebody waits for the page meanwhile: boto3's own five tries of a minute each are too many.
WAITS: dict[str, Any] = {"connect_timeout": 3, "read_timeout": 10, "retries": {"total_max_attempts": 2}}


class LastingFiles(FileSystemStorage):
    """Files that are on the disk once they are saved: no power cut takes them back."""

    def _save(self, name: str, content: File) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]  # Django's own hook; its stubs leave it out
        with Path(self.path(saved)).open("rb") as file:
            os.fsync(file.fileno())
        return saved


def choose_store(folder: Path, *, bucket: str, endpoint: str) -> dict[str, Any]:
    """Return a store for Django's STORAGES: `folder`, or the folder of the same name in `bucket` unless that is "".

    `endpoint` is the address of what speaks like S3, or "" for Amazon's own. Keys come from boto3's own variables. The
    bucket itself must be private: Amazon's usual ones refuse files that come with access rights of their own.
    """
    if not bucket:
        private = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {"BACKEND": "headshot_advisor.storages.LastingFiles", "OPTIONS": {"location": folder, **private}}
    from botocore.config import Config  # noqa: PLC0415  a site without a bucket starts without it

    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "location": folder.name,
        "default_acl": None,
        "file_overwrite": False,
        "client_config": Config(**WAITS),
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


# The picture of link previews is the one file that other sites show.
SOCIAL_CARD = re.compile(r"/img/card\.[^/]*png\Z")


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """WhiteNoise with a year instead of its ten."""

    FOREVER = 31_536_000  # seconds


def open_social_card(headers: dict[str, str], path: str, url: str) -> None:
    """Let other sites show the social card. WhiteNoise calls it for each file."""
    if SOCIAL_CARD.search(url):
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
