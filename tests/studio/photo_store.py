"""A place for photos that is the test's own."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.storage.handler import StorageHandler

from headshot_advisor.file_stores import choose_store
from studio.models import InquiryPhoto


def keep_photos_in(chosen: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep photos where `chosen`, an entry of STORAGES, says.

    Setting STORAGES itself would make all storages anew, while the fields of models hold those of before.
    """
    backends: dict[str, Any] = {"photos": chosen}
    store = StorageHandler(backends)["photos"]
    monkeypatch.setitem(storages._storages, "photos", store)  # type: ignore[attr-defined]  # its own cache
    for name in ("image", "thumbnail"):
        monkeypatch.setattr(InquiryPhoto._meta.get_field(name), "storage", store)


def keep_photos_below(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep photos in a folder of their own below `folder`, and return it."""
    keep_photos_in(choose_store(folder / "photos", bucket="", endpoint=""), monkeypatch)
    return folder / "photos"
