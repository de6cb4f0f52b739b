"""Photos in a bucket instead of a folder, by settings alone."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from headshot_advisor.storages import choose_storage
from studio.inquiries.erasure import erase
from studio.models import Inquiry
from tests.pages import read_text
from tests.studio.bucket import Bucket, open_bucket
from tests.studio.factories import make_form_data
from tests.studio.stores import keep_in

pytestmark = pytest.mark.django_db

ADDRESS = "/studio/inquiry/"


@pytest.fixture
def bucket(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """A site that keeps its photos in a bucket."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "ours")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with open_bucket() as bucket:
        chosen = choose_storage(tmp_path / "photos", bucket="studio", endpoint=bucket.address)
        keep_in("photos", chosen, monkeypatch)
        monkeypatch.setattr(storages["erasures"], "location", str(tmp_path / "erasures"))
        yield bucket


def send_photo(client: Client) -> tuple[int, str]:
    out = BytesIO()
    Image.new("RGB", (640, 480)).save(out, "JPEG")
    photo = SimpleUploadedFile("me.jpg", out.getvalue(), "image/jpeg")
    response = client.post(ADDRESS, make_form_data() | {"photos": photo})
    return response.status_code, read_text(response.content)


def test_a_photo_is_stored_served_to_staff_and_erased(
    client: Client,
    staff_client: Client,
    bucket: Bucket,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    status, _ = send_photo(client)
    inquiry = Inquiry.objects.get()
    photo = inquiry.photos.get()
    stored = set(bucket.files)
    thumbnail = staff_client.get(f"/studio/photos/{photo.pk}/thumbnail").getvalue()
    with django_capture_on_commit_callbacks(execute=True):
        erase([inquiry], why="asked")

    assert status == 302
    assert stored == {f"/studio/photos/{name}" for name in (photo.image.name, photo.thumbnail.name)}
    assert Image.open(BytesIO(thumbnail), formats=["JPEG"]).size == (320, 240)
    assert bucket.files == {}


def test_a_full_bucket_keeps_what_was_typed(client: Client, bucket: Bucket) -> None:
    bucket.is_full = True

    status, text = send_photo(client)

    assert status == 503
    assert "We could not store your photos." in text
    assert "Mornings are best." in text
    assert "Please choose your photos again." in text
    assert Inquiry.objects.count() == 0
