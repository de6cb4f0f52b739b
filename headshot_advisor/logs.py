"""How a log line looks: one JSON object in production, one readable line at a person's own machine.

What people typed must not reach a log. So messages are cleaned of what can name somebody; and of a fault production
logs its kind and the lines of code that it passed, never its text: a database names the value that it refuses. Knows no
Django, so that gunicorn and the processes beside the web log the same way.
"""

import json
import logging
import os
import re
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

REQUEST_ID_HEADER = "X-Request-ID"
request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The number of the request that is being answered; "" outside of one."""

# Words of a path or of a message. Each pattern takes time in proportion to its text: anybody may send a long path.
QUERY = re.compile(r"\?\S+")
WORD = re.compile(r"[^\s/]+")
NETWORK_ADDRESS = re.compile(r"^ip=|\d{1,3}(?:\.\d{1,3}){3}")
LONG_RUN = re.compile(r"[\w-]{32,}")
# Codes that say what a fault was, and nothing about whom: of SQLite, PostgreSQL, the system, a mail server.
CODES = ("sqlite_errorname", "sqlstate", "errno", "smtp_code")


class PlainLines(logging.Formatter):
    """A line to read, with a fault as Python tells it."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} [{request_id}]: {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  the name is logging's
        """Return the line of a record."""
        record.message = hide_personal(record.message)
        record.request_id = find_fields(record)["request_id"] or "-"
        return super().formatMessage(record)


class JsonLines(logging.Formatter):
    """One JSON object a line. The named arguments of a message are fields of their own."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": hide_personal(record.getMessage()),
            **find_fields(record),
        }
        if record.exc_info and record.exc_info[1]:
            line["fault"] = "".join(tell_fault(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=False)


class WarnOfBusy(logging.Filter):
    """Django calls each 5xx an error. A 503 is our own, honest answer of a busy moment: a warning."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lower the level of a 503; everything passes."""
        if getattr(record, "status_code", None) == HTTPStatus.SERVICE_UNAVAILABLE:
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


def make_lines(place: str | None) -> logging.Formatter:
    """Return how lines look at this place, a value of HEADSHOT_ENV."""
    return JsonLines() if place == "production" else PlainLines()


def log_to_stderr() -> None:
    """Let a process without Django write its errors as the others do."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.ERROR)  # libraries warn of words in a document, and these may be a person's
    handler.setFormatter(make_lines(os.environ.get("HEADSHOT_ENV")))
    logging.basicConfig(handlers=[handler])


def find_fields(record: logging.LogRecord) -> dict[str, Any]:
    """Return the number of the request and the named arguments of a record."""
    named = record.args if isinstance(record.args, dict) else {}
    return {"request_id": request_id.get()} | {
        name: hide_personal(value) if isinstance(value, str) else value for name, value in named.items()
    }


def hide_personal(text: str) -> str:
    """Return the text without queries (they hold answers), mailboxes, network addresses and secrets."""
    return WORD.sub(lambda word: "…" if is_personal(word[0]) else word[0], QUERY.sub("?…", text))


def is_personal(word: str) -> bool:
    """Whether a word can name somebody, or is long and random as a secret is."""
    is_secret = any(any(map(str.isdigit, run)) for run in LONG_RUN.findall(word))
    return "@" in word or "%40" in word or is_secret or bool(NETWORK_ADDRESS.search(word))


def tell_fault(error: BaseException) -> Iterator[str]:
    """Yield the kind and the code lines of a fault, then those of the fault behind it."""
    yield f"{name_fault(error)}\n"
    yield from traceback.format_tb(error.__traceback__)
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if behind:
        yield from tell_fault(behind)


def name_fault(error: BaseException) -> str:
    """Return the kind of a fault with the codes that it carries."""
    codes = [str(getattr(error, name)) for name in CODES if getattr(error, name, None)]
    return " ".join([type(error).__name__, *codes])
