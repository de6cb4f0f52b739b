"""Separate storages for photos and portfolio."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.core.files.storage.handler import StorageHandler

from headshot_advisor.storages import choose_storage
from studio.models import InquiryPhoto, PortfolioPicture

MODELS = {"photos": InquiryPhoto, "portfolio": PortfolioPicture}


def keep_in(name: str, chosen: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep photos or portfolio where `chosen`, an entry of STORAGES, says.

    A model's fields keep the storage that they found when the process started, but Django makes all storages again
    whenever a test changes a setting. So both are replaced.
    """
    backends: dict[str, Any] = {name: chosen}
    store = StorageHandler(backends)[name]
    monkeypatch.setitem(storages._storages, name, store)  # type: ignore[attr-defined]  # its own cache
    for field in ("image", "thumbnail"):
        monkeypatch.setattr(MODELS[name]._meta.get_field(field), "storage", store)


def keep_below(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep photos or portfolio in a folder of their own below `folder`, and return it."""
    keep_in(name, choose_storage(folder / name, bucket="", endpoint=""), monkeypatch)
    return folder / name
