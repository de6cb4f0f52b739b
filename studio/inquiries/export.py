"""Inquiries as a table for other programs. What a person typed stays complete, and never runs as a formula."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO

from django.utils import timezone

from decision.formulas import guard
from studio.inquiries.words import name_uses
from studio.models import Inquiry


def _write_time(at: datetime | None) -> str:
    """Return a time in New York."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def _write_number(number: int | None) -> str:
    return "" if number is None else str(number)


COLUMNS = (
    "reference", "received", "status", "name", "email", "phone", "uses", "verdict", "stakes", "package_name", "price",
    "deposit", "people", "dates", "message", "owner", "next_step", "next_step_on", "session", "session_minutes",
    "decline_reason", "source",
)  # fmt: skip
# How to write the columns that aren't simply attributes: in words where the list shows words, and as now agreed.
WRITTEN: dict[str, Callable[[Inquiry], str]] = {
    "name": lambda inquiry: inquiry.current_name,
    "email": lambda inquiry: inquiry.current_email,
    "phone": lambda inquiry: inquiry.current_phone,
    "package_name": lambda inquiry: inquiry.current_package_name,
    "price": lambda inquiry: _write_number(inquiry.current_price),
    "deposit": lambda inquiry: _write_number(inquiry.deposit_received),
    "people": lambda inquiry: str(inquiry.current_people),
    "received": lambda inquiry: _write_time(inquiry.created_at),
    "status": Inquiry.get_status_display,
    "uses": name_uses,
    "verdict": Inquiry.get_verdict_display,
    "dates": lambda inquiry: ", ".join(day.isoformat() for day in inquiry.preferred_dates),
    "session": lambda inquiry: _write_time(inquiry.session_at),
    "decline_reason": Inquiry.get_decline_reason_display,
}

Rows = Iterable[Sequence[str]]


def list_rows(inquiries: Iterable[Inquiry]) -> Rows:
    """Yield the names of the columns, then a row for each inquiry."""
    yield COLUMNS
    for inquiry in inquiries:
        values = [WRITTEN[name](inquiry) if name in WRITTEN else getattr(inquiry, name) for name in COLUMNS]
        yield ["" if value is None else str(value) for value in values]


def write_csv(rows: Rows) -> bytes:
    """Return CSV in quotes, with apostrophes before what a spreadsheet would run.

    The byte order mark makes Excel read UTF-8.
    """
    out = StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([guard(text) for text in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(rows: Rows) -> bytes:
    """Return a workbook in which every cell is marked as text, so that no apostrophes are needed."""
    import openpyxl  # noqa: PLC0415  # it takes 30 MB, and few requests need it
    from openpyxl.utils.escape import escape  # noqa: PLC0415

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Inquiries")
    for row in rows:
        cells = [openpyxl.cell.WriteOnlyCell(sheet, value=escape(text)) for text in row]
        for cell in cells:
            cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
            cell.quotePrefix = True  # so would Excel, as soon as somebody edits the cell
        sheet.append(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class Format:
    """A file format: its content type, and the function that writes it."""

    content_type: str
    write: Callable[[Rows], bytes]


FORMATS = {
    "csv": Format("text/csv", write_csv),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx),
}
