"""Workbooks: read as spreadsheets save them, refused when they are bombs or damaged, and written as text."""

import io
import zipfile

import openpyxl
import pytest

from decision.core.framework import load_framework
from decision.core.team import PeopleAdvice, advise_people
from decision.core.team_table import TeamFileError, read_team
from decision.pages.team_workbook import list_answers, read_file, write_answers_as_csv, write_answers_as_workbook


def save_workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def advise_table(text: str) -> PeopleAdvice:
    framework = load_framework()
    return advise_people(framework, read_team(framework, text).members)


def test_the_first_sheet_of_a_workbook_is_read() -> None:
    data = save_workbook(("Name", "Use", "Phone", None), ("José\nLee", "LinkedIn", 5550100, None), (None, None, None))

    reading = read_team(load_framework(), read_file(data))

    assert [(member.row, member.name, member.answers.uses) for member in reading.members] == [
        (2, "José Lee", ("linkedin",))
    ]
    assert reading.ignored == ("Phone",)


def test_a_formula_is_never_computed() -> None:
    data = save_workbook(("Name", "Use"), ('=HYPERLINK("http://example.org")', "LinkedIn"))

    reading = read_team(load_framework(), read_file(data))

    assert [str(problem) for problem in reading.problems] == ["Row 2, column “Name”: has no name."]


def test_a_workbook_that_unpacks_to_more_than_50_mb_is_refused_unread() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", bytes(50_000_001))

    with pytest.raises(TeamFileError, match="unpacks to more than 50 MB"):
        read_file(buffer.getvalue())


@pytest.mark.parametrize("data", [b"PK\x03\x04 and nothing more", save_workbook(("Name",))[:-30]])
def test_a_damaged_workbook_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(TeamFileError, match=r"This workbook can’t be read\."):
        read_file(data)


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
    assert write_answers_as_csv(team).decode("utf-8-sig").splitlines()[0] == "Name,Where,Verdict,Reason,Plan"
    sheet = openpyxl.load_workbook(io.BytesIO(write_answers_as_workbook(team))).active
    assert [cell.value for cell in sheet[2]] == list(list_answers(team)[0])
