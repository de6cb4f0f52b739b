"""Workbooks: read as spreadsheets save them, refused when they are bombs or damaged, and written as text."""

import csv
import io
import zipfile
from collections.abc import Sequence

import openpyxl
import pytest
from django.conf import settings

from decision.core.framework import load_framework
from decision.core.team import PeopleAdvice, advise_people
from decision.core.team_table import TeamFileError, read_table
from decision.pages.team_workbook import list_answers, read_file, write_answers_as_csv, write_answers_as_workbook

TABLES = settings.BASE_DIR / "tests" / "data" / "teams"
THREE = [
    ("José Núñez", ("linkedin",)),
    ("Zoë Müller", ("internal-directory", "company-page")),
    ("Ann O’Neil", ("press-kit",)),
]
"""Whom the tables name, in words of their own; tests/data/teams/README.md says how each is written."""
EXPECTED = {
    "any-script.csv": [
        (name, ("linkedin",))
        for name in ("李雷", "می\u200cنوش نوری", "क्\u200dषमा राव", "Владимир Соколов", "Đặng Thị Hoà", "ᏣᎳᎩ")
    ],
}


def save_workbook(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def advise_table(text: str) -> PeopleAdvice:
    framework = load_framework()
    return advise_people(framework, read_table(framework, text).members)


@pytest.mark.parametrize("name", sorted(path.name for path in TABLES.iterdir() if path.suffix != ".md"))
def test_tables_are_read_as_spreadsheets_forms_and_hr_systems_write_them(name: str) -> None:
    framework = load_framework()

    reading = read_table(framework, read_file(framework, (TABLES / name).read_bytes()))

    assert reading.problems == ()
    assert [(member.name, member.answers.uses) for member in reading.members] == EXPECTED.get(name, THREE)


def test_a_workbook_without_a_table_of_people_is_shown_from_its_first_sheet() -> None:
    data = save_workbook(("Name", "Department"), ("Ann", "Sales"))

    with pytest.raises(TeamFileError, match=r"^Row 1: no column says where"):
        read_table(load_framework(), read_file(load_framework(), data))


def test_a_formula_is_never_computed() -> None:
    data = save_workbook(("Name", "Use"), ('=HYPERLINK("http://example.org")', "LinkedIn"))

    reading = read_table(load_framework(), read_file(load_framework(), data))

    assert [str(problem) for problem in reading.problems] == ["Row 2, column “Name”: has no name."]


def test_a_workbook_that_unpacks_to_more_than_10_mb_is_refused_unread() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", bytes(10_000_001))

    with pytest.raises(TeamFileError, match="unpacks to more than 10 MB"):
        read_file(load_framework(), buffer.getvalue())


def test_a_long_text_that_every_cell_repeats_is_refused() -> None:
    data = save_workbook(("Name", "Use"), *[["x" * 3_000] * 50] * 20)

    with pytest.raises(TeamFileError, match="larger than 900 KB"):
        read_file(load_framework(), data)


@pytest.mark.parametrize("data", [b"PK\x03\x04 and nothing more", save_workbook(("Name",))[:-30]])
def test_a_damaged_workbook_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(TeamFileError, match=r"This workbook can’t be read\."):
        read_file(load_framework(), data)


def test_the_answers_are_written_with_verdict_reason_and_plan() -> None:
    team = advise_table(
        "name,use,viewer,place,deadline,budget,current\nJosé,linkedin,recruiters,nyc,flexible,300-1049,none\n"
    )

    assert list_answers(team) == [
        (
            "José",
            "LinkedIn",
            "Studio photo",
            "People look you up there, and recruiters study your photo before they choose.",
            "Book a studio session",
        )
    ]
    assert list(csv.reader(io.StringIO(write_answers_as_csv(team).decode("utf-8-sig")))) == [
        ["Name", "Where", "Verdict", "Reason", "Plan"],
        list(list_answers(team)[0]),
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(write_answers_as_workbook(team))).active
    assert [cell.value for cell in sheet[2]] == list(list_answers(team)[0])


def test_a_name_does_not_run_where_a_spreadsheet_cuts_it() -> None:
    team = advise_table('name,use\n"Ann;=1+1",linkedin\n')

    assert '"Ann;\'=1+1"' in write_answers_as_csv(team).decode("utf-8-sig")
