"""What staff do with one inquiry on a page of its own."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client

from studio.booking import Session, book_session
from studio.models import Inquiry, Mail, Note, ReplyTemplate, Status
from studio.moving import change_status
from tests.studio.factories import make_inquiry
from tests.studio.test_inquiry_page import read_text

pytestmark = pytest.mark.django_db

NEW_YORK = ZoneInfo("America/New_York")
DAY = datetime.now(NEW_YORK).date() + timedelta(days=30)
TEN = datetime.combine(DAY, time(10), tzinfo=NEW_YORK)
AT_TEN = {"day": DAY.isoformat(), "time": "10:00", "minutes": "60", "note": ""}


def find_act(inquiry: Inquiry, act: str) -> str:
    return f"/admin/studio/inquiry/{inquiry.pk}/{act}/"


def test_the_form_suggests_the_day_that_the_person_wants_most(desk: Client) -> None:
    inquiry = make_inquiry(dates=(date(2027, 1, 8),))

    page = desk.get(find_act(inquiry, "book")).content.decode()

    assert 'name="day" value="2027-01-08"' in page
    assert "clash_is_fine" not in page


def test_a_session_is_booked(desk: Client) -> None:
    inquiry = make_inquiry()

    response = desk.post(find_act(inquiry, "book"), AT_TEN | {"note": "Bring the blue jacket."}, follow=True)

    inquiry.refresh_from_db()
    change = inquiry.status_changes.get()
    assert "Booked: Fri, Jan 8, 2027, 10:00 AM (New York), 60 minutes." in read_text(response.content)
    assert (inquiry.status, inquiry.session_at, inquiry.session_minutes) == (Status.BOOKED, TEN, 60)
    assert (str(change), str(change.by), change.note) == ("New → Booked", "sam", "Bring the blue jacket.")
    assert LogEntry.objects.get().change_message == "Booked: Fri, Jan 8, 2027, 10:00 AM (New York), 60 minutes."


def test_a_clash_is_told_and_booked_only_on_purpose(desk: Client) -> None:
    other, inquiry = make_inquiry(name="Ben Example"), make_inquiry()
    book_session(other, Session(TEN, 60), by=None)

    warned = desk.post(find_act(inquiry, "book"), AT_TEN | {"time": "10:30"})
    before = Inquiry.objects.get(pk=inquiry.pk).status
    desk.post(find_act(inquiry, "book"), AT_TEN | {"time": "10:30", "clash_is_fine": "on"})

    warning = f"This clashes with Ben Example ({other}): Fri, Jan 8, 2027, 10:00 AM (New York), 60 minutes."
    assert warning in read_text(warned.content)
    assert "Book it although it clashes" in read_text(warned.content)
    assert before == Status.NEW
    assert Inquiry.objects.get(pk=inquiry.pk).status == Status.BOOKED


@pytest.mark.parametrize(
    "wrong", [{"day": ""}, {"day": "soon"}, {"time": "25:00"}, {"minutes": "0"}, {"minutes": "721"}]
)
def test_a_session_that_is_none_is_refused(desk: Client, wrong: dict[str, str]) -> None:
    inquiry = make_inquiry()

    response = desk.post(find_act(inquiry, "book"), AT_TEN | wrong)

    assert response.status_code == 200
    assert Inquiry.objects.get().status == Status.NEW


def test_a_booked_session_is_moved(desk: Client) -> None:
    inquiry = make_inquiry()
    book_session(inquiry, Session(TEN, 60), by=None)

    shown = desk.get(find_act(inquiry, "book")).content.decode()
    desk.post(find_act(inquiry, "book"), AT_TEN | {"time": "14:00", "minutes": "90"})

    inquiry.refresh_from_db()
    assert 'name="time" value="10:00"' in shown
    assert (inquiry.session_at, inquiry.session_minutes) == (datetime(2027, 1, 8, 19, tzinfo=UTC), 90)
    assert Note.objects.get().text.startswith("Rebooked from Fri, Jan 8, 2027, 10:00 AM")


def test_an_inquiry_is_declined_with_a_reason(desk: Client) -> None:
    inquiry = make_inquiry()

    desk.post(find_act(inquiry, "decline"), {"reason": "dates", "note": "We are closed in May."})

    inquiry.refresh_from_db()
    assert (inquiry.status, inquiry.decline_reason) == (Status.DECLINED, "dates")
    assert inquiry.status_changes.get().note == "No date that fits. We are closed in May."


def test_nothing_is_declined_without_a_reason(desk: Client) -> None:
    inquiry = make_inquiry()

    desk.post(find_act(inquiry, "decline"), {"reason": ""})

    assert Inquiry.objects.get(pk=inquiry.pk).status == Status.NEW


def test_a_duplicate_is_merged(desk: Client) -> None:
    kept, second = make_inquiry(), make_inquiry()

    offered = read_text(desk.get(find_act(second, "merge")).content)
    desk.post(find_act(second, "merge"), {"into": str(kept.pk)})

    second.refresh_from_db()
    assert f"{kept}, new, " in offered
    assert second.merged_into == kept
    assert f"Merged into this one: {second}" in read_text(desk.get(f"/admin/studio/inquiry/{kept.pk}/change/").content)


def test_an_inquiry_of_somebody_else_is_not_offered_to_merge(desk: Client) -> None:
    inquiry, _, stranger = make_inquiry(), make_inquiry(), make_inquiry(email="ben@example.org")

    desk.post(find_act(inquiry, "merge"), {"into": str(stranger.pk)})

    assert Inquiry.objects.get(pk=inquiry.pk).merged_into is None


def test_a_template_is_filled_read_over_and_sent(desk: Client) -> None:
    inquiry = make_inquiry()
    template = ReplyTemplate.objects.create(name="Dates", subject="About {reference}", body="Dear {name}, {session}?")

    drafted = desk.get(find_act(inquiry, "reply"), {"template": template.pk}).content.decode()
    gap = desk.post(find_act(inquiry, "reply"), {"subject": "Dates", "text": "Dear Ana, {session}?"})
    desk.post(find_act(inquiry, "reply"), {"subject": "Dates", "text": "Dear Ana, would Friday do?"})

    mail = Mail.objects.get(kind="reply")
    assert f"?template={template.pk}" in drafted
    assert f'value="About {inquiry.reference}"' in drafted
    assert "Dear Ana Example, {session}?" in drafted
    assert "Nothing is known for {session}." in read_text(gap.content)
    assert (mail.subject, mail.text.strip()) == ("Dates", "Dear Ana, would Friday do?")
    assert "Reply to the client: waiting Dates" in read_text(
        desk.get(f"/admin/studio/inquiry/{inquiry.pk}/change/").content
    )


@pytest.mark.parametrize("template", ["4711", "x", "-1"])
def test_a_template_that_is_none_leaves_the_reply_empty(desk: Client, template: str) -> None:
    response = desk.get(find_act(make_inquiry(), "reply"), {"template": template})

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("status", "offered"),
    [
        ("new", {"Reply", "Book a session", "Decline"}),
        ("booked", {"Reply", "Book a session", "Decline"}),
        ("no-show", {"Reply", "Book a session"}),
        ("declined", {"Reply"}),
        ("spam", set()),
    ],
)
def test_only_what_can_be_done_now_is_offered(desk: Client, status: str, offered: set[str]) -> None:
    inquiry = make_inquiry()
    Inquiry.objects.update(status=status)

    page = desk.get(f"/admin/studio/inquiry/{inquiry.pk}/change/").content.decode()

    assert {label for label in ("Reply", "Book a session", "Decline", "Merge") if f">{label}</a>" in page} == offered


def test_an_act_that_cannot_be_done_now_is_refused(desk: Client) -> None:
    inquiry = make_inquiry()
    change_status(inquiry, to=Status.SPAM, by=None)

    assert desk.get(find_act(inquiry, "book")).status_code == 403
    assert desk.get(find_act(inquiry, "dance")).status_code == 403
    assert desk.get(find_act(Inquiry(pk=4711), "book")).status_code == 404


def test_somebody_who_may_only_look_does_nothing(client: Client) -> None:
    guest = User.objects.create_user("guest", is_staff=True)
    guest.user_permissions.add(Permission.objects.get(codename="view_inquiry"))
    client.force_login(guest)
    inquiry = make_inquiry()

    response = client.post(find_act(inquiry, "book"), AT_TEN)

    assert response.status_code == 403
    assert "Book a session" not in read_text(client.get(f"/admin/studio/inquiry/{inquiry.pk}/change/").content)
    assert Inquiry.objects.get().status == Status.NEW
