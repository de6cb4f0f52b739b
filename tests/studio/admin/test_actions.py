"""The pages for one action on one inquiry: book, offer, decline, reply, merge."""

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from icalendar import Calendar
from pytest_django.asserts import assertTemplateUsed

from studio.inquiries.erasure import schedule_erasure
from studio.inquiries.merge import find_merge_fault, merge_inquiry
from studio.inquiries.offers import offer_times, pick_time
from studio.inquiries.sessions import PASSED, TOO_FAR, Session, book_session, find_warnings
from studio.inquiries.status import change_status
from studio.links import OWN_PAGE
from studio.mail.compose import DECLINE_WORDINGS
from studio.models import DeclineReason, Inquiry, Mail, Note, Package, ReplyTemplate, Status, StudioFacts
from studio.times import write_time
from tests.pages import read_form, read_text
from tests.studio.days import NEW_YORK, find_business_day, find_sunday, find_thanksgiving
from tests.studio.factories import make_answers, make_inquiry, make_staff

pytestmark = pytest.mark.django_db

# Not a holiday, so that no booking warns of one.
DAY, THANKSGIVING = find_business_day(), find_thanksgiving()
TEN = datetime.combine(DAY, time(10), tzinfo=NEW_YORK)
TEN_IN_WORDS = write_time(TEN)
AT_TEN = {"day": DAY.isoformat(), "time": "10:00", "minutes": "60", "note": ""}


def find_act(inquiry: Inquiry, act: str) -> str:
    return f"/admin/studio/inquiry/{inquiry.pk}/{act}/"


def send_after_preview(staff_client: Client, inquiry: Inquiry, act: str, typed: dict[str, str]) -> None:
    """Post a form that emails the client, look at the email, and send it."""
    shown = staff_client.post(find_act(inquiry, act), typed).context["form"]
    staff_client.post(find_act(inquiry, act), typed | {"previewed": shown.data["previewed"]})


def test_the_form_suggests_the_day_that_the_person_wants_most(staff_client: Client) -> None:
    inquiry = make_inquiry(dates=(date(2027, 1, 8),))

    page = staff_client.get(find_act(inquiry, "book")).content.decode()

    assert 'name="day" value="2027-01-08"' in page
    assert "book_anyway" not in page


def test_a_session_is_booked(staff_client: Client) -> None:
    inquiry = make_inquiry()

    response = staff_client.post(find_act(inquiry, "book"), AT_TEN | {"note": "Bring the blue jacket."}, follow=True)

    inquiry.refresh_from_db()
    change = inquiry.status_changes.get()
    assert f"Booked: {TEN_IN_WORDS}, 60 minutes." in read_text(response.content)
    assert (inquiry.status, inquiry.session_at, inquiry.session_minutes) == (Status.BOOKED, TEN, 60)
    assert (str(change), str(change.by), change.note) == ("New → Booked", "sam", "Bring the blue jacket.")
    assert LogEntry.objects.get().change_message == f"Booked: {TEN_IN_WORDS}, 60 minutes."


def test_a_clash_is_warned_of_and_booked_only_on_purpose(staff_client: Client) -> None:
    other, inquiry = make_inquiry(name="Ben Example"), make_inquiry()
    book_session(other, Session(TEN, 60), by=None)

    warned = staff_client.post(find_act(inquiry, "book"), AT_TEN | {"time": "10:30"})
    before = Inquiry.objects.get(pk=inquiry.pk).status
    staff_client.post(find_act(inquiry, "book"), AT_TEN | {"time": "10:30", "book_anyway": "on"})

    warning = f"This clashes with Ben Example ({other}): {TEN_IN_WORDS}, 60 minutes."
    assert warning in read_text(warned.content)
    assert "Book it anyway" in read_text(warned.content)
    assert before == Status.NEW
    assert Inquiry.objects.get(pk=inquiry.pk).status == Status.BOOKED


@pytest.mark.parametrize(
    "wrong", [{"day": ""}, {"day": "soon"}, {"time": "25:00"}, {"minutes": "0"}, {"minutes": "721"}]
)
def test_an_invalid_session_is_refused(staff_client: Client, wrong: dict[str, str]) -> None:
    inquiry = make_inquiry()

    response = staff_client.post(find_act(inquiry, "book"), AT_TEN | wrong)

    assert response.status_code == 200
    assert Inquiry.objects.get().status == Status.NEW


