"""A team's table as a workbook: reads what people upload, and writes tables with the answers, as XLSX and CSV."""

import csv
import io
import zipfile
from itertools import islice
from typing import TYPE_CHECKING

from decision.content import content
from decision.core.framework import Framework
from decision.core.team import PeopleAdvice
from decision.core.team_table import MOST_BYTES, MOST_ROWS, TOO_LARGE, TeamFileError, decode_table, has_header
from decision.formulas import guard
from decision.pages.clauses import write_reason
from decision.pages.team import list_people

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

ZIP = b"PK\x03\x04"
MOST_UNPACKED = 10_000_000  # bytes; more takes long to read, and 1,000 people need a tenth
MOST_COLUMNS = 100
LONGEST_CELL = 2000  # characters; what is longer is cut, and no answer is
ROOM_FOR_EMPTY_ROWS = 1000
NOT_READABLE = "This workbook can’t be read. Save it as an Excel workbook (.xlsx) or as CSV, then try again."
HEADINGS = ("Name", "Where", "Verdict", "Reason", "Plan")


def read_file(framework: Framework, data: bytes) -> str:
    """Return an uploaded table as text: of a workbook, the first visible sheet that names people and uses.

    Formulas are as last computed, and macros aren't read.

    Raises:
        TeamFileError: too big, or neither a text nor a workbook.
    """
    if not data.startswith(ZIP):
        return decode_table(data)
    if len(data) > MOST_BYTES:
        raise TeamFileError(TOO_LARGE)
    try:
        return _read_book(framework, io.BytesIO(data))
    except TeamFileError:
        raise
    # openpyxl raises whatever its parsing of a damaged file runs into.
    except Exception as error:
        raise TeamFileError(NOT_READABLE) from error


def _read_book(framework: Framework, file: io.BytesIO) -> str:
    import openpyxl  # noqa: PLC0415  # 19 MB that only workbooks need

    with zipfile.ZipFile(file) as archive:
        # A part is read up to the size that its entry states, so this sum is the most that can be unpacked.
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise TeamFileError("This workbook unpacks to more than 10 MB. Save the list alone, as CSV.")
    book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    first = ""
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            text = _read_sheet(sheet)
            if has_header(framework, text):
                return text
            first = first or text
    return first


def _read_sheet(sheet: "ReadOnlyWorksheet") -> str:
    from openpyxl.utils.escape import unescape  # noqa: PLC0415

    sheet.reset_dimensions()  # some writers state a size that is too small
    buffer = io.StringIO(newline="")
    # One separator that no title of a column holds, and that the reader tries first.
    writer = csv.writer(buffer, delimiter="\t")
    for row in islice(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), MOST_ROWS + ROOM_FOR_EMPTY_ROWS):
        cells = ["" if cell is None else unescape(str(cell)[:LONGEST_CELL]) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        writer.writerow(cells)
        # A small file may name one long text in every cell.
        if buffer.tell() > MOST_BYTES:
            raise TeamFileError(TOO_LARGE)
    return buffer.getvalue()


def list_answers(team: PeopleAdvice) -> list[tuple[str, ...]]:
    """Return a row for each person with verdict, reason and plan; what is open says so."""
    return [
        (
            row.name,
            row.uses,
            row.verdict,
            write_reason(member.advice) if member.advice.verdict else "",
            " or ".join(content().plans[key].title for key in member.advice.possible_plans),
        )
        for row, member in zip(list_people(team), team.rows, strict=True)
    ]


def write_answers_as_csv(team: PeopleAdvice) -> bytes:
    """Return the answers as CSV that Excel opens with its accents."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADINGS)
    writer.writerows([guard(cell) for cell in row] for row in list_answers(team))
    return buffer.getvalue().encode("utf-8-sig")


def write_answers_as_workbook(team: PeopleAdvice) -> bytes:
    """Return the answers as XLSX. Every cell is text, so that nothing is computed."""
    import openpyxl  # noqa: PLC0415  # 19 MB that only workbooks need

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Headshots")
    for column, width in zip("ABCDE", (28, 36, 24, 90, 50), strict=True):
        sheet.column_dimensions[column].width = width
    for row in (HEADINGS, *list_answers(team)):
        cells = [openpyxl.cell.WriteOnlyCell(sheet, value=text) for text in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
