"""The sheet of a photo day on paper: each time with its name, and room to tick and to note file numbers."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from decision.pdf.client import draw_document
from decision.pdf.names import read_name
from studio.mail.calendar import name_place
from studio.models import PhotoDay
from studio.photo_day.sign_ups import Slot, list_slots


@dataclass(frozen=True)
class SheetRow:
    """One time, with a name or with the note that it is free."""

    starts_at: datetime
    name: str = ""
    note: str = ""


def draw_sheet(photo_day: PhotoDay) -> bytes:
    """Return the sheet as PDF/UA-1; see `draw_document` for its errors."""
    return draw_document(write_sheet(photo_day), "letter")


def write_sheet(photo_day: PhotoDay) -> str:
    """Return the HTML of the sheet. A name that our fonts cannot print is replaced by a hint."""
    now = timezone.now()
    rows = [_make_row(slot) for slot in list_slots(photo_day, now)]
    context = {
        "photo_day": photo_day,
        "title": read_name(photo_day.title).text or photo_day.inquiry.reference,
        "place": read_name(name_place(photo_day)).text,
        "rows": rows,
        "taken": sum(bool(row.name) for row in rows),
        "printed_at": now,
    }
    return render_to_string("studio/photo_day/sheet.html", context)


def _make_row(slot: Slot) -> SheetRow:
    if slot.sign_up is None:
        return SheetRow(slot.starts_at, note="free")
    name = read_name(slot.sign_up.name).text or "Name in the list of the studio"
    return SheetRow(slot.starts_at, name, "" if slot.sign_up.is_confirmed else "not confirmed yet")
