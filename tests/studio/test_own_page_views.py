"""The client's own page in order: shows, withdraws, asks for erasure; wrong token, wrong method, too late.

The client picks an offered time, and says what we may write after the session.
"""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import Settings

from studio.inquiries.agreement import record_agreement
from studio.inquiries.erasure import schedule_erasure
from studio.inquiries.merge import merge_inquiry
from studio.inquiries.notes import add_note
from studio.inquiries.offers import offer_times
from studio.inquiries.sessions import Session, book_session, find_move_requests
from studio.inquiries.status import change_status
from studio.links import find_own_page, make_token
from studio.mail.deliver import compose_mail
from studio.models import Inquiry, Mail, MailKind, MailState, OfferedTime, Status, StatusChange, StudioFacts
from studio.own_page_views import WITHDRAWN
from tests.pages import read_text
from tests.studio.factories import make_answers, make_inquiry, make_staff
from tests.studio.photo_day.factories import make_photo_day

pytestmark = pytest.mark.django_db

SOON = timezone.now() + timedelta(days=20)
LATER = SOON + timedelta(days=1)


def find_path(inquiry: Inquiry, what: str = "") -> str:
    return f"/studio/inquiry/own/{make_token(inquiry.reference)}/{what}"


def test_it_shows_what_they_sent_and_where_it_stands(client: Client) -> None:
    inquiry = make_inquiry(phone="+1 555 0100", message="First <b>line\nSecond")

    response = client.get(find_path(inquiry))

    text = read_text(response.content)
    assert response.status_code == 200
    assert find_path(inquiry, "withdraw/") in response.content.decode()
    for words in (
        f"Your inquiry {inquiry.reference}",
        "The studio has your inquiry and will reply by email. Nothing is booked yet.",
        "Ana Example",
        "ana@example.org",
        "+1 555 0100",
        "First <b>line Second",
        "New York time",
        "Recruiters or employers",
    ):
        assert words in text


def test_nobody_keeps_it_and_no_other_site_learns_its_address(client: Client) -> None:
    response = client.get(find_path(make_inquiry()))

    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"


def test_the_token_is_kept_as_a_hash_only() -> None:
    inquiry = make_inquiry()
    token = find_own_page(inquiry).split("/")[-2]

    inquiry.refresh_from_db()

    assert inquiry.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert len(token) == 40


def test_the_link_stays_the_same_when_the_secret_key_is_changed(settings: Settings) -> None:
    inquiry = make_inquiry()
    address = find_own_page(inquiry)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, as random and as long as the one of before"

    assert find_own_page(inquiry) == address


def test_looking_changes_nothing(client: Client) -> None:
    inquiry = make_inquiry()

    answers = [client.get(find_path(inquiry, what)).status_code for what in ("", "withdraw/", "erase/", "move/")]

    inquiry.refresh_from_db()
    assert answers == [200, 405, 405, 405]
    assert (inquiry.status, inquiry.erasure_asked_at) == (Status.NEW, None)


def test_withdrawing_is_recorded_and_safe_to_repeat(client: Client) -> None:
    inquiry = make_inquiry()

    first, second = (client.post(find_path(inquiry, "withdraw/")) for _ in range(2))

    inquiry.refresh_from_db()
    change = StatusChange.objects.get()
    assert first["Location"] == second["Location"] == find_path(inquiry)
    assert inquiry.status == Status.WITHDRAWN
    assert (change.by, change.note) == (None, "Withdrawn by the client.")
    assert "You have canceled your inquiry." in read_text(client.get(find_path(inquiry)).content)


def test_what_is_over_cannot_be_withdrawn(client: Client) -> None:
    inquiry = make_inquiry()
    change_status(inquiry, to=Status.DECLINED, by=None)

    response = client.post(find_path(inquiry, "withdraw/"), follow=True)

    inquiry.refresh_from_db()
    assert inquiry.status == Status.DECLINED
    assert "The studio cannot take it on." in read_text(response.content)
    assert find_path(inquiry, "withdraw/") not in response.content.decode()


