import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import FileField
from django.test import Client, RequestFactory
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from decision.pictures.refusals import load_sentences
from studio.catalog.portfolio import add_picture
from studio.models import PortfolioPicture
from tests.pages import read_text
from tests.studio.factories import make_staff
from tests.studio.stores import keep_below

pytestmark = pytest.mark.django_db

LIST = "/admin/studio/portfoliopicture/"
ADD = f"{LIST}add/"
GIF = b"GIF89a"
GIF_WORDS = load_sentences()["gif"]
FAULT = f"“scan.gif” wasn’t added. {GIF_WORDS.title}. {GIF_WORDS.advice}"


@pytest.fixture(autouse=True)
def portfolio(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of pictures, empty."""
    return keep_below(tmp_path, "portfolio", monkeypatch)


def write_png(size: tuple[int, int] = (1280, 800)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, "PNG")
    return out.getvalue()


def write_noise(side: int) -> bytes:
    """Return a PNG of noise, which can’t be compressed: three bytes a pixel."""
    out = BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(3 * side * side)).save(out, "PNG", compress_level=0)
    return out.getvalue()


def send(client: Client, files: dict[str, bytes], **options: Any) -> Any:  # noqa: ANN401  # Django's own class has no public name
    uploads = [SimpleUploadedFile(name, content) for name, content in files.items()]
    return client.post(ADD, {"pictures": uploads}, **options)


def make_picture(alt: str = "A portrait.") -> PortfolioPicture:
    return add_picture(ContentFile(write_png(), "a.png"), alt)


def test_several_pictures_are_added_and_a_bad_one_is_named(manager: Client) -> None:
    response = send(manager, {"a.png": write_png(), "scan.gif": GIF, "b.png": write_png((800, 1280))}, follow=True)

    text = read_text(response.content)
    assert response.redirect_chain == [(LIST, 302)]
    assert FAULT in text
    assert "2 pictures were added." in text
    assert "2 pictures are not on the page yet. Say what each shows, then save." in text
    assert [(picture.position, picture.focus, picture.alt) for picture in PortfolioPicture.objects.all()] == [
        (1, 50, ""),
        (2, 20, ""),
    ]


def test_only_bad_pictures_lead_back_to_the_form(manager: Client, portfolio: Path) -> None:
    response = send(manager, {"scan.gif": GIF, "empty.jpg": b""})

    text = read_text(response.content)
    assert response.status_code == 422
    assert FAULT in text
    assert f"“empty.jpg” wasn’t added. {load_sentences()['empty'].title}." in text
    assert not portfolio.exists()


def test_a_form_without_pictures_asks_for_one(manager: Client) -> None:
    response = manager.post(ADD)

    assert response.status_code == 422
    assert "Choose at least one picture." in read_text(response.content)


@pytest.mark.parametrize(
    ("files", "status", "faults"),
    [
        ({"a.png": write_png()}, 201, []),
        ({"scan.gif": GIF}, 422, [FAULT]),
    ],
)  # fmt: skip
def test_the_script_gets_json(manager: Client, files: dict[str, bytes], status: int, faults: list[str]) -> None:
    response = send(manager, files, headers={"Accept": "application/json"})

    assert (response.status_code, response.json()) == (status, {"faults": faults})


def test_a_picture_of_many_megabytes_is_added(manager: Client) -> None:
    content = write_noise(2200)

    send(manager, {"noise.png": content})

    assert len(content) // 1_000_000 == 14
    assert PortfolioPicture.objects.get().image.size == len(content)


def test_a_picture_over_fifteen_megabytes_is_refused_by_its_name(manager: Client, portfolio: Path) -> None:
    response = send(manager, {"noise.png": write_noise(2300)})

    assert "“noise.png” wasn’t added. It is larger than 15 MB." in read_text(response.content)
    assert not portfolio.exists()


def test_what_is_larger_than_three_pictures_is_refused_unread(manager: Client) -> None:
    response = manager.post(ADD, CONTENT_LENGTH="47000001")

    assert response.status_code == 413
    assert "A picture may have 15 MB." in read_text(response.content)


def test_a_full_storage_is_reported(manager: Client, portfolio: Path) -> None:
    portfolio.write_text("no folder")

    response = send(manager, {"a.png": write_png()})

    assert "“a.png” wasn’t added. We could not store it. Try again in a minute." in read_text(response.content)
    assert not PortfolioPicture.objects.exists()


def test_pictures_are_added_by_managers_only(staff_client: Client) -> None:
    assert send(staff_client, {"a.png": write_png()}).status_code == 403
    assert not PortfolioPicture.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete"])
def test_the_form_refuses_other_methods(manager: Client, method: str) -> None:
    assert getattr(manager, method)(ADD).status_code == 405


def test_each_form_of_the_desk_that_takes_files_takes_large_ones(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = make_staff(name="root", is_superuser=True)
    takes_files = {
        f"admin:{model._meta.app_label}_{model._meta.model_name}_add"
        for model, part in admin.site._registry.items()
        if any(isinstance(field, FileField) for field in part.get_form(request).base_fields.values())
    }

    assert takes_files == {name for name in settings.LARGEST_BODIES if name.startswith("admin:")} - {
        "admin:studio_portfoliopicture_add"
    }


def test_the_list_accepts_search_and_order(manager: Client) -> None:
    first, second = make_picture(""), make_picture("")
    rows = {"form-0-id": first.pk, "form-0-alt": "A woman in red.", "form-0-position": 2}
    rows |= {"form-1-id": second.pk, "form-1-alt": "", "form-1-position": 1}

    manager.post(LIST, {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "Save"} | rows)

    changed = [(picture.pk, picture.alt) for picture in PortfolioPicture.objects.all()]
    assert changed == [(second.pk, ""), (first.pk, "A woman in red.")]


def test_another_part_of_a_picture_is_cut_out(
    manager: Client, portfolio: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    picture = make_picture()

    with django_capture_on_commit_callbacks(execute=True):
        manager.post(f"{LIST}{picture.pk}/change/", {"alt": "Another.", "focus": 0, "position": 1})

    changed = PortfolioPicture.objects.get()
    assert (changed.alt, changed.focus, changed.image.name) == ("Another.", 0, picture.image.name)
    assert [path.name for path in (portfolio / "thumbnails").iterdir()] == [changed.file_name]


@pytest.mark.parametrize("focus", ["", "101", "left"])
def test_a_part_that_does_not_exist_is_refused(manager: Client, focus: str) -> None:
    picture = make_picture()

    response = manager.post(f"{LIST}{picture.pk}/change/", {"alt": "Another.", "focus": focus, "position": 1})

    assert "Please correct the error below." in read_text(response.content)
    assert PortfolioPicture.objects.get().alt == "A portrait."


def test_a_picture_whose_file_is_missing_cannot_be_cropped(manager: Client, portfolio: Path) -> None:
    picture = make_picture()
    (portfolio / str(picture.image.name)).unlink()

    response = manager.post(f"{LIST}{picture.pk}/change/", {"alt": "Another.", "focus": 0, "position": 1})

    assert "The file of this picture is gone. Remove the picture and add it again." in read_text(response.content)
    assert manager.get(f"{LIST}{picture.pk}/whole/").status_code == 404


def test_staff_see_the_whole_picture(staff_client: Client) -> None:
    response = staff_client.get(f"{LIST}{make_picture().pk}/whole/")

    assert response["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(response.content)).size == (480, 300)


def test_the_whole_picture_is_for_staff_and_only_read(client: Client, manager: Client) -> None:
    address = f"{LIST}{make_picture().pk}/whole/"

    assert client.get(address).status_code == 302
    assert manager.post(address).status_code == 405
    assert manager.get(f"{LIST}99/whole/").status_code == 404


@pytest.mark.parametrize("way", ["page", "action"])
def test_a_picture_is_removed_with_its_files(
    manager: Client, portfolio: Path, way: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    picture = make_picture()

    with django_capture_on_commit_callbacks(execute=True):
        if way == "page":
            manager.post(f"{LIST}{picture.pk}/delete/", {"post": "yes"})
        else:
            manager.post(LIST, {"action": "delete_selected", "_selected_action": [picture.pk], "post": "yes"})

    assert not PortfolioPicture.objects.exists()
    assert [path for path in portfolio.rglob("*") if path.is_file()] == []
