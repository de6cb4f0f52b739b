"""Everything that happened to an inquiry, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from studio.inquiries.sessions import Session
from studio.links import OWN_PAGE
from studio.models import Inquiry, MailKind, StatusChange

LINK_IN_WORDS = "(link to the client’s own page)"


@dataclass(frozen=True)
class Event:
    """One line of the timeline. `who` is "" for the client and for deleted accounts."""

    at: datetime
    what: str
    who: str = ""
    text: str = ""
    body: str = ""
    """The text of an email."""
    is_counted: bool = False
    """Whether it raised the version of the inquiry."""


def list_events(inquiry: Inquiry) -> list[Event]:
    """Return the events of an inquiry and of those merged into it, the oldest first."""
    together = [inquiry, *inquiry.merged.all()]
    return sorted(chain.from_iterable(_list_events(each) for each in together), key=lambda event: event.at)


def list_events_since(inquiry: Inquiry, version: int) -> list[Event]:
    """Return what happened to an inquiry since it had this version, the oldest first."""
    counted = sorted((event for event in _list_events(inquiry) if event.is_counted), key=lambda event: event.at)
    return counted[-max(inquiry.version - version, 0) :] if inquiry.version > version else []


def _list_events(inquiry: Inquiry) -> Iterator[Event]:
    yield Event(inquiry.created_at, f"{inquiry} received", _name(inquiry.entered_by), inquiry.source)
    for change in inquiry.status_changes.select_related("by"):
        yield Event(change.at, str(change), _name(change.by), _describe_change(change), is_counted=True)
    for note in inquiry.notes.select_related("by"):
        yield Event(note.at, "Note", _name(note.by), note.text, is_counted=True)
    # Emails to the people of a photo day are on its own page: there may be hundreds.
    for mail in inquiry.mails.filter(sign_up=None).select_related("by"):
        is_reply = mail.kind == MailKind.REPLY
        yield Event(
            mail.created_at,
            str(mail),
            _name(mail.by),
            mail.subject,
            body=mail.text.replace(OWN_PAGE, LINK_IN_WORDS),
            is_counted=is_reply,
        )


def _describe_change(change: StatusChange) -> str:
    """Return the note of a change, with the session that it dropped."""
    if change.dropped_session_at is None:
        return change.note
    session = Session(change.dropped_session_at, change.dropped_session_minutes or 0)
    return f"{change.note} The session on {session}, is off.".strip()


def _name(person: object) -> str:
    return str(person or "")
