"""Calendar files as others read them: ical.js, here in Chromium, and libical, which many calendars are built on."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.expiry import Expiry
from decision.core.framework import load_framework
from decision.web.calendar import TITLES, write_calendar
from studio.mail.calendar import write_session_calendar
from studio.models import Inquiry
from tests.browser.watching import OpenContext
from tests.libical import Libical

# ical.js 2.2.1 as npm has it, with its license; its source is there and on GitHub under kewisch/ical.js.
ICAL_JS = Path(__file__).parents[1] / "data" / "ical.min.js"
READ = r"""([code, text]) => {
  const ICAL = new Function(code.replace(/export\{(\w+) as default\};\s*$/, "return $1"))();
  const root = new ICAL.Component(ICAL.parse(text));
  const part = root.getFirstSubcomponent("vevent");
  const alarm = part.getFirstSubcomponent("valarm");
  const event = new ICAL.Event(part);
  const say = (time) => (time.isDate ? time.toString() : `${time.toJSDate().toISOString().slice(0, 19)}Z`);
  const rings = event.startDate.clone();
  rings.isDate = false;
  if (alarm) rings.addDuration(alarm.getFirstPropertyValue("trigger"));
  return {
    method: root.getFirstPropertyValue("method"), status: part.getFirstPropertyValue("status"),
    uid: event.uid, sequence: event.sequence, summary: event.summary,
    start: say(event.startDate), end: say(event.endDate), rings: alarm ? rings.toString() : null,
  };
}"""
Read = Callable[[str], dict[str, Any]]


@pytest.fixture
def read_with_ical_js(new_context: OpenContext) -> Read:
    page = new_context().new_page()
    code = ICAL_JS.read_text()
    return lambda text: page.evaluate(READ, [code, text])


def write_session(hour: int, *, is_canceled: bool = False) -> str:
    """Return the file of a session on the day on which New York's clocks change."""
    inquiry = Inquiry(
        reference="HA-222222",
        session_at=datetime(2027, 11, 7, hour, tzinfo=UTC),
        session_minutes=90,
        calendar_sequence=4 + is_canceled,
    )
    return write_session_calendar(inquiry, is_canceled=is_canceled)


def write_reminder() -> str:
    framework = load_framework()
    advice = advise(framework, read_answers(framework, {"use": "linkedin"}))
    link = "https://advisor.example.org/advice/result/?use=linkedin"
    return write_calendar(advice, Expiry(date(2027, 3, 21), "replace"), link, date(2026, 11, 21)).decode()


SESSION = {
    "method": "PUBLISH",
    "status": "CONFIRMED",
    "uid": "HA-222222@gorn-photo",
    "sequence": 4,
    "summary": "Headshot session at Gorn Photo (HA-222222)",
    "rings": None,
}


@pytest.mark.parametrize("library", ["ical.js", "libical"])
def test_calendars_read_what_we_write(library: str, read_with_ical_js: Read) -> None:
    read = read_with_ical_js if library == "ical.js" else Libical().read

    booked, canceled, reminder = (
        read(write_session(15)),
        read(write_session(15, is_canceled=True)),
        read(write_reminder()),
    )

    times = {"start": "2027-11-07T15:00:00Z", "end": "2027-11-07T16:30:00Z"}
    assert booked == SESSION | times
    assert canceled == SESSION | times | {"method": "CANCEL", "status": "CANCELLED", "sequence": 5}
    assert read(write_session(4))["start"] == "2027-11-07T04:00:00Z"  # still summer time
    assert {name: value for name, value in reminder.items() if name != "uid"} == {
        "method": None,
        "status": None,
        "sequence": 324,
        "summary": f"{TITLES['replace']} (LinkedIn)",
        "start": "2027-03-21",
        "end": "2027-03-22",
        "rings": "2027-03-14T09:00:00",
    }
