from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from decision.core.answers import Answers
from decision.core.days import EXAMPLE
from decision.core.framework import load_framework
from studio.catalog.packages import list_active_packages
from studio.inquiries.form import CONSENT, InquiryForm, find_last_day
from studio.models import Package
from tests.studio.factories import make_answers, make_form_data

pytestmark = pytest.mark.django_db

BELL, NUL, NEXT_LINE = "\x07", "\x00", "\x85"


def fill_in(**changes: str) -> InquiryForm:
    return InquiryForm(make_form_data(**changes), packages=list_active_packages())


def find_errors(**changes: str) -> dict[str, list[str]]:
    return {field: [str(error) for error in errors] for field, errors in fill_in(**changes).errors.items()}


def find_day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_a_full_form_becomes_a_submission() -> None:
    first, second = find_day(9), find_day(2)
    form = fill_in(
        phone="+1 (212) 555-0100 ext. 7",
        package="deluxe-corporate",
        people="12",
        first_date=first,
        third_date=second,
        message="One\r\ntwo",
    )

    assert form.is_valid(), form.errors
    submission = form.as_submission(load_framework(), make_answers())
    assert submission.idempotency_key == UUID(form.data["key"])
    assert (submission.name, submission.email) == ("Ana Example", "ana@example.org")
    assert submission.phone == "+1 (212) 555-0100 ext. 7"
    assert submission.package == Package.objects.get(slug="deluxe-corporate")
    assert submission.people == 12
    assert [day.isoformat() for day in submission.dates] == [first, second]
    assert submission.message == "One\ntwo"
    assert submission.consent_wording == CONSENT
    assert submission.answers == make_answers()


def test_a_form_with_only_what_is_needed_is_enough() -> None:
    form = fill_in(message="")

    assert form.is_valid(), form.errors
    submission = form.as_submission(load_framework(), Answers())
    assert (submission.phone, submission.package, submission.people, submission.dates) == ("", None, 1, ())


