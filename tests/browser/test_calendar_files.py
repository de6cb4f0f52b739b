"""Calendar files as others read them: ical.js, here in Chromium, and libical, which many calendars are built on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.expiry import Expiry
from decision.core.framework import load_framework
from decision.web.calendar import TITLES
from decision.web.calendar import write_calendar as write_reminder_calendar
from studio.calendar_feed import SUBSCRIPTION
from studio.mail.calendar import (
    describe_day,
    make_event,
    write_day_calendar,
    write_session_calendar,
    write_time_calendar,
)
from studio.mail.calendar import write_calendar as write_feed_calendar
from studio.models import Inquiry, PhotoDay, SignUp, Status, Venue
from tests.browser.watching import OpenContext
from tests.libical import Libical

# ical.js 2.2.1 as npm has it, with its license; its source is there and on GitHub under kewisch/ical.js.
ICAL_JS = Path(__file__).parents[1] / "data" / "ical.min.js"
READ = r"""([code, text]) => {
  const ICAL = new Function(code.replace(/export\{(\w+) as default\};\s*$/, "return $1"))();
  const root = new ICAL.Component(ICAL.parse(text));
  const parts = root.getAllSubcomponents("vevent");
  const part = parts[0];
  const alarm = part.getFirstSubcomponent("valarm");
  const event = new ICAL.Event(part);
  const say = (time) => (time.isDate ? time.toString() : `${time.toJSDate().toISOString().slice(0, 19)}Z`);
  const rings = event.startDate.clone();
  rings.isDate = false;
  if (alarm) rings.addDuration(alarm.getFirstPropertyValue("trigger"));
  return {
    method: root.getFirstPropertyValue("method"), status: part.getFirstPropertyValue("status"),
    uid: event.uid, sequence: event.sequence, summary: event.summary, place: event.location, events: parts.length,
    start: say(event.startDate), end: say(event.endDate), rings: alarm ? rings.toString() : null,
  };
}"""
Read = Callable[[str], dict[str, Any]]


@pytest.fixture
def read_with_ical_js(new_context: OpenContext) -> Read:
    page = new_context().new_page()
    code = ICAL_JS.read_text()
    return lambda text: page.evaluate(READ, [code, text])


NOVEMBER_7 = datetime(2027, 11, 7, 15, tzinfo=UTC)  # the day on which New York's clocks change
PLACE = "Café Zoë; 2nd floor, 5 Rue d’Été \\ “Salle Ω”, 75001 東京都千代田区千代田一丁目一番"
"""Has every sign that the format escapes, and letters of two and three bytes where lines are folded."""


def write_session(starts_at: datetime = NOVEMBER_7, *, is_canceled: bool = False) -> str:
    inquiry = Inquiry(
        reference="HA-222222",
        session_at=starts_at,
        session_minutes=90,
        calendar_sequence=4 + is_canceled,
    )
    return write_session_calendar(inquiry, is_canceled=is_canceled)


def make_day(*, is_off: bool = False) -> PhotoDay:
    return PhotoDay(
        inquiry=Inquiry(reference="HA-222222", status=Status.BOOKED),
        link_key=UUID(int=7),
        venue=Venue.CLIENT,
        address=PLACE,
        starts_at=NOVEMBER_7,
        ends_at=NOVEMBER_7 + timedelta(minutes=90),
        slots=9,
        minutes_each=10,
        calendar_sequence=4 + is_off,
        called_off_at=NOVEMBER_7 if is_off else None,
    )


def write_time(*, is_off: bool = False) -> str:
    person = SignUp(photo_day=make_day(is_off=is_off), link_key=UUID(int=8), starts_at=NOVEMBER_7, calendar_sequence=3)
    return write_time_calendar(person)


def write_feed() -> str:
    event = make_event(describe_day(make_day()), stamp=NOVEMBER_7)
    return write_feed_calendar([event, event], subscription=SUBSCRIPTION)


def write_reminder(today: date = date(2026, 11, 21)) -> str:
    framework = load_framework()
    advice = advise(framework, read_answers(framework, {"use": "linkedin"}))
    link = "https://advisor.example.org/advice/result/?use=linkedin"
    return write_reminder_calendar(advice, Expiry(date(2027, 3, 21), "replace"), link, today).decode()


TIMES = {"start": "2027-11-07T15:00:00Z", "end": "2027-11-07T16:30:00Z", "rings": None, "events": 1}
BOOKED = {"method": "PUBLISH", "status": "CONFIRMED", "sequence": 4}
CANCELED = {"method": "CANCEL", "status": "CANCELLED", "sequence": 5}
SESSION = TIMES | {
    "uid": "HA-222222@gorn-photo",
    "summary": "Headshot session at Gorn Photo (HA-222222)",
    "place": "Gorn Photo, 45 W 34th Street, New York",
}
DAY = TIMES | {
    "uid": f"photo-day-{UUID(int=7)}@gorn-photo",
    "summary": "Photo day with Gorn Photo (HA-222222)",
    "place": PLACE,
}
TIME = DAY | {
    "uid": f"photo-{UUID(int=8)}@gorn-photo",
    "summary": "Your photo with Gorn Photo",
    "end": "2027-11-07T15:10:00Z",
}
REMINDER = {
    "method": None,
    "status": None,
    "sequence": 324,
    "uid": "35de613dd4e8408ff888ea4a22d7185c@headshot-advisor",
    "summary": f"{TITLES['replace']} (LinkedIn)",
    "place": None,
    "start": "2027-03-21",
    "end": "2027-03-22",
    "rings": "2027-03-14T09:00:00",
    "events": 1,
}
FILES: dict[str, tuple[Callable[[], str], dict[str, Any]]] = {
    "session": (write_session, SESSION | BOOKED),
    "canceled session": (lambda: write_session(is_canceled=True), SESSION | CANCELED),
    "session on the last day of summer time": (
        lambda: write_session(datetime(2027, 11, 6, 15, tzinfo=UTC)),
        SESSION | BOOKED | {"start": "2027-11-06T15:00:00Z", "end": "2027-11-06T16:30:00Z"},
    ),
    "session on the first day of summer time": (
        lambda: write_session(datetime(2027, 3, 14, 15, tzinfo=UTC)),
        SESSION | BOOKED | {"start": "2027-03-14T15:00:00Z", "end": "2027-03-14T16:30:00Z"},
    ),
    "photo day": (lambda: write_day_calendar(make_day()), DAY | BOOKED),
    "canceled photo day": (lambda: write_day_calendar(make_day(is_off=True)), DAY | CANCELED),
    "one person's time": (write_time, TIME | BOOKED | {"sequence": 7}),
    "canceled time": (lambda: write_time(is_off=True), TIME | CANCELED | {"sequence": 8}),
    "feed for staff": (write_feed, DAY | BOOKED | {"events": 2}),
    "reminder": (write_reminder, REMINDER),
    "reminder of a later day": (lambda: write_reminder(date(2026, 12, 3)), REMINDER | {"sequence": 336}),
}


@pytest.mark.parametrize("library", ["ical.js", "libical"])
def test_calendars_read_what_we_write(library: str, read_with_ical_js: Read) -> None:
    read = read_with_ical_js if library == "ical.js" else Libical().read

    found = {name: read(write()) for name, (write, _) in FILES.items()}

    assert found == {name: expected for name, (_, expected) in FILES.items()}


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_folded_at_75_bytes_without_cutting_a_letter(name: str) -> None:
    text = FILES[name][0]()

    lines = text.encode().split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert "".join(line.decode() for line in lines) == text.replace("\r\n", "")
    assert str(Calendar.from_ical(text).events[0].get("location") or "") == (FILES[name][1]["place"] or "")
