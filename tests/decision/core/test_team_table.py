import pytest

from decision.core.answers import Answers
from decision.core.framework import load_framework
from decision.core.team_table import LineProblem, Member, TeamFileError, TeamReading, decode_table, read_team
from tests.decision.refusing import explain_refusal


def read(text: str) -> TeamReading:
    return read_team(load_framework(), text)


def test_a_table_of_people_and_uses_is_read() -> None:
    reading = read("name,use,viewer\nAnn Example,linkedin,recruiters\nBo Example,press-kit,\n")

    assert reading == TeamReading(
        (
            Member(2, "Ann Example", Answers(("linkedin",), {"viewer": "recruiters"})),
            Member(3, "Bo Example", Answers(("press-kit",))),
        ),
        (),
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_may_be_separated_as_spreadsheets_do(separator: str) -> None:
    reading = read(f"Name{separator}Use\r\nAnn{separator}linkedin\r\n")

    assert reading.members == (Member(2, "Ann", Answers(("linkedin",))),)


@pytest.mark.parametrize(
    "uses", ["linkedin|press-kit", "Press kit + LinkedIn", '"linkedin, press-kit"', '"LINKEDIN;press-kit"']
)
def test_uses_may_be_written_as_keys_or_labels(uses: str) -> None:
    assert read(f"name,use\nAnn,{uses}\n").members[0].answers.uses == ("linkedin", "press-kit")


def test_empty_lines_are_skipped_and_line_numbers_are_those_of_the_file() -> None:
    reading = read('name,use\n\n"Ann\nExample",linkedin\n\nBo,moon\n')

    assert reading.members == (Member(3, "Ann Example", Answers(("linkedin",))),)
    assert [problem.line for problem in reading.problems] == [6]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Ann,", "names no use."),
        (",linkedin", "has no name."),
        ("Ann,linkedin|linkedin", explain_refusal({"use": ["linkedin", "linkedin"]})),
        ("Ann,linkedin,x,y", "has 4 cells, the first line only 3."),
        ("Ann,linkedin,everybody", "“everybody” is not an answer to “Who looks at it for a professional reason?”"),
        ('"=HYPERLINK(""http://example.org"")",linkedin', "the name begins with “=”, as a formula does."),
        ("+1+1,linkedin", "the name begins with “+”, as a formula does."),
        ("-1,linkedin", "the name begins with “-”, as a formula does."),
        ("@SUM(A1),linkedin", "the name begins with “@”, as a formula does."),
        (f"{'A' * 81},linkedin", "the name is longer than 80 characters."),
    ],
)
def test_a_bad_row_is_reported_with_its_line(row: str, message: str) -> None:
    reading = read(f"name,use,viewer\nBo,press-kit,\n{row}\n")

    assert reading.problems == (LineProblem(3, message),)
    assert len(reading.members) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Line 1: the table is empty."),
        ("\n\n", "Line 1: the table is empty."),
        ("name\nAnn\n", "Line 1: the first line must name at least two columns, “name” and “use”."),
        ("Ann,linkedin\n", "Line 1: the first line must name at least two columns, “name” and “use”."),
        ("name,use,shoes\n", "Line 1: “shoes” is neither “name” nor one of our questions."),
        ("name,use,use\n", "Line 1: two columns have the same name."),
        ("name,use\n", "Line 2: there are no people in this table."),
        ('name,use\n"Ann,linkedin\n', "Line 2: a quotation mark is missing or in the wrong place."),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(TeamFileError) as error:
        read(text)

    assert str(error.value) == message


def test_five_hundred_people_are_read_and_no_more() -> None:
    rows = "Ann,linkedin\n" * 500

    assert len(read(f"name,use\n{rows}").members) == 500
    with pytest.raises(TeamFileError, match="Line 502: a table holds 500 people at most"):
        read(f"name,use\n{rows}Bo,linkedin\n")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("name,use\n".encode("utf-16"), "Line 1: the file is in UTF-16. Save it as “CSV UTF-8”, then try again."),
        ("name,use\n".encode("utf-16-le"), "Line 1: this is not a text file. Save the table as “CSV UTF-8”."),
        (b"name,use\nJos\xe9,linkedin\n", "Line 2: this is not UTF-8 text. Save the table as “CSV UTF-8”."),
        (b"\x7fELF\x02\x01\xff\xfe", "Line 1: this is not UTF-8 text. Save the table as “CSV UTF-8”."),
        (b"name,use\n\x00", "Line 2: this is not a text file. Save the table as “CSV UTF-8”."),
        (b"a" * 10_000_000, "The file is larger than 200 KB. 500 people fit in far less."),
    ],
)
def test_a_file_without_a_table_is_refused_with_a_sentence(data: bytes, message: str) -> None:
    with pytest.raises(TeamFileError) as error:
        decode_table(data)

    assert str(error.value) == message


def test_the_byte_order_mark_of_excel_is_dropped() -> None:
    assert decode_table("\ufeffname,use\n".encode()) == "name,use\n"