def test_noon_is_a_time(staff_client: Client) -> None:
    staff_client.post(find_act(make_inquiry(), "book"), AT_TEN | {"time": "noon"})

    assert Inquiry.objects.get().session_at == TEN + timedelta(hours=2)


def test_a_booked_session_is_moved(staff_client: Client) -> None:
    inquiry = make_inquiry()
    book_session(inquiry, Session(TEN, 60), by=None)

    shown = staff_client.get(find_act(inquiry, "book")).content.decode()
    staff_client.post(find_act(inquiry, "book"), AT_TEN | {"time": "14:00", "minutes": "90"})

    inquiry.refresh_from_db()
    assert 'name="time" value="10:00"' in shown
    assert (inquiry.session_at, inquiry.session_minutes) == (TEN + timedelta(hours=4), 90)
    assert Note.objects.get().text.startswith(f"Rebooked from {TEN_IN_WORDS}")


@pytest.mark.parametrize(
    "typed", ["2:30 PM", "2:30pm", "2:30 p.m.", "2.30pm", "14:30", "14.30", "\uff11\uff14:30", "14:30:00"]
)
def test_a_time_is_read_as_people_write_it(staff_client: Client, typed: str) -> None:
    inquiry = make_inquiry()

    staff_client.post(find_act(inquiry, "book"), AT_TEN | {"time": typed})

    assert Inquiry.objects.get().session_at == TEN + timedelta(hours=4, minutes=30)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("half past two", "Write the time like 2:30 PM, 10am or 14:30."),
        ("2", "Is that AM or PM? Write it like 2:30 PM or 14:30."),
        ("10:00-11:00", "Write only when it begins, like 10:00 AM."),
        ("10am to 11am", "Write only when it begins, like 10:00 AM."),
    ],
)
def test_a_time_that_cannot_be_read_is_asked_for_again(staff_client: Client, typed: str, sentence: str) -> None:
    errors = find_errors(staff_client, make_inquiry(), "book", AT_TEN | {"time": typed})

    assert errors == {"time": [sentence]}


def test_the_booking_page_has_the_day_and_the_wishes_in_sight(staff_client: Client) -> None:
    other = make_inquiry(name="Ben Example")
    book_session(other, Session(TEN, 60), by=None)
    package = Package.objects.get(slug="deluxe-corporate")
    Package.objects.filter(pk=package.pk).update(session_minutes=120, is_active=False)
    inquiry = make_inquiry(
        dates=(DAY, DAY + timedelta(days=1)), people=3, package=package, phone="212 555 0100",
        answers=make_answers(use="linkedin", viewer="recruiters", deadline="this-week"),
    )  # fmt: skip

    page = staff_client.get(find_act(inquiry, "book")).content
    typed = {"look": f"{DAY + timedelta(days=1)}", "day": str(DAY), "time": "10:00", "minutes": "75", "note": "Blue."}
    looked = staff_client.post(find_act(inquiry, "book"), typed).content

    words, html = read_text(page), page.decode()
    assert "$1,050 · 3 people · Deadline: Within a week · 212 555 0100" in words
    assert "Deluxe Corporate session is no longer on sale. This inquiry keeps its price." in words
    assert "10:00 to 11:00 AM Ben Example 60 minutes" in words
    assert "Mornings are best." in words
    assert f'name="look" value="{DAY}"' in html
    assert 'name="minutes" value="150"' in html
    assert 'type="time"' in html
    assert "No other session." in read_text(looked)
    assert f'name="day" value="{DAY + timedelta(days=1)}"' in looked.decode()
    assert all(f'value="{text}"' in looked.decode() for text in ("10:00", "75", "Blue."))
    assert Inquiry.objects.get(pk=inquiry.pk).status == Status.NEW


@pytest.mark.parametrize("version", ["2026.1", "1839.1"])
def test_an_inquiry_of_an_older_framework_is_booked_too(staff_client: Client, version: str) -> None:
    inquiry = make_inquiry()
    Inquiry.objects.update(framework_version=version)

    shown = staff_client.get(find_act(inquiry, "book")).status_code
    staff_client.post(find_act(inquiry, "book"), AT_TEN)

    assert shown == 200
    assert Inquiry.objects.get().status == Status.BOOKED