def test_a_day_that_is_asked_for_twice_counts_once() -> None:
    day = find_day(3)
    form = fill_in(first_date=day, second_date=day)

    assert form.is_valid()
    assert [found.isoformat() for found in form.as_submission(load_framework(), Answers()).dates] == [day]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Please tell us your name."),
        ("name", "   ", "Please tell us your name."),
        ("name", "Ana\nBcc: all@example.org", "Please write this on one line."),
        ("name", f"Ana{NEXT_LINE}Example", "Please write this on one line."),
        ("name", "Ana\ufffd", "Some letters arrived broken, as “\ufffd”. Please write them again."),
        ("name", "\u200b\u2060\ufeff", "Please tell us your name."),
        ("name", "\u3164\u2800\u00ad", "There is nothing to read here. Please write it out."),
        ("name", "\u0301\ufe0f", "There is nothing to read here. Please write it out."),
        ("name", "a" * 121, "This name has 121 characters. Please shorten it to 120 or fewer."),
        ("email", f"ana@{'a.' * 124}example.org", "No email address is this long. Please check it."),
        ("phone", "5" * 41, "Please shorten this to one phone number of 40 characters or fewer."),
        ("email", "", "Please give an email address, so that the studio can reply."),
        ("email", "ana", "This is not a complete email address. It needs the form name@example.org."),
        ("email", "ana@localhost", "This is not a complete email address. It needs the form name@example.org."),
        (
            "email",
            "ana@example.org\nBcc: all@example.org",
            "There is more than one address here. Please give one of them.",
        ),
        ("email", "ana@example.org, ben@example.org", "There is more than one address here. Please give one of them."),
        (
            "email",
            "josé@example.org",
            "Our email can’t reach addresses with accents or other special letters before the @. Please give another"
            " address.",
        ),
        *(
            ("email", email, "This is not a complete email address. It needs the form name@example.org.")
            for email in (
                '"ana"@example.org',
                r'"an\a"@example.org',
                "ana@[192.0.2.1]",
                "ana,lee@example.org",
                "ana/lee@example.org",
            )
        ),
        ("email", "ann@\u2603.example", "This is not a complete email address. It needs the form name@example.org."),
        (
            "phone",
            "1-800-FLOWERS",
            "Please write one phone number in digits, such as 212-555-0100 ext. 5, or leave this empty.",
        ),
        ("package", "platinum", "This session is not on sale any more. Please choose again."),
        ("people", "", "Please say how many people are to be photographed."),
        ("people", "0", "At least one person, please."),
        ("people", "501", "At most 500 people. For more, say so in the message."),
        ("people", "two", "Please write a whole number."),
        ("people", "1.5", "Please write a whole number."),
        ("people", "9" * 5000, "Please write a whole number."),
        ("first_date", "soon", EXAMPLE),
        ("third_date", "2020-01-01", "This day has passed. Please choose a later one."),
        ("first_date", "0001-01-01", "This day has passed. Please choose a later one."),
        ("second_date", "9999-12-31", "This is more than a year ahead. Please choose an earlier day."),
        ("message", "Hello\ufffd", "Some letters arrived broken, as “\ufffd”. Please write them again."),
        ("message", "a" * 5001, "This message has 5,001 characters. Please shorten it to 5,000 or fewer."),
        ("consent", "", "Please tick this box. Without it the studio may not keep your inquiry."),
        ("consent", "on", "This sentence has changed since you opened the form. Please read it again."),
        ("key", "", "The form came back incomplete. Nothing was sent. Please send it again."),
        ("key", "1", "The form came back damaged. Nothing was sent. Please send it again."),
    ],
)
def test_what_does_not_fit_has_a_sentence_at_its_field(field: str, value: str, sentence: str) -> None:
    assert find_errors(**{field: value})[field][0] == sentence
    assert list(find_errors(**{field: value})) == [field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Zoë O’Brien-Łukasz 王"),
        ("name", "\u0645\u06cc\u200c\u0646\u0627"),  # a Persian name is joined by an invisible sign
        ("message", "\u05e9\u05dc\u05d5\u05dd\u200f!"),
        ("name", "<script>alert(1)</script>"),
        ("email", "o'brien+tag@example.org"),
        ("phone", "+44 20 7946 0000"),
        ("phone", "212.555.0100 x12"),
        ("people", "500"),
        ("message", "Tab\tand\r\nline"),
        ("message", f"Hello{NUL}{BELL}"),
        ("name", f"Ana\tExample{NUL}"),
        ("message", "\r\n".join(["a"] * 2500)),
    ],
)
def test_unusual_but_honest_input_fits(field: str, value: str) -> None:
    assert find_errors(**{field: value}) == {}


@pytest.mark.parametrize("field", ["name", "phone", "message"])
def test_what_comes_back_shows_no_invisible_signs(field: str) -> None:
    form = fill_in(**{field: "\u202e212-555-0100\u200b", "email": "ana"})

    assert form[field].value() == "212-555-0100"


def test_today_and_the_same_day_next_year_can_be_asked_for() -> None:
    last_day = find_last_day(timezone.localdate())

    assert find_errors(first_date=find_day(0), second_date=last_day.isoformat()) == {}


def test_yesterday_cannot_be_asked_for() -> None:
    assert list(find_errors(first_date=find_day(-1))) == ["first_date"]


@pytest.mark.parametrize(
    ("today", "last_day"),
    [(date(2026, 11, 21), date(2027, 11, 21)), (date(2028, 2, 29), date(2029, 2, 28))],
)
def test_the_last_day_is_a_year_ahead(today: date, last_day: date) -> None:
    assert find_last_day(today) == last_day


def test_a_package_off_sale_cannot_be_asked_for() -> None:
    Package.objects.filter(slug="deluxe-corporate").update(is_active=False)

    assert list(find_errors(package="deluxe-corporate")) == ["package"]


def test_a_form_keeps_its_key_when_it_comes_back() -> None:
    form = fill_in(name="")

    assert not form.is_valid()
    assert form.open_key == UUID(form.data["key"])


def test_a_form_whose_key_was_damaged_gets_another() -> None:
    first, second = fill_in(key="1"), fill_in(key="1")

    assert not first.is_valid()
    assert not second.is_valid()
    assert first.open_key != second.open_key


def test_faults_are_in_the_order_of_the_page() -> None:
    form = fill_in(consent="", name="", message="a" * 5001, key="")

    assert [anchor for anchor, _ in form.faults] == ["id_name", "id_message", "id_consent", "inquiry"]
