"""What a member of Studio staff may open, right by right; the rest of the admin is closed to them."""

import pytest
from django.test import Client

from tests.studio.factories import make_inquiry, make_staff
from tests.studio.test_inquiry_page import read_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/studio/inquiry/",
        "/admin/studio/package/",
        "/admin/studio/package/add/",
        "/admin/studio/studiofacts/1/change/",
        "/admin/studio/portfoliopicture/",
        "/admin/studio/portfoliopicture/add/",
    ],
)
def test_open_to_staff(desk: Client, address: str) -> None:
    assert desk.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/admin/auth/user/",
        "/admin/auth/user/add/",
        "/admin/auth/group/",
        "/admin/studio/inquiry/add/",
        "/admin/studio/studiofacts/add/",
    ],
)
def test_closed_to_staff(desk: Client, address: str) -> None:
    assert desk.get(address).status_code == 403


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
