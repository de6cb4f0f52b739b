"""The front page of the staff site."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from decision.core.advice import advise
from studio.admin.funnel import count_steps, draw_funnel
from studio.admin.home import build_home, find_called_off, find_mailbox_fault, list_erasures, list_sessions, list_tasks
from studio.inquiries.notes import add_note, plan_next_step
from studio.inquiries.offers import offer_times, pick_time
from studio.inquiries.receive import receive_inquiry
from studio.inquiries.sessions import Session, book_session, request_move
from studio.inquiries.status import change_status
from studio.models import Inquiry, Mail, MailboxFault, Status
from studio.tally import count_outcome
from tests.pages import read_text
from tests.studio.factories import make_answers, make_inquiry, make_staff, make_submission

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 19, 17, tzinfo=UTC)  # a Thursday, noon in New York


def receive(*, hours_ago: float, **changes: object) -> Inquiry:
    inquiry, _ = receive_inquiry(make_submission(**changes), at=NOW - timedelta(hours=hours_ago))
    return inquiry


def test_the_most_urgent_comes_first() -> None:
    fresh, late, planned, today, over, later = (receive(hours_ago=number) for number in (0.5, 2, 30, 31, 20, 40))
    sam = make_staff()
    for inquiry in (planned, today, later):
        change_status(inquiry, to=Status.CONTACTED, by=None)
    for inquiry, days in ((planned, -1), (today, 0), (later, 1)):
        plan_next_step(inquiry, "Call", NOW.date() + timedelta(days=days), by=sam)
    book_session(over, Session(NOW - timedelta(hours=3), 60), by=None)

    tasks = [(task.inquiry, task.what, task.due, task.is_late) for task in list_tasks(NOW)]

    assert tasks == [
        (planned, "Call", "since Nov 18", True),
        (over, "Say how the session went", "since 9:00 AM", True),
        (late, "Answer", "1\xa0hour late", True),
        (fresh, "Answer", "by 12:30 PM, 30\xa0minutes left", False),
        (today, "Call", "today", False),
    ]


def test_a_client_who_wants_another_time_is_answered_like_a_new_inquiry() -> None:
    inquiry = receive(hours_ago=50)
    book_session(inquiry, Session(NOW + timedelta(days=3), 60), by=None, at=NOW - timedelta(hours=49))
    request_move(inquiry, "Any Friday.", at=NOW - timedelta(hours=2))

    (task,) = list_tasks(NOW)

    assert (task.what, task.due) == ("Answer: wants another time", "1\xa0hour late")
    assert build_home(NOW).task_count == 1


def test_a_picked_time_is_confirmed_like_a_new_inquiry(staff_client: Client) -> None:
    inquiry = receive(hours_ago=50, name="Theo Example")
    offer_times(inquiry, [Session(NOW + timedelta(days=3), 60)], by=User.objects.get())
    pick_time(inquiry, inquiry.offered_times.get().pk, now=NOW - timedelta(minutes=30))

    (task,) = list_tasks(NOW)
    page = staff_client.get("/admin/").content.decode()

    assert (task.what, task.due) == (
        "Confirm the picked time, Sun, Nov 22, 12:00 PM",
        "by 12:30 PM, 30\xa0minutes left",
    )
    assert build_home(NOW).task_count == 1
    assert f'<a href="/admin/studio/inquiry/{inquiry.pk}/book/">Theo Example</a>' in page


def test_an_inquiry_of_the_night_has_time_until_the_morning() -> None:
    inquiry = receive(hours_ago=0)

    (task,) = list_tasks(NOW - timedelta(hours=6))
    Inquiry.objects.filter(pk=inquiry.pk).update(created_at=NOW + timedelta(days=2))
    (weekend,) = list_tasks(NOW + timedelta(days=2, hours=1))

    assert (task.due, weekend.due) == ("by 1:00 PM", "by Mon, Nov 23, 10:00 AM")


def test_a_new_inquiry_with_a_late_next_step_is_one_task() -> None:
    inquiry = receive(hours_ago=0)
    plan_next_step(inquiry, "Call", NOW.date() - timedelta(days=1), by=make_staff())

    assert [(task.inquiry, task.what) for task in list_tasks(NOW)] == [(inquiry, "Call")]


def test_eight_tasks_are_shown_and_all_are_counted(staff_client: Client) -> None:
    for _ in range(14):
        make_inquiry()

    home = build_home(timezone.now())

    assert (len(home.tasks), home.task_count) == (8, 14)
    assert "All 14" in read_text(staff_client.get("/admin/").content)


def test_the_next_seven_days_begin_and_end_in_new_york() -> None:
    starts = {
        "before": datetime(2026, 11, 19, 4, 59, tzinfo=UTC),
        "first": datetime(2026, 11, 19, 5, 0, tzinfo=UTC),
        "last": datetime(2026, 11, 26, 4, 59, tzinfo=UTC),
        "after": datetime(2026, 11, 26, 5, 0, tzinfo=UTC),
    }
    booked = {name: make_inquiry() for name in starts}
    for name, start in starts.items():
        book_session(booked[name], Session(start, 60), by=None)

    assert list_sessions(NOW) == [booked["first"], booked["last"]]


def test_the_funnel_counts_results_inquiries_and_bookings() -> None:
    recruiters = make_answers()
    for _ in range(3):
        count_outcome(advice=advise(make_submission().framework, recruiters), day=NOW.date())
    booked, _, spam = receive(hours_ago=1), receive(hours_ago=2), receive(hours_ago=3)
    receive(hours_ago=31 * 24)
    book_session(booked, Session(NOW, 60), by=None)
    change_status(booked, to=Status.CANCELLED, by=None)
    change_status(spam, to=Status.SPAM, by=None)

    counts = count_steps(NOW.date() - timedelta(days=29))

    key = ("linkedin", "studio")
    assert [counts[kind][key] for kind in ("shown", "inquiries", "booked")] == [3, 2, 1]


def test_the_chart_shows_only_what_has_a_number() -> None:
    receive(hours_ago=1)

    chart = draw_funnel(NOW.date())

    assert [(row.heading, row.label, [bar.count for bar in row.bars]) for row in chart.rows] == [
        ("", "All", [0, 1, 0]),
        ("By verdict", "Studio", [0, 1, 0]),
        ("By use", "LinkedIn", [0, 1, 0]),
    ]
    assert [bar.width for bar in chart.rows[0].bars] == [0, 70, 0]


def test_the_funnel_has_a_page_of_its_own(staff_client: Client, client: Client) -> None:
    empty = read_text(staff_client.get("/admin/funnel/").content)
    make_inquiry()

    page = staff_client.get("/admin/funnel/").content.decode()
    client.force_login(make_staff(name="newcomer", groups=()))

    assert "Nothing yet." in empty
    assert 'aria-label="All: 0 shown, 1 inquiry, 0 booked. By verdict. Studio: 0 shown, 1 inquiry, 0 booked. ' in page
    assert client.get("/admin/funnel/").status_code == 403


def test_an_empty_studio_has_an_empty_desk(staff_client: Client) -> None:
    text = read_text(staff_client.get("/admin/").content)

    assert "To do now (0)" in text
    assert "Nothing is waiting." in text
    assert "No session is booked." in text


def test_the_page_shows_it_all(staff_client: Client) -> None:
    answers = make_answers(use="linkedin", viewer="recruiters", deadline="this-week")
    submission = make_submission(answers=answers, people=14)
    inquiry, _ = receive_inquiry(submission, at=timezone.now() - timedelta(days=5))
    coming = make_inquiry(name="Ben Example", people=3)
    book_session(coming, Session(timezone.now(), 60), by=User.objects.get())
    Mail.objects.filter(inquiry=inquiry, kind="received").update(state="failed")
    Inquiry.objects.filter(pk=make_inquiry().pk).update(status=Status.SUSPECTED)

    text = read_text(staff_client.get("/admin/").content)

    day = timezone.localdate() + timedelta(days=2)
    assert re.search(rf"Ana Example Answer .* late 14 people, photo by {day:%a, %b} {day.day} nobody", text)
    assert "Ben Example and 2 more" in text
    assert "Ana Example : Confirmation to the client: failed" in text
    assert "Suspected spam (1)" in text
    assert "within 1 business hour" in text


def test_a_request_for_erasure_stays_on_the_page_until_it_is_done(staff_client: Client) -> None:
    second, first, _ = make_inquiry(), make_inquiry(), make_inquiry()
    Inquiry.objects.filter(pk=second.pk).update(erasure_asked_at=NOW - timedelta(hours=1))
    Inquiry.objects.filter(pk=first.pk).update(erasure_asked_at=NOW - timedelta(hours=2))

    asked = list_erasures()
    page = staff_client.get("/admin/").content
    Inquiry.objects.filter(pk__in=[first.pk, second.pk]).delete()

    assert asked == [first, second]
    assert "Also waiting Ana Example asked on November 19 to be erased" in read_text(page)
    assert f'<a href="/admin/studio/inquiry/{first.pk}/change/">Ana Example</a> asked' in page.decode()
    assert "Also waiting" not in read_text(staff_client.get("/admin/").content)


def test_somebody_without_inquiries_sees_the_lists_only(client: Client) -> None:
    client.force_login(make_staff(groups=()))

    assert "To do now" not in read_text(client.get("/admin/").content)


def test_a_field_without_a_name_is_refused(staff_client: Client) -> None:
    response = staff_client.get("/admin/studio/package/1/change/?_to_field=")

    assert response.status_code == 400
    assert "This address names a field, but not which." in response.content.decode()


def call_off(session: Session, *, by: User | None = None) -> Inquiry:
    inquiry = make_inquiry()
    book_session(inquiry, session, by=None)
    change_status(inquiry, to=Status.WITHDRAWN, by=by)
    return inquiry


def test_a_session_that_its_client_called_off_is_a_red_line_on_the_page(staff_client: Client) -> None:
    inquiry = call_off(Session(timezone.now() + timedelta(days=3), 60))

    page = staff_client.get("/admin/").content.decode()

    assert '<div class="errornote" id="called-off">' in page
    assert "ago. Add a note there to remove this line." in read_text(page.encode())
    assert f'<a href="/admin/studio/inquiry/{inquiry.pk}/change/">Ana Example</a> called off the session' in page


def test_the_red_line_stays_until_staff_have_seen_to_it() -> None:
    first, second = call_off(Session(NOW + timedelta(days=2), 60)), call_off(Session(NOW + timedelta(days=1), 60))
    before = list(find_called_off(NOW))

    add_note(first, "Called them.", by=make_staff())

    assert before == [second, first]
    assert list(find_called_off(NOW)) == [second]


def test_what_staff_took_off_themselves_and_what_is_long_over_is_no_red_line() -> None:
    call_off(Session(NOW + timedelta(days=1), 60), by=make_staff())
    call_off(Session(NOW - timedelta(days=8), 60))
    change_status(make_inquiry(), to=Status.WITHDRAWN, by=None)

    assert list(find_called_off(NOW)) == []


@pytest.mark.parametrize(
    ("is_refused", "words"),
    [
        (True, "the mail server doesn’t let us in. Did the password or the folder change?"),
        (False, "we can’t reach the mail server."),
    ],
)
def test_staff_read_since_when_no_replies_arrive_and_what_to_do(
    staff_client: Client, settings: Settings, is_refused: bool, words: str
) -> None:
    settings.IMAP_URL = "imaps://studio:secret@imap.example.org/INBOX"
    MailboxFault.objects.create(is_refused=is_refused, since=datetime(2026, 11, 26, 20, 10, tzinfo=UTC))

    page = read_text(staff_client.get("/admin/").content)

    assert f"haven’t arrived here since Thu, Nov 26, 3:10 PM: {words} Read them in the studio’s own mailbox" in page
    assert "secret" not in page


def test_a_mailbox_that_fails_for_a_short_while_or_is_no_longer_read_is_no_news(settings: Settings) -> None:
    MailboxFault.objects.create(is_refused=False, since=NOW - timedelta(minutes=9))
    settings.IMAP_URL = "imaps://imap.example.org"

    shown = [find_mailbox_fault(NOW + timedelta(minutes=minutes)) is not None for minutes in (0, 1)]
    settings.IMAP_URL = ""

    assert shown == [False, True]
    assert find_mailbox_fault(NOW + timedelta(minutes=1)) is None
