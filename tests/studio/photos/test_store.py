"""Photos: saved again within limits, refused with a sentence, kept private, shown to staff, deleted when removed."""

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from decision.pictures.refusals import Reason, load_sentences
from studio.admin.inquiry_display import show_photos
from studio.inquiries.fields import PHOTO_TYPES
from studio.models import Inquiry, InquiryPhoto
from studio.photos.store import (
    delete_files_on_failure,
    delete_orphaned_files,
    prepare_photo,
    remove_photos,
    store_photos,
)
from studio.photos.uploads import LONGEST_UPLOAD
from tests.studio.factories import make_form_data, make_inquiry, make_staff
from tests.studio.stores import keep_below

pytestmark = pytest.mark.django_db

ADDRESS = "/studio/inquiry/"
TURNED_RIGHT = 6


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A separate folder of photos."""
    return keep_below(tmp_path, "photos", monkeypatch)


def write_picture(
    size: tuple[int, int] = (80, 60), kind: str = "JPEG", mode: str = "RGB", color: tuple[int, ...] = (), **options: Any
) -> bytes:
    out = BytesIO()
    Image.new(mode, size, color or 0).save(out, kind, **options)
    return out.getvalue()


def upload(content: bytes, name: str = "me.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def read_jpeg(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content), formats=["JPEG"])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_kind_is_written_anew_as_jpeg(kind: str) -> None:
    photo = prepare_photo(BytesIO(write_picture((4000, 1000), kind)))

    assert (photo.width, photo.height) == (2048, 512)
    assert read_jpeg(photo.image).size == (2048, 512)
    assert read_jpeg(photo.thumbnail).size == (320, 80)


def test_a_small_photo_does_not_grow() -> None:
    photo = prepare_photo(BytesIO(write_picture((80, 60))))

    assert read_jpeg(photo.image).size == read_jpeg(photo.thumbnail).size == (80, 60)


def test_nothing_but_pixels_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif[0x8825] = {1: "N", 2: (40.0, 44.0, 0.0)}

    photo = prepare_photo(
        BytesIO(write_picture(exif=exif, comment=b"A secret", xmp=b"<x:xmpmeta/>", icc_profile=b"none"))
    )

    for content in (photo.image, photo.thumbnail):
        image = read_jpeg(content)
        assert dict(image.getexif()) == {}
        assert set(image.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_taken_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = TURNED_RIGHT

    photo = prepare_photo(BytesIO(write_picture((4000, 1000), exif=exif)))

    assert (photo.width, photo.height) == (512, 2048)


@pytest.mark.parametrize(("mode", "size"), [("RGBA", (80, 60)), ("RGBA", (5000, 4000)), ("LA", (80, 60))])
def test_what_is_transparent_becomes_white(mode: str, size: tuple[int, int]) -> None:
    color = (0, 0) if mode == "LA" else (0, 0, 0, 0)

    photo = prepare_photo(BytesIO(write_picture(size, "PNG", mode, color)))

    image = read_jpeg(photo.image)
    assert image.getpixel((0, 0)) == image.getpixel((image.width - 1, image.height - 1)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "1", "I;16"])
def test_unusual_pngs_are_photos_too(mode: str) -> None:
    assert prepare_photo(BytesIO(write_picture((80, 60), "PNG", mode))).width == 80


def test_a_cmyk_jpeg_becomes_rgb() -> None:
    photo = prepare_photo(BytesIO(write_picture(mode="CMYK")))

    assert read_jpeg(photo.image).mode == "RGB"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "pdf"),
        (write_picture(kind="GIF"), "gif"),
        (write_picture((800, 600))[:900], "broken"),
        (write_picture((20000, 20000), "PNG", "1"), "too-many-pixels"),
        (write_picture((4500, 4001), "JPEG", "L", progressive=True), "progressive-too-large"),
    ],
)
def test_an_unsupported_photo_is_refused_with_advice(content: bytes, reason: Reason) -> None:
    with pytest.raises(ValidationError) as refusal:
        prepare_photo(BytesIO(content))

    sentences = load_sentences()[reason]
    assert refusal.value.messages == [f"{sentences.title}. {sentences.advice}"]


@pytest.mark.parametrize("name", ["upright.heic", "rotated.heic"])
def test_a_photo_of_an_iphone_becomes_an_upright_jpeg(name: str) -> None:
    file = Path(__file__).parents[2] / "decision" / "pictures" / "files" / name

    photo = prepare_photo(BytesIO(file.read_bytes()))

    size = (96, 160) if name == "rotated.heic" else (160, 96)
    assert read_jpeg(photo.image).size == (photo.width, photo.height) == size


def test_an_avif_becomes_a_jpeg() -> None:
    photo = prepare_photo(BytesIO(write_picture(kind="AVIF")))

    assert read_jpeg(photo.image).size == (80, 60)


def test_photos_come_with_an_inquiry(client: Client, store: Path) -> None:
    data = make_form_data() | {"photos": [upload(write_picture()), upload(write_picture((60, 80)))]}

    response = client.post(ADDRESS, data)

    inquiry = Inquiry.objects.get()
    first, second = inquiry.photos.all()
    assert response.status_code == 302
    assert [(photo.width, photo.height) for photo in (first, second)] == [(80, 60), (60, 80)]
    names = {photo.name for row in (first, second) for photo in (row.image, row.thumbnail)}
    assert names == {path.name for path in store.iterdir()}
    assert all(len(str(name)) == 36 for name in names)


def test_the_same_photo_twice_is_one_inquiry(client: Client, store: Path) -> None:
    data = make_form_data()

    for _ in range(2):
        client.post(ADDRESS, data | {"photos": upload(write_picture())})

    assert Inquiry.objects.count() == 1
    assert len(list(store.iterdir())) == 2


def test_another_photo_under_the_same_key_is_another_inquiry(client: Client) -> None:
    data = make_form_data()

    client.post(ADDRESS, data | {"photos": upload(write_picture((80, 60)))})
    client.post(ADDRESS, data | {"photos": upload(write_picture((60, 80)))})

    assert Inquiry.objects.count() == 2


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([upload(b"no picture", "notes.txt")], "notes.txt: We can’t tell what kind of file this is."),
        ([upload(write_picture()) for _ in range(4)], "Please choose at most 3 photos."),
        ([upload(b"\xff" * (LONGEST_UPLOAD + 1))], "me.jpg: "),
    ],
    ids=["no photo", "too many", "too long"],
)
def test_an_unsuitable_photo_stores_nothing_and_keeps_what_was_typed(
    client: Client, store: Path, files: list[SimpleUploadedFile], sentence: str
) -> None:
    for file in files:
        file.seek(0)

    response = client.post(ADDRESS, make_form_data() | {"photos": files})

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Mornings are best." in page
    assert Inquiry.objects.count() == 0
    assert not store.exists()


def test_a_body_over_47_megabytes_is_refused_unread(client: Client) -> None:
    response = client.post(ADDRESS, CONTENT_LENGTH="47000001")

    assert response.status_code == 413


def test_the_form_asks_for_three_kinds_only(client: Client) -> None:
    page = client.get(ADDRESS).content.decode()

    assert f'accept="{PHOTO_TYPES}" multiple' in page


def test_what_is_not_committed_leaves_no_file(store: Path) -> None:
    inquiry, photo = make_inquiry(), prepare_photo(BytesIO(write_picture()))

    def fail() -> None:
        with delete_files_on_failure() as files, transaction.atomic():
            store_photos(inquiry, [photo], files)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()

    assert list(store.iterdir()) == []
    assert InquiryPhoto.objects.count() == 0


def test_removed_photos_leave_no_file(
    store: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    inquiry = make_inquiry(photos=(prepare_photo(BytesIO(write_picture())),))
    before = len(list(store.iterdir()))

    with django_capture_on_commit_callbacks(execute=True):
        remove_photos(inquiry)

    assert (before, list(store.iterdir()), inquiry.photos.count()) == (2, [], 0)


def test_files_that_a_killed_process_left_are_swept_up(store: Path) -> None:
    make_inquiry(photos=(prepare_photo(BytesIO(write_picture())),))
    kept = set(store.iterdir())
    left, fresh, foreign = (store / name for name in (f"{'a' * 32}.jpg", f"{'b' * 32}.jpg", "notes.txt"))
    for path in (left, fresh, foreign):
        path.write_bytes(b"")
    now = timezone.now()
    for path in {*kept, left, foreign}:
        os.utime(path, (now.timestamp() - 3600,) * 2)
    os.utime(fresh, (now.timestamp(),) * 2)

    swept = delete_orphaned_files(now)

    assert swept == 1
    assert set(store.iterdir()) == {*kept, fresh, foreign}


def test_without_a_photo_there_is_nothing_to_sweep(store: Path) -> None:
    assert delete_orphaned_files(timezone.now()) == 0
    assert not store.exists()


def test_an_upload_touches_no_disk_on_its_way(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "nowhere"
    larger_than_django_keeps_in_memory = write_picture() + bytes(3_000_000)

    response = client.post(ADDRESS, make_form_data() | {"photos": upload(larger_than_django_keeps_in_memory)})

    assert response.status_code == 302


def test_staff_see_photos_and_no_cache_keeps_them(client: Client) -> None:
    inquiry = make_inquiry(photos=(prepare_photo(BytesIO(write_picture((640, 480)))),))
    address = f"/studio/photos/{inquiry.photos.get().pk}/thumbnail"
    client.force_login(make_staff())

    response = client.get(address)

    assert response["Content-Type"] == "image/jpeg"
    assert "no-store" in response["Cache-Control"]
    assert read_jpeg(response.getvalue()).size == (320, 240)
    assert f'src="{address}"' in show_photos(inquiry)


def test_nobody_else_sees_photos(client: Client) -> None:
    inquiry = make_inquiry(photos=(prepare_photo(BytesIO(write_picture())),))
    address = f"/studio/photos/{inquiry.photos.get().pk}/image"
    stranger = client.get(address).status_code
    client.force_login(make_staff(groups=()))

    without_right = client.get(address).status_code

    assert (stranger, without_right) == (403, 403)


def test_where_a_second_factor_is_required_it_guards_the_photos_too(client: Client, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    inquiry = make_inquiry(photos=(prepare_photo(BytesIO(write_picture())),))
    client.force_login(make_staff())

    assert client.get(f"/studio/photos/{inquiry.photos.get().pk}/image").status_code == 403


def test_an_unknown_photo_is_not_found(client: Client) -> None:
    client.force_login(make_staff())

    assert client.get("/studio/photos/1/image").status_code == 404
