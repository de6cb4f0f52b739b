"""Inquiries as a table for other programs. What a person typed stays text there, whole, and never runs as a formula."""

import csv
from io import BytesIO

from django.utils import timezone
from import_export import fields, resources
from import_export.formats import base_formats
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.escape import escape
from tablib import Dataset

from studio.models import Inquiry

# What makes a spreadsheet calculate, also as wide letters; it looks past spaces, and we look past quotes as well.
SIGNS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
QUOTES = frozenset("'\"")
# Where some spreadsheet cuts a text in two. One that is set to semicolons makes a cell of what follows a semicolon,
# whatever quotes stand around it.
SEPARATORS = frozenset(";,|\t\n\r")


def find_formulas(text: str) -> list[int]:
    """Return the places at which a spreadsheet would begin to calculate, the last first.

    One look at each character: a regular expression would look at a long row of spaces again from each of them.
    """
    places, runs, returns = [], False, False
    for place in range(len(text) - 1, -1, -1):
        sign, before = text[place], text[place - 1 : place]
        runs = sign in SIGNS or (runs and (sign.isspace() or sign in QUOTES))
        returns = sign in "\t\r" or (returns and sign == "'")
        begins = not before or (before in SEPARATORS and before + sign != "\r\n")
        if begins and (runs or returns):
            places.append(place)
    return places


def guard(text: str) -> str:
    """Return a text with an apostrophe wherever a spreadsheet would calculate; take them away and it is as it was.

    A phone number begins with +, so it gets one as well: a spreadsheet would make it a number and drop the sign.
    """
    for place in find_formulas(text):
        text = f"{text[:place]}'{text[place:]}"
    return text


class GuardedCSV(base_formats.CSV):
    """CSV in quotes, with apostrophes before what a spreadsheet would run. The encoding mark makes Excel read UTF-8."""

    def export_data(self, dataset: Dataset, **kwargs: object) -> str:
        """Return the file."""
        rows = [[guard(cell) if isinstance(cell, str) else cell for cell in row] for row in dataset]
        table = Dataset(*rows, headers=dataset.headers).export("csv", quoting=csv.QUOTE_ALL)
        return f"\ufeff{table}"


class TextXLSX(base_formats.XLSX):
    """XLSX in which every text is marked as text, so that nothing need be added to it."""

    def export_data(self, dataset: Dataset, **kwargs: object) -> bytes:
        """Return the file."""
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Inquiries")
        for row in [dataset.headers or [], *dataset]:
            sheet.append([self._write(sheet, cell) for cell in row])
        out = BytesIO()
        book.save(out)
        return out.getvalue()

    @staticmethod
    def _write(sheet: object, value: object) -> WriteOnlyCell:
        cell = WriteOnlyCell(sheet, value=escape(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            cell.data_type = "s"  # openpyxl takes what begins with = for a formula
            cell.quotePrefix = True  # and Excel would, as soon as somebody edits the cell
        return cell


FORMATS: dict[str, type[base_formats.Format]] = {"csv": GuardedCSV, "xlsx": TextXLSX}


class InquiryResource(resources.ModelResource):
    """The columns of the table, in words where the list shows words."""

    received = fields.Field()
    uses = fields.Field()
    verdict = fields.Field(attribute="get_verdict_display")
    status = fields.Field(attribute="get_status_display")
    dates = fields.Field()
    session = fields.Field()
    owner = fields.Field()
    decline_reason = fields.Field(attribute="get_decline_reason_display")

    class Meta:
        model = Inquiry
        fields = (
            "reference", "received", "status", "name", "email", "phone", "uses", "verdict", "stakes", "package_name",
            "people", "dates", "message", "owner", "next_step", "next_step_on", "session", "session_minutes",
            "decline_reason", "source",
        )  # fmt: skip
        export_order = fields

    def dehydrate_received(self, inquiry: Inquiry) -> str:
        """Write the time in New York."""
        return f"{timezone.localtime(inquiry.created_at):%Y-%m-%d %H:%M}"

    def dehydrate_uses(self, inquiry: Inquiry) -> str:
        """Write all uses in words."""
        known = inquiry.framework.uses
        return ", ".join(known[key].label if key in known else key for key in inquiry.answers.get("use", ()))

    def dehydrate_dates(self, inquiry: Inquiry) -> str:
        """Write the days that were asked for, the best first."""
        return ", ".join(day.isoformat() for day in inquiry.preferred_dates)

    def dehydrate_session(self, inquiry: Inquiry) -> str:
        """Write the time in New York."""
        return f"{timezone.localtime(inquiry.session_at):%Y-%m-%d %H:%M}" if inquiry.session_at else ""

    def dehydrate_owner(self, inquiry: Inquiry) -> str:
        """Write who works it."""
        return str(inquiry.owner or "")
