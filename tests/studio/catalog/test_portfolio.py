from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms
from PIL.Image import Exif
from pytest_django import DjangoCaptureOnCommitCallbacks

from studio.catalog.portfolio import add_picture, draw_thumbnail, remove_picture
from studio.models import PortfolioPicture
from tests.studio.stores import keep_below

ORIENTATION = 0x0112
MAKER = 0x010F
TURNED_RIGHT = 6


@pytest.fixture
def portfolio(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of pictures, empty."""
    return keep_below(tmp_path, "portfolio", monkeypatch)


def write_picture(
    size: tuple[int, int] = (1280, 960), kind: str = "JPEG", mode: str = "RGB", **options: object
) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "teal" if mode != "L" else 90).save(out, kind, **options)
    return out.getvalue()


def make_picture(content: bytes, name: str = "portrait.jpg") -> PortfolioPicture:
    picture = PortfolioPicture(alt="A woman in a gray jacket.")
    picture.image = ContentFile(content, name)
    return picture


def open_thumbnail(content: bytes) -> Image.Image:
    return Image.open(BytesIO(draw_thumbnail(BytesIO(content))))


@pytest.mark.parametrize(
    ("size", "expected"), [((1280, 960), (640, 480)), ((300, 200), (300, 200)), ((1000, 8000), (160, 1280))]
)
def test_a_thumbnail_is_small_and_keeps_its_shape(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert open_thumbnail(write_picture(size)).size == expected


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")]
)
def test_every_kind_becomes_an_rgb_jpeg(kind: str, mode: str) -> None:
    thumbnail = open_thumbnail(write_picture((40, 32), kind, mode))

    assert (thumbnail.format, thumbnail.mode, thumbnail.size) == ("JPEG", "RGB", (40, 32))


def test_a_thumbnail_stands_upright() -> None:
    exif = Exif()
    exif[ORIENTATION] = TURNED_RIGHT

    assert open_thumbnail(write_picture((80, 60), exif=exif)).size == (60, 80)


def test_a_thumbnail_says_nothing_but_the_picture() -> None:
    exif = Exif()
    exif[MAKER] = "A camera"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    thumbnail = open_thumbnail(write_picture(exif=exif, icc_profile=profile, comment=b"A secret"))

    assert dict(thumbnail.getexif()) == {}
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(thumbnail.info)


@pytest.mark.parametrize(
    "content", [b"", b"no picture", write_picture()[:100], write_picture((8001, 5000), "PNG", "L")]
)
def test_a_file_that_is_no_picture_for_us_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError):
        draw_thumbnail(BytesIO(content))


@pytest.mark.django_db
def test_a_picture_is_stored_with_its_thumbnail(portfolio: Path) -> None:
    picture = make_picture(write_picture())

    add_picture(picture)

    picture.refresh_from_db()
    assert (picture.width, picture.height) == (640, 480)
    assert (portfolio / str(picture.image.name)).exists()
    assert (portfolio / "thumbnails" / picture.file_name).exists()


@pytest.mark.django_db
def test_a_picture_without_words_is_not_stored(portfolio: Path) -> None:
    picture = make_picture(write_picture())
    picture.alt = ""

    with pytest.raises(ValidationError) as refusal:
        add_picture(picture)

    assert list(refusal.value.message_dict) == ["alt"]
    assert not PortfolioPicture.objects.exists()


@pytest.mark.django_db
def test_a_removed_picture_takes_its_files_along(
    portfolio: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    picture = make_picture(write_picture())
    add_picture(picture)

    with django_capture_on_commit_callbacks(execute=True):
        remove_picture(picture)

    assert not PortfolioPicture.objects.exists()
    assert [path for path in portfolio.rglob("*") if path.is_file()] == []
