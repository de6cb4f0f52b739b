"""A team's table as a workbook: reads what people upload, and writes tables with the answers, as XLSX and CSV."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice

from decision.content import content
from decision.core.team import PeopleAdvice
from decision.core.team_table import MOST_BYTES, MOST_ROWS, TeamFileError, decode_table
from decision.pages.clauses import write_reason
from decision.pages.team import describe_people

ZIP = b"PK\x03\x04"
MOST_UNPACKED = 50_000_000  # bytes
MOST_COLUMNS = 100
ROOM_FOR_EMPTY_ROWS = 1000
NOT_READABLE = "This workbook can’t be read. Save it as an Excel workbook (.xlsx) or as CSV, then try again."
HEADINGS = ("Name", "Where", "Verdict", "Reason", "Plan")
GUARDED = ("=", "+", "-", "@", "\t", "\r")
"""Spreadsheets run a cell of a CSV file that begins like this."""


def read_file(data: bytes) -> str:
    """Return an uploaded table as text. Of a workbook, the first sheet: formulas as last computed, and no macros.

    Raises:
        TeamFileError: too big, or neither a text nor a workbook.
    """
    if not data.startswith(ZIP):
        return decode_table(data)
    import openpyxl  # noqa: PLC0415  # 19 MB that only workbooks need
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    if len(data) > MOST_BYTES:
        raise TeamFileError(f"The file is larger than {MOST_BYTES // 1000} KB. {MOST_ROWS:,} people fit in far less.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # A part is read up to the size that its entry states, so this sum is the most that can be unpacked.
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise TeamFileError("This workbook unpacks to more than 50 MB. Save the list alone, as CSV.")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
        return _write_csv(islice(rows, MOST_ROWS + ROOM_FOR_EMPTY_ROWS))
    except TeamFileError:
        raise
    # openpyxl raises whatever its parsing of a damaged file runs into.
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        IndexError,
        TypeError,
        SyntaxError,
    ) as error:
        raise TeamFileError(NOT_READABLE) from error


def _write_csv(rows: Iterator[Sequence[object]]) -> str:
    buffer = io.StringIO(newline="")
    # One separator that no title of a column holds, and that the reader tries first.
    csv.writer(buffer, delimiter="\t").writerows(["" if cell is None else str(cell) for cell in row] for row in rows)
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
        for row, member in zip(describe_people(team), team.rows, strict=True)
    ]


def write_answers_as_csv(team: PeopleAdvice) -> bytes:
    """Return the answers as CSV that Excel opens with its accents."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(HEADINGS)
    writer.writerows([f"'{cell}" if cell.startswith(GUARDED) else cell for cell in row] for row in list_answers(team))
    return buffer.getvalue().encode("utf-8-sig")


def write_answers_as_workbook(team: PeopleAdvice) -> bytes:
    """Return the answers as XLSX. Every cell is text, so that nothing is computed."""
    import openpyxl  # noqa: PLC0415  # as above

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