def test_asking_for_erasure_tells_the_studio_once(client: Client) -> None:
    inquiry = make_inquiry()

    client.post(find_path(inquiry, "erase/"))
    response = client.post(find_path(inquiry, "erase/"), follow=True)

    inquiry.refresh_from_db()
    mail = Mail.objects.get(kind=MailKind.ERASURE)
    assert inquiry.erasure_asked_at
    assert mail.to == "studio@example.org"
    assert f"/admin/studio/inquiry/{inquiry.pk}/change/" in mail.text
    assert "to erase this." in read_text(response.content)


@pytest.mark.parametrize("what", ["", "withdraw/", "erase/", "move/"])
@pytest.mark.parametrize("token", ["x", "0" * 40, "HA-222222", "%F0%9F%98%80"])
def test_another_token_opens_nothing(client: Client, what: str, token: str) -> None:
    make_inquiry()
    ask = client.post if what else client.get

    response = ask(f"/studio/inquiry/own/{token}/{what}")

    assert response.status_code == 404


def test_the_address_alone_is_enough_and_no_cookie_is_set() -> None:
    inquiry, browser = make_inquiry(), Client(enforce_csrf_checks=True)

    browser.get(find_path(inquiry))
    # What browsers send from a page with no-referrer.
    response = browser.post(find_path(inquiry, "withdraw/"), headers={"Origin": "null"})

    inquiry.refresh_from_db()
    assert response.status_code == 302
    assert inquiry.status == Status.WITHDRAWN
    assert browser.cookies == {}


def make_booked() -> Inquiry:
    inquiry = make_inquiry()
    book_session(inquiry, Session(datetime(2027, 7, 8, 14, 30, tzinfo=UTC), 90), by=make_staff())
    return inquiry


def test_the_studio_is_emailed_at_once_when_a_booked_session_is_called_off(client: Client) -> None:
    inquiry = make_booked()

    client.post(find_path(inquiry, "withdraw/"))
    client.post(find_path(inquiry, "withdraw/"))

    mail = Mail.objects.get(kind=MailKind.CALLED_OFF)
    assert (mail.to, mail.reply_to, mail.state) == ("studio@example.org", "ana@example.org", MailState.WAITING)
    assert mail.subject == f"Called off by the client: Thu, Jul 8, 10:30 AM ({inquiry})"
    assert "When it was: Thursday, July 8, 2027, 10:30 AM, New York time, 90 minutes" in mail.text.splitlines()
    assert f"http://127.0.0.1:8000/admin/studio/inquiry/{inquiry.pk}/change/" in mail.text.splitlines()


def test_withdrawing_without_a_session_tells_the_client_alone(client: Client) -> None:
    client.post(find_path(make_inquiry(), "withdraw/"))

    mail = Mail.objects.get(kind=MailKind.WITHDRAWN)
    assert not Mail.objects.filter(kind=MailKind.CALLED_OFF).exists()
    assert mail.calendar == ""
    assert "calendar" not in mail.text


def test_a_called_off_session_leaves_the_calendars_of_both(client: Client) -> None:
    inquiry = make_booked()

    client.post(find_path(inquiry, "withdraw/"))

    mails = {mail.kind: mail for mail in inquiry.mails.exclude(calendar="")}
    events = {kind: Calendar.from_ical(mail.calendar) for kind, mail in mails.items()}
    booked = events.pop(MailKind.BOOKED).walk("VEVENT")[0]
    assert set(events) == {MailKind.WITHDRAWN, MailKind.CALLED_OFF}
    for kind, calendar in events.items():
        (event,) = calendar.walk("VEVENT")
        ((_, _, file_type),) = compose_mail(mails[kind]).attachments
        assert (calendar["METHOD"], event["STATUS"], event["UID"]) == ("CANCEL", "CANCELLED", booked["UID"])
        assert event["ORGANIZER"] == booked["ORGANIZER"]
        assert event.decoded("SEQUENCE") > booked.decoded("SEQUENCE")
        assert file_type == "text/calendar; method=CANCEL"


