import pytest

from decision.core.answers import Answers
from decision.core.framework import load_framework
from decision.core.team_table import Member, TableReading, TeamFileError, decode_table, read_table


def read(text: str) -> TableReading:
    return read_table(load_framework(), text)


def test_a_table_of_people_and_uses_is_read() -> None:
    reading = read("name,use,viewer\nAnn Example,linkedin,recruiters\nBo Example,press-kit,\n")

    assert reading == TableReading(
        members=(
            Member(2, "Ann Example", Answers(("linkedin",), {"viewer": "recruiters"})),
            Member(3, "Bo Example", Answers(("press-kit",))),
        ),
        problems=(),
        columns=(("name", "name"), ("use", "use"), ("viewer", "viewer")),
        ignored=(),
    )


@pytest.mark.parametrize(
    "uses",
    [
        "linkedin|press-kit",
        "Press kit + LinkedIn",
        '"linkedin, press-kit"',
        '"LINKEDIN;press-kit"',
        "LinkedIn and Press Kit",
    ],
)
def test_uses_may_be_written_as_keys_or_labels(uses: str) -> None:
    assert read(f"name,use\nAnn,{uses}\n").members[0].answers.uses == ("linkedin", "press-kit")


def test_of_two_columns_of_names_the_first_is_used() -> None:
    reading = read("Employee #,Display name,Full name,Use\n1041,Ann Lee,Ann Marie Lee,linkedin\n")

    assert reading.members == (Member(2, "Ann Lee", Answers(("linkedin",))),)
    assert reading.ignored == ("Employee #", "Full name")


def test_rows_count_as_in_a_spreadsheet() -> None:
    reading = read('name,use\n\n"Ann\nExample",linkedin\n\nBo,moon\n')

    assert reading.members == (Member(3, "Ann Example", Answers(("linkedin",))),)
    assert [problem.row for problem in reading.problems] == [5]


def test_columns_that_are_not_used_are_named() -> None:
    reading = read("Employee,E-mail,Who looks,Use\nAnn,ann@example.org,Recruiters or employers,LinkedIn\n")

    assert reading.columns == (("Employee", "name"), ("Who looks", "viewer"), ("Use", "use"))
    assert reading.ignored == ("E-mail",)
    assert reading.members[0].answers == Answers(("linkedin",), {"viewer": "recruiters"})


@pytest.mark.parametrize("header", ["Name,Use", "Name,Use,,"])
def test_places_after_commas_without_quotes_belong_to_the_last_column(header: str) -> None:
    reading = read(f"{header}\nAnn,LinkedIn, Press kit,speaker bio\nBo,,LinkedIn\nCy,LinkedIn\n")

    assert [member.answers.uses for member in reading.members] == [
        ("linkedin", "speaker-bio", "press-kit"),
        ("linkedin",),
        ("linkedin",),
    ]


def test_only_places_are_read_so() -> None:
    reading = read("Name,Use\nAnn,LinkedIn,see my email\n")

    assert [(problem.row, problem.column) for problem in reading.problems] == [(2, "")]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Ann,", "Row 3, column “Use”: is empty. Say where the photo will appear."),
        (",linkedin", "Row 3, column “Name”: has no name."),
        ("Ann,linkedin,x,y", "Row 3: has 4 cells, but the first row has 3. Put a cell with commas in quotes."),
        ("Ann,Linkdin", "Row 3, column “Use”: “Linkdin” isn’t one of our answers. The nearest is “LinkedIn”."),
        ("Ann,linkedin,客户", "Row 3, column “Viewer”: “客户” isn’t one of our answers."),
        ('"=HYPERLINK(""x"")",linkedin', "Row 3, column “Name”: the name begins with “=”, as a formula does."),
        ("+1+1,linkedin", "Row 3, column “Name”: the name begins with “+”, as a formula does."),
        (f"{'A' * 81},linkedin", "Row 3, column “Name”: the name is longer than 80 characters."),
    ],
)
def test_a_fault_names_row_column_and_the_nearest_answer(row: str, problem: str) -> None:
    reading = read(f"Name,Use,Viewer\nBo,press-kit,\n{row}\n")

    assert str(reading.problems[0]) == problem
    assert [member.name for member in reading.members] == ["Bo"]


def test_every_fault_of_a_row_is_named() -> None:
    problems = read("Name,Use,Viewer\n,moon base,x1x\n").problems

    assert [(problem.row, problem.column, "x1x" in problem.message) for problem in problems] == [
        (2, "Name", False),
        (2, "Use", False),
        (2, "Viewer", True),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Row 1: the table is empty."),
        ("\n\n", "Row 1: the table is empty."),
        ("use\nlinkedin\n", "Row 1: no column is called “Name”, or “First name” and “Last name”."),
        ("name\nAnn\n", "Row 1: no column says where the photo will appear. Call it “Use”."),
        ("name,use,Uses\n", "Row 1: two columns mean the same, such as “use”. Rename one of them."),
        ("name,use\n", "Row 2: there are no people in this table."),
        ('name,use\n"Ann,linkedin\n', "Row 2: a quotation mark is missing or in the wrong place."),
    ],
)
def test_a_wrong_table_is_refused_with_its_row(text: str, message: str) -> None:
    with pytest.raises(TeamFileError) as error:
        read(text)

    assert str(error.value) == message


def test_a_thousand_people_are_read_and_no_more() -> None:
    rows = "Ann,linkedin\n" * 1000

    assert len(read(f"name,use\n{rows}").members) == 1000
    with pytest.raises(TeamFileError, match="Row 1002: a table holds 1,000 people at most"):
        read(f"name,use\n{rows}Bo,linkedin\n")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"\x7fELF\x02\x00\xff\xfe",
            "This is not a table. Save it as CSV or as an Excel workbook (.xlsx), then try again.",
        ),
        (
            b"\n<html><body><table><tr><td>Name</td><td>Use</td></tr></table></body></html>",
            "This is not a table. Save it as CSV or as an Excel workbook (.xlsx), then try again.",
        ),
        (b"a" * 10_000_000, "The table is larger than 900 KB. 1,000 people fit in far less."),
    ],
)
def test_a_file_without_a_table_is_refused_with_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(TeamFileError) as error:
        decode_table(data)

    assert str(error.value) == message
