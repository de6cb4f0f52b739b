"""Log lines: one JSON object each in production, readable text on a developer's machine.

What people typed must not reach a log, so anything in a message that can identify somebody is replaced. Of an exception
production logs the type and the traceback, never the text: a database names the value that it refuses. This module
imports nothing of Django, so that gunicorn and the worker processes log the same way.
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
"""The id of the request that is being answered; "" outside a request."""

# Parts of a path or message. Each pattern runs in linear time, because anybody may send a long path.
QUERY = re.compile(r"\?\S+")
WORD = re.compile(r"[^\s/]+")
NETWORK_ADDRESS = re.compile(r"^ip=|\d{1,3}(?:\.\d{1,3}){3}")
LONG_RUN = re.compile(r"[\w-]{32,}")
# Attributes of exceptions that hold a code and nothing personal: SQLite, PostgreSQL, the system, a mail server.
CODES = ("sqlite_errorname", "sqlstate", "errno", "smtp_code")


class PlainFormatter(logging.Formatter):
    """A readable line, with the usual traceback."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} [{request_id}]: {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  the name is logging's
        record.message = hide_personal(record.message)
        record.request_id = find_fields(record)["request_id"] or "-"
        return super().formatMessage(record)


class JsonFormatter(logging.Formatter):
    """One JSON object a line. Named arguments of a message become fields."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": hide_personal(record.getMessage()),
            **find_fields(record),
        }
        if record.exc_info and record.exc_info[1]:
            line["fault"] = "".join(format_fault(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=False)


class LowerBusyErrors(logging.Filter):
    """Log a 503 as a warning: Django logs every 5xx as an error, but ours only says that the site is busy."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", None) == HTTPStatus.SERVICE_UNAVAILABLE:
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


def make_formatter(mode: str | None) -> logging.Formatter:
    """Return the formatter for a value of HEADSHOT_ENV."""
    return JsonFormatter() if mode == "production" else PlainFormatter()


def log_to_stderr() -> None:
    """Set up logging in a process without Django, in the same format."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.ERROR)  # warnings of libraries may quote a person's document
    handler.setFormatter(make_formatter(os.environ.get("HEADSHOT_ENV")))
    logging.basicConfig(handlers=[handler])


def find_fields(record: logging.LogRecord) -> dict[str, Any]:
    """Return the request id and the named arguments of a record."""
    named = record.args if isinstance(record.args, dict) else {}
    return {"request_id": request_id.get()} | {
        name: hide_personal(value) if isinstance(value, str) else value for name, value in named.items()
    }


def hide_personal(text: str) -> str:
    """Return the text without query strings (they hold answers), email and network addresses, and secrets."""
    return WORD.sub(lambda word: "…" if is_personal(word[0]) else word[0], QUERY.sub("?…", text))


def is_personal(word: str) -> bool:
    """Return whether a word can identify somebody, or is long and random like a secret."""
    is_secret = any(any(map(str.isdigit, run)) for run in LONG_RUN.findall(word))
    return "@" in word or "%40" in word or is_secret or bool(NETWORK_ADDRESS.search(word))


def format_fault(error: BaseException) -> Iterator[str]:
    """Yield the type and traceback of an exception, then those of its cause."""
    yield f"{describe_fault(error)}\n"
    yield from traceback.format_tb(error.__traceback__)
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if behind:
        yield from format_fault(behind)


def describe_fault(error: BaseException) -> str:
    """Return the type of an exception with its codes."""
    codes = [str(getattr(error, name)) for name in CODES if getattr(error, name, None)]
    return " ".join([type(error).__name__, *codes])
