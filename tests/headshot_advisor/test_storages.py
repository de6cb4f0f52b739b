"""Where files lie: in a folder, or in the folder of that name of a bucket."""

from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import StorageHandler
from storages.backends.s3 import S3Storage

from headshot_advisor.storages import LastingFiles, choose_store


def open_store(choice: dict[str, Any]) -> Any:  # noqa: ANN401  one of two classes
    """Return the storage that Django makes of an entry of STORAGES."""
    backends: Any = {"photos": choice}
    return StorageHandler(backends)["photos"]


def test_without_a_bucket_files_lie_in_the_folder_and_none_replaces_another(tmp_path: Path) -> None:
    store = open_store(choose_store(tmp_path / "photos", bucket="", endpoint=""))

    names = [store.save("me.jpg", ContentFile(content)) for content in (b"first", b"second")]

    assert isinstance(store, LastingFiles)
    assert [(tmp_path / "photos" / name).read_bytes() for name in names] == [b"first", b"second"]


def test_with_a_bucket_they_lie_in_its_folder_without_access_rights_of_their_own() -> None:
    store = open_store(choose_store(Path("/srv/photos"), bucket="studio", endpoint="https://s3.example.org"))

    assert isinstance(store, S3Storage)
    assert (store.bucket_name, store.location, store.endpoint_url) == ("studio", "photos", "https://s3.example.org")
    assert store.default_acl is None
