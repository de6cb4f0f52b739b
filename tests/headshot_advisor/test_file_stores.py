"""Where files lie: in a folder, or in the folder of that name of a bucket."""

from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import StorageHandler
from storages.backends.s3 import S3Storage

from headshot_advisor.file_stores import LastingFiles, choose_store


def test_without_a_bucket_files_lie_in_the_folder_and_the_last_one_counts(tmp_path: Path) -> None:
    store = StorageHandler({"photos": choose_store(tmp_path / "photos", bucket="", endpoint="")})["photos"]

    names = [store.save("me.jpg", ContentFile(content)) for content in (b"first", b"second")]

    assert isinstance(store, LastingFiles)
    assert names == ["me.jpg", "me.jpg"]
    assert (tmp_path / "photos" / "me.jpg").read_bytes() == b"second"


def test_with_a_bucket_they_lie_in_its_folder_and_stay_private() -> None:
    choice = choose_store(Path("/srv/photos"), bucket="studio", endpoint="https://s3.example.org")

    store = StorageHandler({"photos": choice})["photos"]

    assert isinstance(store, S3Storage)
    assert (store.bucket_name, store.location, store.endpoint_url) == ("studio", "photos", "https://s3.example.org")
    assert store.default_acl == "private"
