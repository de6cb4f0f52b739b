import errno
import json
import logging
import sqlite3
from http import HTTPStatus
from smtplib import SMTPResponseException

import pytest

from headshot_advisor.logs import (
    JsonFormatter,
    LowerBusyErrors,
    PlainFormatter,
    describe_fault,
    hide_personal,
    make_formatter,
)

TOKEN = "0123456789abcdef0123456789abcdef01234567"


def make_record(message: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    fault = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("studio.views", logging.ERROR, __file__, 1, message, args, fault)


def refuse_name(name: str) -> None:
    """Fail as a database does: with the value in the text, because of another fault."""
    try:
        int(name)
    except ValueError as error:
        raise ValueError(f"Key (name)=({name}) already exists.") from error


def catch_fault() -> ValueError:
    name = "Ada Lovelace"
    with pytest.raises(ValueError, match="already exists") as caught:
        refuse_name(name)
    return caught.value


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Not Found: /compare/", "Not Found: /compare/"),
        ("Not Found: /advice/?use=linkedin&next=/a/b", "Not Found: /advice/?…"),
        ("/write/ada@example.org/", "/write/…/"),
        ("/write/ada%40example.org", "/write/…"),
        (f"/studio/inquiry/own/{TOKEN}/withdraw/", "/studio/inquiry/own/…/withdraw/"),
        (f"/studio/photo-day/{TOKEN}/held/", "/studio/photo-day/…/held/"),
        ("/admin/password-reset/MQ/d6u1kb-5f1a2b3c4d5e6f708192a3b4c5d6e7f8/", "/admin/password-reset/MQ/…/"),
        ("from ip=2001:db8::7: no", "from … no"),
        ("from 203.0.113.7", "from …"),
        ("/how-it-decides/framework-2026.1.toml", "/how-it-decides/framework-2026.1.toml"),
        ("/a-long-address-of-words-without-a-number-in-it/", "/a-long-address-of-words-without-a-number-in-it/"),
    ],
)
def test_a_message_has_no_name_and_no_secret(text: str, cleaned: str) -> None:
    assert hide_personal(text) == cleaned


def test_the_longest_path_is_cleaned_at_once() -> None:
    assert hide_personal("a-" * 100_000) == "a-" * 100_000


def test_an_error_is_logged_by_its_kind_and_code_lines_alone() -> None:
    line = json.loads(JsonFormatter().format(make_record("A task failed.", error=catch_fault())))

    assert line["message"] == "A task failed."
    assert line["fault"].startswith("ValueError\n  File ")
    assert line["fault"].count("ValueError\n") == 2
    assert "in refuse_name" in line["fault"]
    assert "Lovelace" not in line["fault"]


def test_named_arguments_are_fields() -> None:
    record = make_record("%(process)s took %(seconds).1f s.", {"process": "press", "seconds": 6.5})

    line = json.loads(JsonFormatter().format(record))

    assert (line["message"], line["process"], line["seconds"]) == ("press took 6.5 s.", "press", 6.5)


def test_no_message_breaks_a_line() -> None:
    assert "\n" not in JsonFormatter().format(make_record("one\ntwo", error=catch_fault()))


def test_a_plain_line_is_one_to_read() -> None:
    line = PlainFormatter().format(make_record("Attempt %d", 3))

    assert line.partition(" ERROR ")[2] == "studio.views [-]: Attempt 3"


@pytest.mark.parametrize(
    ("place", "kind"), [("production", JsonFormatter), ("local", PlainFormatter), (None, PlainFormatter)]
)
def test_lines_are_for_programs_in_production_only(place: str | None, kind: type[logging.Formatter]) -> None:
    assert type(make_formatter(place)) is kind


def test_a_fault_is_named_with_its_code() -> None:
    with pytest.raises(sqlite3.OperationalError) as caught:
        sqlite3.connect("/nowhere/db.sqlite3")

    assert describe_fault(caught.value) == "OperationalError SQLITE_CANTOPEN"
    assert describe_fault(OSError(errno.ENOSPC, "for ada")) == f"OSError {errno.ENOSPC}"
    assert describe_fault(SMTPResponseException(550, "no ada@example.org here")) == "SMTPResponseException 550"


@pytest.mark.parametrize(
    ("status", "level"), [(HTTPStatus.SERVICE_UNAVAILABLE, "WARNING"), (HTTPStatus.INTERNAL_SERVER_ERROR, "ERROR")]
)
def test_a_503_is_a_warning(status: int, level: str) -> None:
    record = make_record("Service Unavailable: /advice/report.pdf")
    record.status_code = status

    assert LowerBusyErrors().filter(record)
    assert record.levelname == level
