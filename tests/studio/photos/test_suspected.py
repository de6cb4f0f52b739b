"""Photos of suspected spam aren’t decoded or kept, and the page says so; once staff release it, photos can be added."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from decision.pictures.refusals import load_sentences
from studio.admin.inquiry_display import show_photos
from studio.inquiries.status import change_status
from studio.links import make_token
from studio.models import Inquiry, MailKind, MailState, Status
from studio.models.inquiry import MOST_PHOTOS
from tests.pages import read_text
from tests.studio.factories import make_form_data, make_inquiry
from tests.studio.photos.test_store import upload, write_picture
from tests.studio.stores import keep_below

pytestmark = pytest.mark.django_db

ADDRESS = "/studio/inquiry/"
SPAM = {"subject": "https://example.org"}


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.VAR_DIR = tmp_path  # where the networks take turns
    settings.LIMITS_FILE = tmp_path / "limits.sqlite3"
    return keep_below(tmp_path, "photos", monkeypatch)


def send_suspect(client: Client, *contents: bytes) -> Inquiry:
    client.post(ADDRESS, make_form_data(**SPAM) | {"photos": [upload(content) for content in contents]})
    return Inquiry.objects.latest("pk")


def release(inquiry: Inquiry) -> None:
    change_status(inquiry, to=Status.NEW, by=None)


def find_path(inquiry: Inquiry, what: str = "photos/") -> str:
    return f"/studio/inquiry/own/{make_token(inquiry.reference)}/{what}"


def test_photos_of_a_suspected_inquiry_are_not_kept(client: Client, store: Path) -> None:
    inquiry = send_suspect(client, write_picture(), write_picture((60, 80)))

    assert (inquiry.status, inquiry.photos_left_out, inquiry.photos.count()) == (Status.SUSPECTED, 2, 0)
    assert not store.exists()


def test_photos_of_a_suspected_inquiry_are_not_even_decoded(client: Client) -> None:
    inquiry = send_suspect(client, b"a file that no decoder takes")

    assert (inquiry.status, inquiry.photos_left_out) == (Status.SUSPECTED, 1)


def test_a_form_that_comes_back_has_no_photo_decoded(client: Client) -> None:
    data = make_form_data(name="") | {"photos": upload(b"no picture")}

    page = client.post(ADDRESS, data)

    assert [*page.context["form"].errors] == ["name"]
    assert load_sentences()["other-format"].title not in page.content.decode()


def test_over_the_limit_of_a_network_photos_are_not_decoded(client: Client, settings: Settings, store: Path) -> None:
    settings.LIMITS = settings.LIMITS | {"inquiries from a network": (1, 86_400)}
    client.post(ADDRESS, make_form_data() | {"photos": upload(write_picture())})
    kept = len(list(store.iterdir()))

    client.post(ADDRESS, make_form_data(email="ben@example.org") | {"photos": upload(b"no picture")})

    assert (kept, len(list(store.iterdir()))) == (2, 2)
    assert Inquiry.objects.get(email="ben@example.org").photos_left_out == 1


def test_sending_a_suspected_inquiry_again_keeps_one(client: Client) -> None:
    data = make_form_data(**SPAM)

    for _ in range(2):
        client.post(ADDRESS, data | {"photos": upload(write_picture())})

    assert Inquiry.objects.count() == 1


def test_the_next_page_says_that_photos_were_not_kept(client: Client) -> None:
    inquiry = send_suspect(client, write_picture())

    text = read_text(client.get(f"/studio/inquiry/sent/{inquiry.reference}/").content)

    assert "We did not keep your photo yet." in text


def test_the_next_page_says_nothing_where_all_were_kept(client: Client) -> None:
    client.post(ADDRESS, make_form_data() | {"photos": upload(write_picture())})
    inquiry = Inquiry.objects.get()

    assert "did not keep" not in read_text(client.get(f"/studio/inquiry/sent/{inquiry.reference}/").content)


def test_the_emails_say_that_photos_were_not_kept(client: Client) -> None:
    inquiry = send_suspect(client, write_picture())

    release(inquiry)

    texts = {mail.kind: mail.text for mail in inquiry.mails.filter(state=MailState.WAITING)}
    assert "We didn’t keep the photos you sent. You can add them now, on the same page." in texts[MailKind.RECEIVED]
    assert "Photos: 1 sent and not kept, because the inquiry looked like spam." in texts[MailKind.STAFF]


def test_staff_see_that_photos_were_not_kept(client: Client) -> None:
    inquiry = send_suspect(client, write_picture(), write_picture((60, 80)))

    assert "2 sent and not kept" in show_photos(inquiry)


def test_after_release_the_own_page_accepts_photos(client: Client, store: Path) -> None:
    inquiry = send_suspect(client, write_picture())
    release(inquiry)
    offered = reverse("studio:own-photos", args=[make_token(inquiry.reference)]) in (
        client.get(find_path(inquiry, "")).content.decode()
    )

    response = client.post(find_path(inquiry), {"photos": [upload(write_picture((90, 60)))]}, follow=True)

    inquiry.refresh_from_db()
    assert offered
    assert [(photo.width, photo.height) for photo in inquiry.photos.all()] == [(90, 60)]
    assert inquiry.photos_left_out == 0
    assert len(list(store.iterdir())) == 2
    assert "1, which only the studio sees" in read_text(response.content)


def test_before_release_the_own_page_accepts_no_photo(client: Client, store: Path) -> None:
    inquiry = send_suspect(client, write_picture())

    response = client.post(find_path(inquiry), {"photos": [upload(write_picture())]}, follow=True)

    assert "You can add them here once the studio has read your inquiry." in read_text(response.content)
    assert inquiry.photos.count() == 0
    assert not store.exists()


def test_photos_can_be_added_until_there_are_three(client: Client) -> None:
    inquiry = make_inquiry()

    for count in (2, 2, 1, 1):
        response = client.post(find_path(inquiry), {"photos": [upload(write_picture()) for _ in range(count)]})
        if response.status_code == 422:
            assert "There is room for 1 more. Please choose fewer." in read_text(response.content)

    assert inquiry.photos.count() == 3
    assert [note.text for note in inquiry.notes.all()] == ["The client added 2 photos.", "The client added 1 photo."]
    assert "Add your photos" not in read_text(client.get(find_path(inquiry, "")).content)


def test_a_closed_inquiry_accepts_no_photo(client: Client) -> None:
    inquiry = make_inquiry()
    change_status(inquiry, to=Status.DECLINED, by=None)

    response = client.post(find_path(inquiry), {"photos": [upload(write_picture())]})

    assert response["Location"] == find_path(inquiry, "")
    assert inquiry.photos.count() == 0


@pytest.mark.parametrize(
    ("contents", "sentence"),
    [
        ([], "Please choose a photo first."),
        ([b"no picture"], f"me.jpg: {load_sentences()['other-format'].title}"),
        ([b"x"] * 4, f"at most {MOST_PHOTOS} photos"),
    ],
    ids=["none", "no photo", "too many"],
)
def test_an_error_is_shown_on_the_own_page(client: Client, contents: list[bytes], sentence: str) -> None:
    inquiry = send_suspect(client, write_picture())
    release(inquiry)

    response = client.post(find_path(inquiry), {"photos": [upload(content) for content in contents]})

    inquiry.refresh_from_db()
    assert response.status_code == 422
    assert "<title>Error: Your inquiry" in response.content.decode()
    assert sentence in response.content.decode()
    assert (inquiry.photos_left_out, inquiry.photos.count()) == (1, 0)


def test_a_full_rate_limit_store_lets_people_send_again(client: Client, store: Path) -> None:
    inquiry = send_suspect(client, write_picture())
    release(inquiry)
    store.write_bytes(b"a file where the folder should be")

    response = client.post(find_path(inquiry), {"photos": [upload(write_picture())]})

    inquiry.refresh_from_db()
    assert response.status_code == 503
    assert "We could not store them. Please send them again in a minute." in read_text(response.content)
    assert inquiry.photos_left_out == 1


def test_reading_sends_nothing(client: Client) -> None:
    assert client.get(find_path(make_inquiry())).status_code == 405


def test_a_wrong_token_is_not_found(client: Client) -> None:
    assert client.post(f"/studio/inquiry/own/{'0' * 40}/photos/").status_code == 404


def test_47_megabytes_of_photos_fit(client: Client) -> None:
    refused = client.post(find_path(make_inquiry()), CONTENT_LENGTH="47000001").status_code

    assert refused == 413
