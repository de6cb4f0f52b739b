from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms
from PIL.Image import Exif
from pytest_django import DjangoCaptureOnCommitCallbacks

from studio.catalog.portfolio import add_picture, cut_again, draw_whole, move_focus, remove_picture
from studio.models import PortfolioPicture
from tests.studio.stores import keep_below
from tools.harness.drawing import write

pytestmark = pytest.mark.django_db

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


def open_thumbnail(picture: PortfolioPicture) -> Image.Image:
    with picture.thumbnail.open() as file:
        return Image.open(BytesIO(file.read()))


def add(content: bytes, alt: str = "A woman in a gray jacket.") -> PortfolioPicture:
    return add_picture(ContentFile(content, "Jane Doe.JPG"), alt)


def write_thirds(size: tuple[int, int]) -> bytes:
    """Return a picture in three parts of a color each, along its longer side."""
    image = Image.new("RGB", size, "lime")
    width, height = size
    step = (width // 3, height) if width > height else (width, height // 3)
    image.paste("red", (0, 0, *step))
    image.paste("blue", (width - step[0], height - step[1], width, height))
    return write(image, "PNG")


@pytest.mark.parametrize(
    ("size", "focus", "expected"),
    [
        ((1280, 1600), 50, (640, 800)),
        ((1280, 960), 50, (640, 800)),
        ((300, 200), 50, (160, 200)),
        ((500, 900), 20, (500, 625)),
    ],
)
def test_a_picture_is_cut_to_four_by_five(
    portfolio: Path, size: tuple[int, int], focus: int, expected: tuple[int, int]
) -> None:
    picture = add(write_picture(size))

    assert (picture.width, picture.height, picture.focus) == (*expected, focus)
    assert open_thumbnail(picture).size == expected


@pytest.mark.parametrize("size", [(1200, 500), (400, 1500)])
@pytest.mark.parametrize(("focus", "color"), [(0, (254, 0, 0)), (50, (0, 255, 1)), (100, (0, 0, 254))])
def test_the_part_that_staff_choose_is_cut_out(
    portfolio: Path, size: tuple[int, int], focus: int, color: tuple[int, int, int],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    picture = add(write_thirds(size))
    picture.focus = focus

    with django_capture_on_commit_callbacks(execute=True):
        move_focus(picture, cut_again(picture, focus))

    picture.refresh_from_db()
    middle = open_thumbnail(picture).resize((1, 1), Image.Resampling.NEAREST).getpixel((0, 0))
    assert (picture.focus, middle) == (focus, color)
    assert [path.name for path in (portfolio / "thumbnails").iterdir()] == [picture.file_name]


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB")]
)
def test_every_kind_becomes_an_rgb_jpeg(portfolio: Path, kind: str, mode: str) -> None:
    thumbnail = open_thumbnail(add(write_picture((40, 50), kind, mode)))

    assert (thumbnail.format, thumbnail.mode, thumbnail.size) == ("JPEG", "RGB", (40, 50))


def test_a_whole_picture_is_upright(portfolio: Path) -> None:
    exif = Exif()
    exif[ORIENTATION] = TURNED_RIGHT

    whole = Image.open(BytesIO(draw_whole(add(write_picture((800, 600), exif=exif)))))

    assert whole.size == (360, 480)


def test_what_is_public_says_nothing_but_the_picture(portfolio: Path) -> None:
    exif = Exif()
    exif[MAKER] = "A camera"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    picture = add(write_picture(exif=exif, icc_profile=profile, comment=b"A secret"))

    thumbnail = open_thumbnail(picture)
    assert dict(thumbnail.getexif()) == {}
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(thumbnail.info)
    assert "Doe" not in f"{picture.image.name} {picture.thumbnail.name}"


@pytest.mark.parametrize(
    "content", [b"", b"no picture", write_picture()[:100], write_picture((8001, 5000), "PNG", "L")]
)
def test_a_file_that_is_not_a_supported_picture_is_refused(portfolio: Path, content: bytes) -> None:
    with pytest.raises(ValidationError):
        add(content)

    assert not PortfolioPicture.objects.exists()
    assert not portfolio.exists()


def test_a_picture_is_stored_last_with_what_the_page_shows(portfolio: Path) -> None:
    first, second = add(write_picture()), add(write_picture())

    assert [picture.position for picture in (first, second)] == [1, 2]
    assert (portfolio / str(second.image.name)).read_bytes() == write_picture()
    assert (portfolio / "thumbnails" / second.file_name).exists()


def test_a_picture_that_cannot_be_a_row_leaves_no_file(portfolio: Path) -> None:
    with pytest.raises(ValidationError):
        add(write_picture(), alt="a" * 201)

    assert not PortfolioPicture.objects.exists()
    assert [path for path in portfolio.rglob("*") if path.is_file()] == []


def test_a_removed_picture_is_deleted_with_its_files(
    portfolio: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    picture = add(write_picture())

    with django_capture_on_commit_callbacks(execute=True):
        remove_picture(picture)

    assert not PortfolioPicture.objects.exists()
    assert [path for path in portfolio.rglob("*") if path.is_file()] == []
