from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from studio.inquiries.agreement import record_agreement
from studio.inquiries.sessions import Session, book_session
from studio.inquiries.status import change_status
from studio.links import find_own_page
from studio.mail.calendar import ADDRESS
from studio.mail.deliver import compose_mail
from studio.mail.reply import draft_reply, find_unfilled, send_reply
from studio.models import Inquiry, Mail, Package, ReplyTemplate, Status, StudioFacts
from studio.models.template import PLACEHOLDERS
from studio.times import write_time
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db

TEMPLATE = ReplyTemplate(
    name="Dates",
    subject="Your inquiry {reference}",
    body="Dear {name},\n\n{package} for {use}: {session}.\n\n{staff}",
)


def list_mails(kind: str) -> list[tuple[str, str, str]]:
    return [(mail.to, mail.subject, mail.state) for mail in Mail.objects.filter(kind=kind)]


def test_a_template_is_filled_from_the_inquiry() -> None:
    inquiry, sam = make_inquiry(package=Package.objects.get(slug="linkedin-headshot")), make_staff()
    ten = datetime(2027, 1, 8, 15, tzinfo=UTC)
    book_session(inquiry, Session(ten, 60), by=sam)

    subject, text = draft_reply(TEMPLATE, inquiry, by=sam)

    assert subject == f"Your inquiry {inquiry.reference}"
    assert text == f"Dear Ana Example,\n\nLinkedIn Headshot session for LinkedIn: {write_time(ten)}.\n\nsam"
    assert find_unfilled(text) == []


def test_a_price_that_nobody_agreed_on_stays_a_price_from() -> None:
    inquiry, by = make_inquiry(package=Package.objects.get(slug="linkedin-headshot")), make_staff()
    template = ReplyTemplate(subject="Price", body="It costs {price}.")

    _, before = draft_reply(template, inquiry, by=by)
    record_agreement(inquiry, {"price": 350}, by=by)
    _, after = draft_reply(template, inquiry, by=by)

    assert (before, after) == ("It costs from $300.", "It costs $350.")


def test_what_is_not_known_stays_a_gap() -> None:
    _, text = draft_reply(TEMPLATE, make_inquiry(), by=make_staff())

    assert find_unfilled(text) == ["{package}", "{session}"]


def test_a_reply_is_mailed_and_moves_a_new_inquiry() -> None:
    inquiry, sam = make_inquiry(), make_staff()

    send_reply(inquiry, subject="Dates", text="Would Friday do?", by=sam)

    change = inquiry.status_changes.get()
    assert list_mails("reply") == [("ana@example.org", "Dates", "waiting")]
    assert (str(change), change.by, change.note) == ("New → Contacted", sam, "Replied: Dates")


def test_a_second_reply_moves_nothing() -> None:
    inquiry, sam = make_inquiry(), make_staff()
    send_reply(inquiry, subject="Dates", text="Would Friday do?", by=sam)

    send_reply(inquiry, subject="Dates again", text="Or Monday?", by=sam)

    assert len(list_mails("reply")) == 2
    assert inquiry.status_changes.count() == 1


def test_a_reply_that_cannot_be_written_changes_nothing() -> None:
    inquiry, sam = make_inquiry(), make_staff()

    with pytest.raises(ValidationError):
        send_reply(inquiry, subject="a" * 201, text="Would Friday do?", by=sam)

    assert list_mails("reply") == []
    assert inquiry.status_changes.count() == 0


@pytest.mark.parametrize(("status", "mails"), [("declined", 1), ("withdrawn", 1), ("contacted", 0), ("spam", 0)])
def test_the_client_is_emailed_about_a_decision_once(status: str, mails: int) -> None:
    inquiry = make_inquiry()

    change_status(inquiry, to=Status(status), by=None)
    change_status(inquiry, to=Status(status), by=None)

    assert len(list_mails(status)) == mails


def test_the_client_is_emailed_about_a_booking_and_its_new_time() -> None:
    inquiry = make_inquiry()
    at_ten, at_noon = (Session(datetime(2027, 1, 8, hour, tzinfo=UTC), 60) for hour in (15, 17))

    book_session(inquiry, at_ten, by=None)
    book_session(inquiry, at_ten, by=None)
    book_session(inquiry, at_noon, by=None)
    change_status(inquiry, to=Status.DONE, by=None)
    change_status(inquiry, to=Status.BOOKED, by=None)

    first, second = Mail.objects.filter(kind="booked")
    assert "10:00" in first.text
    assert "12:00" in second.text


def test_what_was_held_back_goes_out_when_staff_say_that_it_is_no_spam() -> None:
    inquiry = make_inquiry()
    Inquiry.objects.update(status=Status.SUSPECTED)
    Mail.objects.update(state="held")
    inquiry.refresh_from_db()

    change_status(inquiry, to=Status.NEW, by=make_staff())

    assert set(Mail.objects.values_list("state", flat=True)) == {"waiting"}


def test_every_placeholder_has_its_value() -> None:
    StudioFacts.objects.update(phone="212 555 0100", deposit="$100", cancellation="Free until Monday.")
    package, dates = Package.objects.get(slug="deluxe-corporate"), (date(2027, 1, 8), date(2027, 1, 11))
    inquiry, sam = make_inquiry(name="Ana Maria Example", package=package, dates=dates), make_staff()
    names = [name for name in PLACEHOLDERS if name != "session"]
    template = ReplyTemplate(name="All", subject="All", body="\n".join(f"{name}: {{{name}}}" for name in names))
    template.full_clean()

    _, text = draft_reply(template, inquiry, by=sam)

    assert dict(line.split(": ", 1) for line in text.splitlines()) == {
        "name": "Ana Maria Example",
        "first_name": "Ana",
        "reference": inquiry.reference,
        "package": "Deluxe Corporate session",
        "price": "$1,050",
        "dates": "Friday, January 8; Monday, January 11",
        "use": "LinkedIn",
        "address": ADDRESS,
        "phone": "212 555 0100",
        "deposit": "$100",
        "terms": "Free until Monday.",
        "own_page": "{own_page}",
        "staff": "sam",
    }
    assert find_unfilled(text) == []


def test_what_a_person_wrote_belongs_to_the_conversation() -> None:
    inquiry, sam = make_inquiry(), make_staff()
    send_reply(inquiry, subject="Dates", text="See {own_page}", by=sam)
    Mail.objects.update(has_report=False)
    received, reply = Mail.objects.filter(to="ana@example.org")

    first, second = compose_mail(received), compose_mail(reply)

    assert first.extra_headers == {"Message-ID": received.message_id, "Auto-Submitted": "auto-generated"}
    assert second.extra_headers == {
        "Message-ID": reply.message_id,
        "In-Reply-To": received.message_id,
        "References": received.message_id,
    }
    assert second.body == f"See {find_own_page(inquiry)}"
    assert second.alternatives[0][1] == "text/html"
