from datetime import date, timedelta

from icalendar import Calendar

from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.expiry import Expiry
from decision.core.framework import load_framework
from decision.pages.calendar import write_calendar

TODAY = date(2026, 11, 21)
LINK = "https://advisor.example.org/advice/result/?use=linkedin"


def write(expiry: Expiry) -> bytes:
    framework = load_framework()
    advice = advise(framework, read_answers(framework, {"use": ["linkedin", "personal-website"]}))
    return write_calendar(advice, expiry, LINK, TODAY)


def test_a_calendar_says_what_to_do_when_and_why() -> None:
    event = Calendar.from_ical(write(Expiry(date(2027, 3, 21), "replace"))).events[0]

    assert str(event["summary"]) == "Replace your AI headshot (Personal website and LinkedIn)"
    assert (event.start, event.end) == (date(2027, 3, 21), date(2027, 3, 22))
    assert str(event["url"]) == LINK
    assert str(event["description"]) == (
        "Replace your AI headshot by March 21, 2027, because it was meant to fill a gap: who looks, and what is"
        f" accepted, can change. Advised on November 21, 2026.\n\nSee what the advice is now: {LINK}"
    )


def test_an_alarm_rings_a_week_before() -> None:
    event = Calendar.from_ical(write(Expiry(date(2027, 11, 21), "look-again"))).events[0]

    assert event.subcomponents[0].decoded("trigger") == timedelta(days=-7)


def test_the_same_advice_has_the_same_event_id() -> None:
    expiry = Expiry(date(2027, 3, 21), "replace")

    identifiers = {str(Calendar.from_ical(write(expiry)).events[0]["uid"]) for _ in range(2)}

    assert len(identifiers) == 1


def test_lines_are_folded_at_75_bytes() -> None:
    assert max(len(line) for line in write(Expiry(date(2027, 3, 21), "replace")).split(b"\r\n")) <= 75
