"""Where the photos of clients are kept: in a private folder, or in a bucket of S3 or of what speaks like it."""

from pathlib import Path
from typing import Any

CONNECT_SECONDS, READ_SECONDS = 3, 10
TRIES = 2
"""Somebody waits for the page meanwhile: boto3's own five tries of a minute each are too many."""


def choose_photo_storage(*, bucket: str, endpoint: str, folder: Path) -> dict[str, Any]:
    """Return the entry of STORAGES: the bucket, if one is named, else the folder.

    `endpoint` is the address of what speaks like S3, or "" for Amazon's own. Keys come from boto3's own variables. The
    bucket itself must be private: Amazon's usual ones refuse files that come with access rights of their own.
    """
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    from botocore.config import Config  # noqa: PLC0415  a site without a bucket starts without it

    limits = Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries={"total_max_attempts": TRIES})
    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "default_acl": None,
        "file_overwrite": False,
        "client_config": limits,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
