"""A place for photos that is the test's own."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from headshot_advisor.photo_storage import choose_photo_storage
from studio.models import InquiryPhoto
from studio.models.photo import find_photo_storage


def keep_photos_in(chosen: dict[str, Any], settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep photos where this entry of STORAGES says."""
    settings.STORAGES = {**settings.STORAGES, "photos": chosen}
    for name in ("image", "thumbnail"):
        # A field finds its storage once, when the process starts.
        monkeypatch.setattr(InquiryPhoto._meta.get_field(name), "storage", find_photo_storage())


def keep_photos_below(folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep photos in a folder of their own below `folder`, and return it."""
    settings.VAR_DIR = folder
    keep_photos_in(choose_photo_storage(bucket="", endpoint="", folder=folder / "photos"), settings, monkeypatch)
    return folder / "photos"