def test_a_booked_session_has_all_that_one_needs_on_the_way(client: Client) -> None:
    StudioFacts.objects.update(phone="212 555 0100", cancellation="Free until two days before.")
    answers = make_answers(use="linkedin", viewer="recruiters", matching="yes", worn="glasses")
    inquiry = make_inquiry(answers=answers)
    book_session(inquiry, Session(datetime(2027, 7, 8, 14, 30, tzinfo=UTC), 90), by=make_staff())

    page = client.get(find_path(inquiry)).content

    text = read_text(page)
    for words in (
        "Your session Your session is booked.",
        "When Thursday, July 8, 2027, 10:30 AM, New York time, 90 minutes",
        "Where 45 W 34th Street, New York. Directions on Google Maps",
        "If you are late Call 212 555 0100",
        "Clothes: what you wear to meet clients or colleagues today, plain and well fitting.",
        "The glasses you usually wear.",
        "The portraits that yours should match, or a link to them.",
        "Free until two days before. Cancel my session",
    ):
        assert words in text
    assert text.index("What to bring") < text.index("Ask to move my session") < text.index("Add your photos")
    assert text.index("What you sent") < text.index("Cancel my session") < text.index("Ask for erasure")


def test_the_calendar_button_sends_the_session_only_while_it_is_booked(client: Client) -> None:
    inquiry = make_booked()

    response = client.get(find_path(inquiry, "session.ics"))
    change_status(inquiry, to=Status.CANCELLED, by=None)

    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert event.decoded("DTSTART") == datetime(2027, 7, 8, 14, 30, tzinfo=UTC)
    assert client.get(find_path(inquiry, "session.ics")).status_code == 404
    assert client.post(find_path(inquiry, "session.ics")).status_code == 405


def test_asking_to_move_tells_the_studio_once_until_it_answers(client: Client) -> None:
    inquiry = make_booked()

    client.post(find_path(inquiry, "move/"), {"wish": "Any Friday morning."})
    response = client.post(find_path(inquiry, "move/"), {"wish": "Any Friday morning."}, follow=True)
    waiting = list(find_move_requests())
    add_note(inquiry, "Called: Friday is fine.", by=User.objects.get())
    answered = list(find_move_requests())
    client.post(find_path(inquiry, "move/"), {"wish": "Or a Monday?"})

    first, second = Mail.objects.filter(kind=MailKind.MOVE)
    inquiry.refresh_from_db()
    assert (first.to, first.reply_to) == ("studio@example.org", "ana@example.org")
    assert first.subject == f"Ana Example asks for another time than Thu, Jul 8, 10:30 AM ({inquiry})"
    assert "Would rather come: Any Friday morning." in first.text.splitlines()
    assert "Would rather come: Or a Monday?" in second.text.splitlines()
    assert "The studio will answer by email." in read_text(response.content)
    assert (waiting, answered) == ([inquiry], [])
    assert inquiry.status == Status.BOOKED
    assert "The client asks for another time: Any Friday morning." in [note.text for note in inquiry.notes.all()]


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ("", "Please write which days and times would suit you."),
        ("\u2028 ", "Please write which days and times would suit you."),
        ("x" * 1001, "This has 1001 characters. Please shorten it to 1000 or fewer."),
    ],
    ids=["empty", "blank", "too long"],
)
def test_an_invalid_wish_has_an_error_at_its_field(client: Client, wish: str, sentence: str) -> None:
    inquiry = make_booked()

    response = client.post(find_path(inquiry, "move/"), {"wish": wish})

    assert response.status_code == 422
    assert sentence in read_text(response.content)
    assert not Mail.objects.filter(kind=MailKind.MOVE).exists()


def test_without_a_session_there_is_nothing_to_move(client: Client) -> None:
    inquiry = make_inquiry()

    response = client.post(find_path(inquiry, "move/"), {"wish": "Any Friday."})

    assert response.status_code == 302
    assert not Mail.objects.filter(kind=MailKind.MOVE).exists()


def make_merged() -> tuple[Inquiry, Inquiry]:
    """Return a booked inquiry, and another of the same client that was merged into it."""
    kept, merged = make_booked(), make_inquiry()
    merge_inquiry(merged, into=kept, by=make_staff(name="mary"))
    return kept, merged