def test_thanksgiving_is_booked_only_on_purpose(staff_client: Client) -> None:
    inquiry = make_inquiry()
    warned = staff_client.post(find_act(inquiry, "book"), AT_TEN | {"day": str(THANKSGIVING), "time": "03:00"})
    before = Inquiry.objects.get().status
    on_purpose = {"day": str(THANKSGIVING), "time": "03:00", "book_anyway": "on"}
    staff_client.post(find_act(inquiry, "book"), AT_TEN | on_purpose)

    session = Session(datetime.combine(THANKSGIVING, time(3), tzinfo=NEW_YORK), 60)
    warnings = find_warnings(session, StudioFacts.objects.get(), other_than=inquiry)
    assert len(warnings) == 2
    assert all(warning in read_text(warned.content) for warning in warnings)
    assert before == Status.NEW
    assert Inquiry.objects.get().status == Status.BOOKED


KEPT = urlencode({"_changelist_filters": "work=due"})
OFFER = {"day_1": str(DAY), "time_1": "10:00", "day_2": "", "time_2": "", "day_3": "", "time_3": "", "minutes": "60"}


def test_times_are_offered_and_the_picked_one_is_confirmed(staff_client: Client) -> None:
    inquiry = make_inquiry(dates=(DAY, DAY + timedelta(days=1)))

    shown = staff_client.get(find_act(inquiry, "offer")).content.decode()
    said = read_text(staff_client.post(find_act(inquiry, "offer"), OFFER, follow=True).content)
    pick_time(inquiry, inquiry.offered_times.get().pk)
    page = staff_client.get(f"/admin/studio/inquiry/{inquiry.pk}/change/?{KEPT}").content.decode()
    home = staff_client.get("/admin/").content.decode()
    book = staff_client.get(find_act(inquiry, "book")).content.decode()

    assert f'name="day_2" value="{DAY + timedelta(days=1)}"' in shown
    assert "1 time offered." in said
    assert "10:00 AM, 60 minutes: picked on" in read_text(page.encode())
    assert f'<a href="{find_act(inquiry, "book")}?{KEPT}">Confirm it</a>' in page
    assert f'href="{find_act(inquiry, "book")}"' in home
    assert f'name="day" value="{DAY}"' in book
    assert 'name="time" value="10:00"' in book


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"time_1": ""}, "__all__", "Offer at least one day with a time."),
        ({"time_2": "11:00"}, "day_2", "Choose the day of this time."),
        ({"day_1": "2020-01-08"}, "day_1", PASSED),
        ({"time_1": "soon"}, "time_1", ""),
        ({"day_2": str(DAY), "time_2": "10:00"}, "time_2", "You offer this time twice."),
        ({"minutes": ""}, "minutes", ""),
        ({"time_1": "03:00"}, "__all__", "3:00 AM to 4:00 AM"),
        ({"day_1": str(THANKSGIVING)}, "__all__", "Thanksgiving Day"),
    ],
)
def test_an_offer_that_cannot_be_is_refused(
    staff_client: Client, wrong: dict[str, str], field: str, sentence: str
) -> None:
    inquiry = make_inquiry()

    errors = find_errors(staff_client, inquiry, "offer", OFFER | wrong)

    assert [*errors] == [field]
    assert not inquiry.offered_times.exists()


def test_an_inquiry_is_declined_with_a_reason(staff_client: Client) -> None:
    inquiry = make_inquiry()

    shown = staff_client.post(find_act(inquiry, "decline"), {"reason": "dates", "note": "We are closed in May."})
    status = Inquiry.objects.get().status
    own = {"reason": "dates", "note": "We are closed in May.", "text": "We’re full until June."}
    send_after_preview(staff_client, inquiry, "decline", own)

    inquiry.refresh_from_db()
    mail = Mail.objects.get(kind="declined")
    assert status == Status.NEW
    assert DECLINE_WORDINGS[DeclineReason.DATES] in read_text(shown.content)
    assert "Send this email" in shown.content.decode()
    assert "We’re full until June." in mail.text.splitlines()
    assert DECLINE_WORDINGS[DeclineReason.DATES] not in mail.text
    assert (inquiry.status, inquiry.decline_reason) == (Status.DECLINED, "dates")
    assert inquiry.status_changes.get().note == "No date that fits. We are closed in May."


