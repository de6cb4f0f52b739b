"""Inquiries that staff enter after a phone call."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from studio.models import Inquiry, Mail, Package
from tests.pages import read_text

pytestmark = pytest.mark.django_db

ADD = "/admin/studio/inquiry/add/"
DAY = timezone.localdate() + timedelta(days=30)


def make_call(**changes: str) -> dict[str, str]:
    usual = {
        "key": str(uuid4()),
        "name": "Ana Example",
        "phone": "212 555 0100",
        "email": "",
        "use": "press-kit",
        "package": str(Package.objects.get(slug="deluxe-corporate").pk),
        "people": "2",
        "first_date": DAY.isoformat(),
        "message": "For a book cover.",
        "agreed": "on",
    }
    return usual | changes


def test_a_call_becomes_an_inquiry_like_all_others(staff_client: Client) -> None:
    response = staff_client.post(ADD, make_call())

    inquiry = Inquiry.objects.get()
    assert response["Location"] == f"/admin/studio/inquiry/{inquiry.pk}/change/"
    assert (inquiry.name, inquiry.phone, inquiry.email, inquiry.people) == ("Ana Example", "212 555 0100", "", 2)
    assert (inquiry.status, inquiry.source, str(inquiry.entered_by)) == ("new", "Phone", "sam")
    assert (inquiry.main_use, inquiry.verdict, inquiry.package_price) == ("press-kit", "studio", 1050)
    assert inquiry.first_date == DAY
    assert inquiry.consent_wording == "Agreed on the phone, as noted by sam."
    assert f"{inquiry} received sam Phone" in read_text(staff_client.get(response["Location"]).content)


def test_without_an_address_the_client_gets_no_mail(staff_client: Client) -> None:
    staff_client.post(ADD, make_call())

    assert [mail.kind for mail in Mail.objects.all()] == ["staff"]


def test_with_an_address_the_client_gets_the_confirmation(staff_client: Client) -> None:
    staff_client.post(ADD, make_call(email="ana@example.org"))

    assert {mail.to for mail in Mail.objects.filter(kind="received")} == {"ana@example.org"}


def test_the_same_call_sent_twice_is_one_inquiry(staff_client: Client) -> None:
    call = make_call()

    first, second = staff_client.post(ADD, call), staff_client.post(ADD, call)

    assert first["Location"] == second["Location"]
    assert Inquiry.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"phone": ""}, "__all__"),
        ({"name": ""}, "name"),
        ({"name": "\u200b"}, "name"),
        ({"name": "Ana\ufffd"}, "name"),
        ({"first_date": "02/30/2027"}, "first_date"),
        ({"email": "ana@example.org, ben@example.org"}, "email"),
        ({"first_date": "2020-01-08"}, "first_date"),
        ({"first_date": "2126-01-08"}, "first_date"),
        ({"agreed": ""}, "agreed"),
        ({"phone": "1-800-FLOWERS"}, "phone"),
        ({"use": "casino"}, "use"),
        ({"people": "0"}, "people"),
    ],
)
def test_a_call_that_is_not_whole_is_refused_at_its_field(
    staff_client: Client, wrong: dict[str, str], field: str
) -> None:
    response = staff_client.post(ADD, make_call(**wrong))

    assert [*response.context["form"].errors] == [field]
    assert not Inquiry.objects.exists()


def test_the_form_is_opened_with_a_key_of_its_own(staff_client: Client) -> None:
    page = staff_client.get(ADD).content.decode()

    assert '<input type="hidden" name="key" value="' in page
    assert "Note a call" in page


def test_somebody_who_may_only_look_notes_nothing(client: Client) -> None:
    guest = User.objects.create_user("guest", is_staff=True)
    guest.user_permissions.add(Permission.objects.get(codename="view_inquiry"))
    client.force_login(guest)

    assert client.post(ADD, make_call()).status_code == 403
    assert not Inquiry.objects.exists()


def test_what_they_said_may_have_several_lines_as_browsers_send_them(staff_client: Client) -> None:
    staff_client.post(ADD, make_call(message="For a book cover.\r\nIn May."))

    assert Inquiry.objects.get().message == "For a book cover.\nIn May."


@pytest.mark.parametrize(
    ("field", "pasted", "stored"),
    [
        ("name", "Ana\u00a0Example\u200b", "Ana Example"),
        ("phone", "tel:+1\u2011212\u2011555\u20110100;ext=5", "+1-212-555-0100 ext. 5"),
        ("email", "Ana Example <mailto:ana@example.org>", "ana@example.org"),
        ("first_date", f"{DAY:%m/%d/%Y}", DAY),
    ],
)
def test_what_is_pasted_is_cleaned(staff_client: Client, field: str, pasted: str, stored: object) -> None:
    staff_client.post(ADD, make_call(**{field: pasted}))

    assert getattr(Inquiry.objects.get(), field) == stored