def test_the_page_of_a_merged_inquiry_says_how_the_kept_one_stands(client: Client) -> None:
    kept, merged = make_merged()

    text = read_text(client.get(find_path(merged)).content)

    assert f"Your inquiry {merged}" in text
    assert f"We keep it together with your other inquiry {kept}." in text
    assert "Your session is booked." in text
    assert "Thursday, July 8, 2027, 10:30 AM" in text


def test_withdrawing_on_the_page_of_a_merged_inquiry_calls_the_session_off(client: Client) -> None:
    kept, merged = make_merged()

    response = client.post(find_path(merged, "withdraw/"), follow=True)

    kept.refresh_from_db()
    change = kept.status_changes.get(to_status=Status.WITHDRAWN)
    assert kept.status == Status.WITHDRAWN
    assert (change.by, change.note) == (None, f"{WITHDRAWN} They used the page of {merged}.")
    assert Mail.objects.get(kind=MailKind.CALLED_OFF).inquiry == kept
    assert find_path(merged, "withdraw/") not in response.content.decode()


@pytest.fixture
def inquiry() -> Inquiry:
    inquiry = make_inquiry()
    offer_times(inquiry, [Session(SOON, 60), Session(LATER, 60)], by=make_staff())
    return inquiry


def test_a_client_picks_a_time(client: Client, inquiry: Inquiry) -> None:
    first = inquiry.offered_times.first()
    assert first

    shown = client.get(find_path(inquiry)).content.decode()
    response = client.post(find_path(inquiry, "pick/"), {"time": str(first.pk)})
    after = read_text(client.get(find_path(inquiry)).content)

    assert f'name="time" value="{first.pk}"' in shown
    assert response["Location"] == find_path(inquiry) + "#times"
    assert OfferedTime.objects.get(picked_at__isnull=False) == first
    assert "You picked this one. We’ll confirm it by email. It isn’t booked yet." in after


def test_a_time_taken_meanwhile_is_shown_as_taken(client: Client, inquiry: Inquiry) -> None:
    first = inquiry.offered_times.first()
    assert first
    book_session(make_inquiry(email="ben@example.org"), Session(SOON, 60), by=None)

    client.post(find_path(inquiry, "pick/"), {"time": str(first.pk)})

    page = client.get(find_path(inquiry)).content
    assert not OfferedTime.objects.filter(picked_at__isnull=False).exists()
    assert "This time is no longer free." in read_text(page)
    assert f'value="{first.pk}"' not in page.decode()


def test_times_that_are_all_taken_say_what_to_do(client: Client, inquiry: Inquiry) -> None:
    inquiry.offered_times.update(starts_at=F("starts_at") - timedelta(days=400))

    words = read_text(client.get(find_path(inquiry)).content)

    assert words.count("This time is no longer free.") == 2
    assert "Sorry, none of these is free anymore. Reply to our email, and we’ll offer you others." in words


def test_what_was_agreed_is_shown_beside_what_they_sent(client: Client, inquiry: Inquiry) -> None:
    record_agreement(inquiry, {"price": 280, "deposit": 100, "name": "Ana Maria Example", "review": True}, by=None)

    words = read_text(client.get(find_path(inquiry)).content)

    assert "What we have agreed Price $280 Deposit received $100 Name Ana Maria Example This counts now;" in words
    assert "What you sent Reference" in words


def test_the_page_of_a_merged_inquiry_hides_the_contact_details_of_the_other(client: Client) -> None:
    kept, second = make_merged()
    record_agreement(kept, {"price": 280, "phone": "212 555 0199"}, by=None)

    words = read_text(client.get(find_path(second)).content)

    assert "What we have agreed Price $280 This counts now;" in words
    assert "212 555 0199" not in words


@pytest.mark.parametrize("time", ["", "soon", "-1", "9" * 30, "4711"])
def test_an_unknown_offer_changes_nothing(client: Client, inquiry: Inquiry, time: str) -> None:
    response = client.post(find_path(inquiry, "pick/"), {"time": time})

    assert response.status_code == 302
    assert not OfferedTime.objects.filter(picked_at__isnull=False).exists()


