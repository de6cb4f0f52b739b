import os
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import FileField
from django.test import Client, RequestFactory
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from studio.models import PortfolioPicture
from tests.pages import read_text
from tests.studio.factories import make_staff
from tests.studio.stores import keep_below

pytestmark = pytest.mark.django_db

LIST = "/admin/studio/portfoliopicture/"


@pytest.fixture(autouse=True)
def portfolio(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of pictures, empty."""
    return keep_below(tmp_path, "portfolio", monkeypatch)


def add(manager: Client, content: bytes, name: str = "portrait.png") -> str:
    upload = SimpleUploadedFile(name, content)
    response = manager.post(f"{LIST}add/", {"image": upload, "alt": "A portrait.", "position": "2"}, follow=True)
    return read_text(response.content)


def write_png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (1280, 800), "teal").save(out, "PNG")
    return out.getvalue()


def test_staff_add_a_picture(manager: Client) -> None:
    add(manager, write_png())

    picture = PortfolioPicture.objects.get()
    assert (picture.alt, picture.position, picture.width, picture.height) == ("A portrait.", 2, 640, 400)


def write_noise(side: int) -> bytes:
    """Return a PNG of noise, which nothing makes smaller: three bytes a pixel."""
    out = BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(3 * side * side)).save(out, "PNG", compress_level=0)
    return out.getvalue()


@pytest.mark.parametrize(("side", "megabytes"), [(700, 1), (1000, 3), (2200, 14)])
def test_a_picture_of_many_megabytes_is_added(manager: Client, side: int, megabytes: int) -> None:
    content = write_noise(side)

    add(manager, content)

    picture = PortfolioPicture.objects.get()
    assert len(content) // 1_000_000 == megabytes
    assert picture.image.size == len(content)
    assert (picture.width, picture.height) == (640, 640)


def test_a_picture_over_fifteen_megabytes_is_refused_at_its_field(manager: Client, portfolio: Path) -> None:
    text = add(manager, write_noise(2300))

    assert "It is larger than 15 MB." in text
    assert not portfolio.exists()


def test_what_is_larger_than_any_picture_is_refused_unread(manager: Client) -> None:
    response = manager.post(f"{LIST}add/", CONTENT_LENGTH="31000001")

    assert response.status_code == 413
    assert "A picture may have 15 MB." in read_text(response.content)


def test_each_form_of_the_desk_that_takes_files_takes_large_ones(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = make_staff(name="root", is_superuser=True)
    takes_files = {
        f"admin:{model._meta.app_label}_{model._meta.model_name}_add"
        for model, part in admin.site._registry.items()
        if any(isinstance(field, FileField) for field in part.get_form(request).base_fields.values())
    }

    assert takes_files == {name for name in settings.LARGEST_BODIES if name.startswith("admin:")}


def test_the_list_shows_the_picture(manager: Client) -> None:
    add(manager, write_png())

    picture = PortfolioPicture.objects.get()
    assert f'src="/studio/pictures/{picture.file_name}"' in manager.get(LIST).content.decode()


def test_staff_change_the_words_and_the_place_of_a_picture(manager: Client) -> None:
    add(manager, write_png())
    picture = PortfolioPicture.objects.get()

    manager.post(f"{LIST}{picture.pk}/change/", {"alt": "Another.", "position": "1"})

    changed = PortfolioPicture.objects.get()
    assert (changed.alt, changed.position, changed.image.name) == ("Another.", 1, picture.image.name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("portrait.png", b"no picture"),
        ("portrait.svg", b"<svg/>"),
        ("portrait.png", b""),
        ("portrait.gif", write_png()),
    ],
)
def test_a_file_that_is_no_picture_is_refused(manager: Client, portfolio: Path, name: str, content: bytes) -> None:
    text = add(manager, content, name)

    assert "Please correct the error" in text
    assert not PortfolioPicture.objects.exists()
    assert not portfolio.exists()


@pytest.mark.parametrize("way", ["page", "action"])
def test_a_picture_is_removed_with_its_files(
    manager: Client, portfolio: Path, way: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    add(manager, write_png())
    picture = PortfolioPicture.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        if way == "page":
            manager.post(f"{LIST}{picture.pk}/delete/", {"post": "yes"})
        else:
            manager.post(LIST, {"action": "delete_selected", "_selected_action": [picture.pk], "post": "yes"})

    assert not PortfolioPicture.objects.exists()
    assert [path for path in portfolio.rglob("*") if path.is_file()] == []