def test_another_reason_brings_its_own_words(staff_client: Client) -> None:
    inquiry = make_inquiry()

    first = staff_client.post(find_act(inquiry, "decline"), {"reason": "dates"}).context["form"]
    second = staff_client.post(find_act(inquiry, "decline"), {"reason": "place", "text": first.data["text"]})

    assert first.data["text"] == DECLINE_WORDINGS[DeclineReason.DATES]
    assert second.context["form"].data["text"] == DECLINE_WORDINGS[DeclineReason.PLACE]


def test_a_caller_without_an_address_is_declined_at_once(staff_client: Client) -> None:
    inquiry = make_inquiry(email="", phone="212 555 0199")

    staff_client.post(find_act(inquiry, "decline"), {"reason": "dates"})

    assert Inquiry.objects.get().status == Status.DECLINED


def test_nothing_is_declined_without_a_reason(staff_client: Client) -> None:
    inquiry = make_inquiry()

    staff_client.post(find_act(inquiry, "decline"), {"reason": ""})

    assert Inquiry.objects.get(pk=inquiry.pk).status == Status.NEW


def test_a_duplicate_is_merged(staff_client: Client) -> None:
    kept, second = make_inquiry(), make_inquiry()

    offered = read_text(staff_client.get(find_act(second, "merge")).content)
    staff_client.post(find_act(second, "merge"), {"into": str(kept.pk)})

    second.refresh_from_db()
    assert f"{kept}, new, " in offered
    assert second.merged_into == kept
    assert f"Merged into this one: {second}" in read_text(
        staff_client.get(f"/admin/studio/inquiry/{kept.pk}/change/").content
    )


def test_an_inquiry_of_somebody_else_is_not_offered_to_merge(staff_client: Client) -> None:
    inquiry, _, stranger = make_inquiry(), make_inquiry(), make_inquiry(email="ben@example.org")

    staff_client.post(find_act(inquiry, "merge"), {"into": str(stranger.pk)})

    assert Inquiry.objects.get(pk=inquiry.pk).merged_into is None


def test_a_template_is_filled_read_over_and_sent(staff_client: Client) -> None:
    inquiry = make_inquiry()
    template = ReplyTemplate.objects.create(name="Dates", subject="About {reference}", body="Dear {name}, {session}?")

    drafted = staff_client.get(find_act(inquiry, "reply"), {"template": template.pk}).content.decode()
    gap = staff_client.post(find_act(inquiry, "reply"), {"subject": "Dates", "text": "Dear Ana, {session}?"})
    text = "Dear Ana, would Friday do? See {own_page}"
    shown = staff_client.post(find_act(inquiry, "reply"), {"subject": "Dates", "text": text})
    unsent = Mail.objects.filter(kind="reply").exists()
    send_after_preview(staff_client, inquiry, "reply", {"subject": "Dates", "text": text})

    mail = Mail.objects.get(kind="reply")
    assert not unsent
    assert "The email as ana@example.org gets it Dates Dear Ana, would Friday do? See (link to" in read_text(
        shown.content
    )
    assert str(mail.by) == "sam"
    assert f"?template={template.pk}" in drafted
    assert f'value="About {inquiry.reference}"' in drafted
    assert "Dear Ana Example, {session}?" in drafted
    assert "We have nothing to fill in for {session}." in read_text(gap.content)
    assert (mail.subject, mail.text.strip()) == ("Dates", f"Dear Ana, would Friday do? See {OWN_PAGE}")
    assert (
        "Reply to the client: waiting sam Dates Dear Ana, would Friday do? See (link to the client’s own page)"
        in read_text(staff_client.get(f"/admin/studio/inquiry/{inquiry.pk}/change/").content)
    )


@pytest.mark.parametrize("template", ["4711", "x", "-1"])
def test_an_unknown_template_leaves_the_reply_empty(staff_client: Client, template: str) -> None:
    response = staff_client.get(find_act(make_inquiry(), "reply"), {"template": template})

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
def test_only_what_can_be_done_now_is_offered(staff_client: Client, status: str, offered: set[str]) -> None:
    inquiry = make_inquiry()
    Inquiry.objects.update(status=status)

    page = staff_client.get(f"/admin/studio/inquiry/{inquiry.pk}/change/").content.decode()

    assert {label for label in ("Reply", "Book a session", "Decline", "Merge") if f">{label}</a>" in page} == offered