def test_a_client_who_changes_their_mind_all_the_time_must_wait(
    client: Client, inquiry: Inquiry, settings: Settings
) -> None:
    settings.LIMITS = settings.LIMITS | {"choices on the own page": (2, 3600)}
    first, second = inquiry.offered_times.all()
    client.post(find_path(inquiry, "pick/"), {"time": str(first.pk)})
    client.post(find_path(inquiry, "pick/"), {"time": str(second.pk)})

    pick = client.post(find_path(inquiry, "pick/"), {"time": str(first.pk)})
    consent = client.post(find_path(inquiry, "consent/"), {"review": "on"})
    other = client.post(find_path(make_inquiry(), "consent/"))

    assert (pick.status_code, consent.status_code, other.status_code) == (429, 429, 302)
    assert 0 < int(pick["Retry-After"]) <= 3600
    assert OfferedTime.objects.get(picked_at__isnull=False) == second


def test_it_needs_the_token_and_a_post(client: Client, inquiry: Inquiry) -> None:
    assert client.post("/studio/inquiry/own/unknown/pick/", {"time": "1"}).status_code == 404
    assert client.get(find_path(inquiry, "pick/")).status_code == 405


def test_a_client_consents_after_the_session_and_can_take_it_back(client: Client, inquiry: Inquiry) -> None:
    before = read_text(client.get(find_path(inquiry)).content)
    book_session(inquiry, Session(timezone.now() - timedelta(hours=2), 60), by=None)
    change_status(inquiry, to=Status.PHOTOGRAPHED, by=None)

    page = read_text(client.get(find_path(inquiry)).content)
    response = client.post(find_path(inquiry, "consent/"), {"review": "on"})
    agreed = Inquiry.objects.get()
    client.post(find_path(inquiry, "consent/"))

    assert "After your session" not in before
    assert "Color-corrected pictures By " in page
    assert response["Location"] == find_path(inquiry) + "#after"
    assert (agreed.review_agreed_at is None, agreed.reminder_agreed_at) == (False, None)
    assert Inquiry.objects.get().review_agreed_at is None
    assert inquiry.notes.earliest("at").text == "Agreed. May be asked for a review: no → yes."


def test_consent_before_a_session_changes_nothing(client: Client, inquiry: Inquiry) -> None:
    client.post(find_path(inquiry, "consent/"), {"review": "on"})

    assert Inquiry.objects.get().review_agreed_at is None
    assert client.get(find_path(inquiry, "consent/")).status_code == 405


def test_it_says_when_the_pictures_are_late_and_asks_for_no_more_photos(client: Client, inquiry: Inquiry) -> None:
    book_session(inquiry, Session(timezone.now() - timedelta(days=2), 60), by=None)
    over = read_text(client.get(find_path(inquiry)).content)
    change_status(inquiry, to=Status.PHOTOGRAPHED, by=None)

    page = read_text(client.get(find_path(inquiry)).content)

    assert "Your session The time of your session has passed. Did you miss it?" in over
    assert "After your session We are late with your pictures, sorry." in page
    assert "Add your photos" not in page


def test_a_planned_photo_day_is_not_called_nothing(client: Client) -> None:
    photo_day = make_photo_day()

    page = read_text(client.get(find_path(photo_day.inquiry)).content)

    assert f"Your inquiry {photo_day.inquiry} Your photo day is planned." in page
    assert "Nothing is booked" not in page


def test_a_scheduled_erasure_has_its_day_and_nothing_to_ask_for(client: Client, inquiry: Inquiry) -> None:
    change_status(inquiry, to=Status.WITHDRAWN, by=None)
    schedule_erasure([inquiry], now=datetime(2026, 11, 26, 17, tzinfo=UTC))

    page = read_text(client.get(find_path(inquiry)).content)

    assert "The studio erases this after November 27, 2026, 12:00 PM, New York time." in page
    assert "ave it erased" not in page
    assert "Ask for erasure" not in page
