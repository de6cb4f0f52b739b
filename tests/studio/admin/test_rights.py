"""What a member of Studio staff may open, right by right; the rest of the admin is closed to them."""

import pytest
from django.contrib import admin
from django.test import Client

from studio.models import Mail, MailState
from tests.pages import read_text
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db


OPEN_TO_STAFF = [
    "/admin/",
    "/admin/studio/inquiry/",
    "/admin/studio/package/",
    "/admin/studio/photoday/",
    "/admin/studio/studiofacts/1/change/",
    "/admin/studio/portfoliopicture/",
    "/admin/studio/outcometally/",
]
OPEN_TO_MANAGERS = [
    "/admin/auth/user/",
    "/admin/auth/user/add/",
    "/admin/studio/journalentry/",
    "/admin/studio/package/add/",
    "/admin/studio/portfoliopicture/add/",
]
CLOSED_TO_BOTH = [
    "/admin/auth/group/",
    "/admin/auth/group/add/",
    "/admin/otp_totp/totpdevice/",
    "/admin/studio/journalentry/add/",
    "/admin/studio/studiofacts/add/",
    "/admin/studio/outcometally/add/",
]


@pytest.mark.parametrize("address", OPEN_TO_STAFF)
def test_open_to_staff(staff_client: Client, address: str) -> None:
    assert staff_client.get(address).status_code == 200


@pytest.mark.parametrize("address", [*OPEN_TO_MANAGERS, *CLOSED_TO_BOTH])
def test_closed_to_staff(staff_client: Client, address: str) -> None:
    assert staff_client.get(address).status_code == 403


@pytest.mark.parametrize("address", [*OPEN_TO_STAFF, *OPEN_TO_MANAGERS])
def test_open_to_managers(manager: Client, address: str) -> None:
    assert manager.get(address).status_code == 200


@pytest.mark.parametrize("address", CLOSED_TO_BOTH)
def test_closed_to_managers(manager: Client, address: str) -> None:
    assert manager.get(address).status_code == 403


@pytest.fixture
def reader() -> Client:
    """The browser of somebody in the group Studio read only."""
    client = Client()
    client.force_login(make_staff(name="rita", groups=("Studio read only",)))
    return client


@pytest.mark.parametrize("address", OPEN_TO_STAFF)
def test_open_to_those_who_only_look(reader: Client, address: str) -> None:
    assert reader.get(address).status_code == 200


@pytest.mark.parametrize("address", [*OPEN_TO_MANAGERS, *CLOSED_TO_BOTH, "/admin/studio/inquiry/add/"])
def test_closed_to_those_who_only_look(reader: Client, address: str) -> None:
    assert reader.get(address).status_code == 403


def test_those_who_only_look_change_nothing(reader: Client) -> None:
    inquiry = make_inquiry()
    mail = inquiry.mails.get(kind="received")
    Mail.objects.filter(pk=mail.pk).update(state=MailState.FAILED)
    one = f"/admin/studio/inquiry/{inquiry.pk}"

    answers = [
        reader.post(
            f"{one}/{page}/", {"note": "Mine", "reason": "budget", "sure": "on", "chosen": inquiry.pk}
        ).status_code
        for page in ("change", "reply", "book", "decline", "merge", "erase", "keep")
    ]
    exported = reader.get("/admin/studio/inquiry/export/csv/").status_code
    for address, action, key in (
        ("/admin/studio/inquiry/", "mark_spam", inquiry.pk),
        ("/admin/studio/inquiry/", "take", inquiry.pk),
        ("/admin/studio/mail/", "send_again", mail.pk),
    ):
        reader.post(address, {"action": action, "_selected_action": [str(key)]})

    inquiry.refresh_from_db()
    mail.refresh_from_db()
    assert [*answers, exported] == [403] * 8
    assert (inquiry.status, inquiry.owner, inquiry.erase_at, mail.state) == ("new", None, None, MailState.FAILED)
    assert reader.get(f"{one}/change/").status_code == 200


@pytest.mark.parametrize("address", ["/admin/studio/package/1/change/", "/admin/studio/studiofacts/1/change/"])
def test_staff_look_at_what_managers_change(staff_client: Client, manager: Client, address: str) -> None:
    assert staff_client.post(address, {"name": "Mine"}).status_code == 403
    assert '<input type="submit"' not in staff_client.get(address).content.decode()
    assert 'name="_save"' in manager.get(address).content.decode()


def test_staff_outside_the_group_see_nothing_of_the_studio(client: Client) -> None:
    client.force_login(make_staff(groups=()))
    inquiry = make_inquiry()

    assert client.get("/admin/studio/inquiry/").status_code == 403
    assert client.get(f"/admin/studio/inquiry/{inquiry.pk}/change/").status_code == 403
    assert client.get("/admin/studio/package/").status_code == 403


def test_the_desk_has_its_name(staff_client: Client) -> None:
    page = staff_client.get("/admin/")

    assert str(admin.site.site_header) in read_text(page.content)
    assert "<style" not in page.content.decode()


def test_the_desk_is_not_kept_by_anybody(staff_client: Client) -> None:
    response = staff_client.get("/admin/studio/inquiry/")

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