def test_an_action_that_is_no_longer_possible_shows_what_was_typed(staff_client: Client) -> None:
    inquiry = make_inquiry()
    change_status(inquiry, to=Status.SPAM, by=None)

    typed = AT_TEN | {"note": "Bring the blue jacket."}
    response = staff_client.post(find_act(inquiry, "book"), typed)

    words = read_text(response.content)
    assert response.status_code == 409
    assert f"“Book a session” isn’t possible anymore. {inquiry} is now: Spam. Somebody changed it on " in words
    assert f"Nothing was done or sent. What you typed Date {DAY} Time in New York 10:00 Minutes 60" in words
    assert "Note Bring the blue jacket." in words
    assert staff_client.get(find_act(inquiry, "book")).status_code == 409
    assert staff_client.get(find_act(inquiry, "dance")).status_code == 404


def test_an_action_that_somebody_made_impossible_names_them(staff_client: Client) -> None:
    kept, inquiry, ben = make_inquiry(), make_inquiry(), make_staff(name="ben")
    merge_inquiry(inquiry, into=kept, by=ben)

    response = staff_client.post(find_act(inquiry, "reply"), {"subject": "Dates", "text": "Friday?", "version": "0"})

    words = read_text(response.content)
    assert response.status_code == 409
    assert f"isn’t possible anymore. {inquiry} was merged into {kept}. Work on that one. Nothing was done" in words
    assert f", ben: Note. Merged into {kept}. What you typed Subject Dates Text Friday?" in words
    assert f"Open {kept}" in words


def test_an_inquiry_that_will_be_erased_takes_no_reply(staff_client: Client) -> None:
    inquiry = make_inquiry()
    schedule_erasure([inquiry], now=datetime(2027, 1, 8, 15, tzinfo=UTC))

    words = read_text(staff_client.post(find_act(inquiry, "reply"), {"subject": "Dates", "text": "Friday?"}).content)

    assert f"{inquiry} will be erased after Sat, Jan 9, 10:00 AM New York time. A manager can undo that." in words
    assert "What you typed Subject Dates Text Friday?" in words


def test_two_people_who_offer_times_see_both(staff_client: Client) -> None:
    inquiry, ben = make_inquiry(), make_staff(name="ben")
    offer_times(inquiry, [Session(TEN, 60)], by=ben)

    stale = staff_client.post(find_act(inquiry, "offer"), OFFER | {"time_1": "11:00", "version": "0"}).content
    fresh = read_form(staff_client.get(find_act(inquiry, "offer")).content)

    later = write_time(TEN + timedelta(hours=1))
    assert f"Offered times Now: {TEN_IN_WORDS}, 60 minutes As you typed it: {later}, 60 minutes" in read_text(stale)
    assert "Offer these times instead" in stale.decode()
    assert [time.starts_at for time in inquiry.offered_times.all()] == [TEN]
    assert (fresh["day_1"], fresh["time_1"]) == ([str(DAY)], ["10:00"])


@pytest.mark.parametrize(
    ("act", "typed", "words"),
    [
        ("reply", {"subject": "Dates", "text": "Would Friday do?"}, "Subject Dates Text Would Friday do?"),
        ("agree", {"package": "1", "price": "280", "review": "on"}, "Package LinkedIn Headshot session Price in US"),
        (
            "change",
            {"next_step": "Call", "move_to": "booked", "note": "Rang."},
            "Next step Call New status Booked Note Rang.",
        ),
        ("merge", {"into": "4711"}, "Merge into 4711"),
    ],
)
def test_an_action_on_an_erased_inquiry_shows_what_was_typed(
    staff_client: Client, act: str, typed: dict[str, str], words: str
) -> None:
    inquiry = make_inquiry()
    address = find_act(inquiry, act)
    inquiry.delete()

    response = staff_client.post(address, typed)
    page = read_text(response.content)

    assert response.status_code == 404
    assert "There is no inquiry here. It was erased, or the address is wrong." in page
    assert f"What you typed {words}" in page
    assert staff_client.get(address).status_code == 404


def test_the_brief_of_an_erased_inquiry_is_a_desk_page(staff_client: Client) -> None:
    response = staff_client.get(find_act(Inquiry(pk=4711), "brief.pdf").rstrip("/"))

    assert response.status_code == 404
    assertTemplateUsed(response, "admin/studio/refused.html")


