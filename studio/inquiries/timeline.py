"""Everything that happened to an inquiry, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from studio.models import Inquiry


@dataclass(frozen=True)
class Event:
    """One line of the timeline. `who` is "" for the client and for deleted accounts."""

    at: datetime
    what: str
    who: str = ""
    text: str = ""


def list_events(inquiry: Inquiry) -> list[Event]:
    """Return the events of an inquiry and of those merged into it, the oldest first."""
    together = [inquiry, *inquiry.merged.all()]
    return sorted(chain.from_iterable(_list_events(each) for each in together), key=lambda event: event.at)


def _list_events(inquiry: Inquiry) -> Iterator[Event]:
    yield Event(inquiry.created_at, f"{inquiry} received", _name(inquiry.entered_by), inquiry.source)
    for change in inquiry.status_changes.select_related("by"):
        yield Event(change.at, str(change), _name(change.by), change.note)
    for note in inquiry.notes.select_related("by"):
        yield Event(note.at, "Note", _name(note.by), note.text)
    for mail in inquiry.mails.all():
        yield Event(mail.created_at, str(mail), text=mail.subject)


def _name(person: object) -> str:
    return str(person or "")
