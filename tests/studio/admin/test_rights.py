"""What a member of Studio staff may open, right by right; the rest of the admin is closed to them."""

import pytest
from django.test import Client

from tests.studio.factories import make_inquiry, make_staff
from tests.studio.test_inquiry_page import read_text

pytestmark = pytest.mark.django_db


OPEN_TO_STAFF = [
    "/admin/",
    "/admin/studio/inquiry/",
    "/admin/studio/package/",
    "/admin/studio/studiofacts/1/change/",
    "/admin/studio/portfoliopicture/",
    "/admin/studio/outcometally/",
]
OPEN_TO_MANAGERS = [
    "/admin/auth/user/",
    "/admin/auth/user/add/",
    "/admin/studio/package/add/",
    "/admin/studio/portfoliopicture/add/",
]
CLOSED_TO_BOTH = [
    "/admin/auth/group/",
    "/admin/auth/group/add/",
    "/admin/otp_totp/totpdevice/",
    "/admin/studio/studiofacts/add/",
    "/admin/studio/outcometally/add/",
]


@pytest.mark.parametrize("address", OPEN_TO_STAFF)
def test_open_to_staff(desk: Client, address: str) -> None:
    assert desk.get(address).status_code == 200


@pytest.mark.parametrize("address", [*OPEN_TO_MANAGERS, *CLOSED_TO_BOTH])
def test_closed_to_staff(desk: Client, address: str) -> None:
    assert desk.get(address).status_code == 403


@pytest.mark.parametrize("address", [*OPEN_TO_STAFF, *OPEN_TO_MANAGERS])
def test_open_to_managers(manager: Client, address: str) -> None:
    assert manager.get(address).status_code == 200


@pytest.mark.parametrize("address", CLOSED_TO_BOTH)
def test_closed_to_managers(manager: Client, address: str) -> None:
    assert manager.get(address).status_code == 403


@pytest.mark.parametrize("address", ["/admin/studio/package/1/change/", "/admin/studio/studiofacts/1/change/"])
def test_staff_look_at_what_managers_change(desk: Client, manager: Client, address: str) -> None:
    assert desk.post(address, {"name": "Mine"}).status_code == 403
    assert '<input type="submit"' not in desk.get(address).content.decode()
    assert 'name="_save"' in manager.get(address).content.decode()


def test_staff_outside_the_group_see_nothing_of_the_studio(client: Client) -> None:
    client.force_login(make_staff(groups=()))
    inquiry = make_inquiry()

    assert client.get("/admin/studio/inquiry/").status_code == 403
    assert client.get(f"/admin/studio/inquiry/{inquiry.pk}/change/").status_code == 403
    assert client.get("/admin/studio/package/").status_code == 403


def test_the_desk_has_its_name(desk: Client) -> None:
    page = desk.get("/admin/")

    assert "Headshot Advisor desk" in read_text(page.content)
    assert "<style" not in page.content.decode()


def test_the_desk_is_not_kept_by_anybody(desk: Client) -> None:
    response = desk.get("/admin/studio/inquiry/")

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