def test_somebody_who_may_only_look_does_nothing(client: Client) -> None:
    guest = User.objects.create_user("guest", is_staff=True)
    guest.user_permissions.add(Permission.objects.get(codename="view_inquiry"))
    client.force_login(guest)
    inquiry = make_inquiry()

    response = client.post(find_act(inquiry, "book"), AT_TEN)

    words = read_text(response.content)
    assert response.status_code == 403
    assert "Your account may not do this. A manager can give you the right to." in words
    assert f"Date {DAY} " in words
    assert "Book a session" not in read_text(client.get(f"/admin/studio/inquiry/{inquiry.pk}/change/").content)
    assert Inquiry.objects.get().status == Status.NEW


def test_a_reply_is_sent_once(staff_client: Client) -> None:
    inquiry = make_inquiry()
    typed = {"version": "0", "subject": "Dates", "text": "Would Friday do?"}
    send_after_preview(staff_client, inquiry, "reply", typed)

    warned = staff_client.post(find_act(inquiry, "reply"), typed | {"text": "Or Monday?"})
    count = Mail.objects.filter(kind="reply").count()
    inquiry.refresh_from_db()
    again = {"text": "Or Monday?", "version": str(inquiry.version), "again": "on"}
    send_after_preview(staff_client, inquiry, "reply", typed | again)

    words = read_text(warned.content)
    assert "Somebody changed this inquiry while you had this page open. Nothing was saved or sent yet." in words
    assert "waiting. Dates Would Friday do?" in words
    assert f'name="version" value="{inquiry.version}"' in warned.content.decode()
    assert "Or Monday?" in warned.content.decode()
    assert 'name="again"' in warned.content.decode()
    assert count == 1
    assert list(Mail.objects.filter(kind="reply").values_list("text", flat=True)) == ["Would Friday do?", "Or Monday?"]


def test_a_reply_from_a_fresh_page_is_sent_once_too(staff_client: Client) -> None:
    inquiry = make_inquiry()
    send_after_preview(staff_client, inquiry, "reply", {"subject": "Dates", "text": "Would Friday do?"})

    page = staff_client.get(find_act(inquiry, "reply"))
    refused = staff_client.post(find_act(inquiry, "reply"), {"subject": "Dates", "text": "Would Friday do?"})

    assert "Dates Would Friday do?" in read_text(page.content)
    assert 'name="again" value="Send this reply too"' in page.content.decode()
    assert "A reply has just gone out. Read it before you send this one too." in read_text(refused.content)
    assert Mail.objects.filter(kind="reply").count() == 1


def test_a_stale_booking_shows_both_sessions(staff_client: Client) -> None:
    inquiry = make_inquiry()
    book_session(inquiry, Session(TEN, 60), by=User.objects.get())

    response = staff_client.post(find_act(inquiry, "book"), AT_TEN | {"time": "14:00", "version": "0"})

    words = read_text(response.content)
    later = write_time(TEN + timedelta(hours=4))
    assert f"Session Now: {TEN_IN_WORDS}, 60 minutes As you typed it: {later}, 60 minutes" in words
    assert "sam: New → Booked" in words
    assert "Leave it as it is" in words
    assert Inquiry.objects.get().session_at == TEN


def test_a_stale_page_declines_nobody(staff_client: Client) -> None:
    inquiry = make_inquiry()
    book_session(inquiry, Session(TEN, 60), by=None)

    response = staff_client.post(find_act(inquiry, "decline"), {"reason": "dates", "version": "0"})

    assert "Status Now: Booked As you typed it: Declined" in read_text(response.content)
    assert Inquiry.objects.get().status == Status.BOOKED


def find_errors(staff_client: Client, inquiry: Inquiry, act: str, typed: dict[str, str]) -> dict[str, list[str]]:
    """Return the errors of an action’s form."""
    response = staff_client.post(find_act(inquiry, act), typed)
    assert response.status_code == 200
    return dict(response.context["form"].errors)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"day": "2020-01-08"}, PASSED),
        ({"day": "0001-01-01"}, PASSED),
        ({"day": "2126-01-08"}, TOO_FAR),
        ({"day": "9999-12-31"}, TOO_FAR),
    ],
)
def test_a_session_in_the_past_or_in_another_century_is_refused(
    staff_client: Client, typed: dict[str, str], sentence: str
) -> None:
    inquiry = make_inquiry()

    errors = find_errors(staff_client, inquiry, "book", AT_TEN | typed)

    assert errors == {"day": [sentence]}
    assert Inquiry.objects.get().status == Status.NEW


def test_a_session_at_an_hour_that_the_clocks_skip_is_refused(staff_client: Client) -> None:
    typed = AT_TEN | {"day": find_sunday(3, 2).isoformat(), "time": "02:30"}

    errors = find_errors(staff_client, make_inquiry(), "book", typed)

    assert [*errors] == ["time"]
    assert Inquiry.objects.get().session_at is None


def test_an_hour_that_comes_twice_is_booked_as_the_first_and_says_so(staff_client: Client) -> None:
    inquiry, night = make_inquiry(), find_sunday(11, 1)

    typed = AT_TEN | {"day": night.isoformat(), "time": "01:30", "book_anyway": "on"}
    response = staff_client.post(find_act(inquiry, "book"), typed, follow=True)

    inquiry.refresh_from_db()
    assert "That hour comes twice that night; the session is in the first." in read_text(response.content)
    assert inquiry.session_at == datetime.combine(night, time(5, 30), tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subject", "Your dates\nBcc: all@example.org"),
        ("subject", "Your dates\r\nBcc: all@example.org"),
        ("subject", "\u200b\u2060"),
        ("text", "Hello Ana\ufffd"),
    ],
)
def test_a_reply_that_could_forge_or_hide_something_is_refused(staff_client: Client, field: str, value: str) -> None:
    inquiry = make_inquiry()

    errors = find_errors(staff_client, inquiry, "reply", {"subject": "Your dates", "text": "Which?"} | {field: value})

    assert [*errors] == [field]
    assert not Mail.objects.filter(kind="reply").exists()


@pytest.mark.parametrize(
    ("subject", "text"),
    [("Your \u202edates", "Which?\u2066"), ("Your\u00a0dates\u200b", "\ufeffWhich?"), ("Your\tdates", "Which?\x00")],
)
def test_a_reply_goes_out_without_what_was_pasted_along(staff_client: Client, subject: str, text: str) -> None:
    inquiry = make_inquiry()

    send_after_preview(staff_client, inquiry, "reply", {"subject": subject, "text": text})

    mail = Mail.objects.get(kind="reply")
    assert mail.subject.endswith("Your dates")
    assert mail.text == "Which?"


def test_a_booked_session_cannot_be_merged_away(staff_client: Client) -> None:
    booked, other = make_inquiry(), make_inquiry()
    book_session(booked, Session(TEN, 60), by=None)

    errors = find_errors(staff_client, booked, "merge", {"into": str(other.pk)})

    assert errors == {"into": [find_merge_fault(booked, into=other)]}
    assert Inquiry.objects.get(pk=booked.pk).merged_into is None


def test_a_merge_is_undone_from_the_page_of_the_merged_inquiry(staff_client: Client) -> None:
    kept, merged = make_inquiry(), make_inquiry()
    staff_client.post(find_act(merged, "merge"), {"into": str(kept.pk)})

    offered = staff_client.get(f"/admin/studio/inquiry/{merged.pk}/change/").content.decode()
    response = staff_client.post(find_act(merged, "undo-merge"), follow=True)

    merged.refresh_from_db()
    assert f'<a href="{find_act(merged, "undo-merge")}">Undo the merge</a>' in offered
    assert ">Reply</a>" not in offered
    assert merged.merged_into is None
    assert merged.notes.latest("pk").text in read_text(response.content)


def test_what_is_not_merged_has_no_merge_to_undo(staff_client: Client) -> None:
    inquiry = make_inquiry()

    assert staff_client.post(find_act(inquiry, "undo-merge")).status_code == 409
    assert inquiry.notes.count() == 0


def test_the_session_comes_as_a_file_for_the_studios_calendar(staff_client: Client) -> None:
    inquiry = make_inquiry()
    address = f"/admin/studio/inquiry/{inquiry.pk}/session.ics"
    without_session = staff_client.get(address)
    book_session(inquiry, Session(TEN, 60), by=None)
    booked = staff_client.get(address)
    change_status(inquiry, to=Status.WITHDRAWN, by=None)
    off = staff_client.get(address)

    files = [Calendar.from_ical(response.content) for response in (booked, off)]
    assert without_session.status_code == 404
    assert booked["Content-Disposition"] == f'attachment; filename="session-{inquiry}.ics"'
    assert [file["METHOD"] for file in files] == ["PUBLISH", "CANCEL"]
    assert Client().get(address).status_code == 302
