"""A team's table: who needs a photo for what. Each line that can't be used gets a sentence that says why."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from decision.core.answers import AnswerError, Answers, read_answers
from decision.core.framework import Framework, Question

MOST_ROWS = 500
MOST_BYTES = 200_000
LONGEST_NAME = 80  # characters
SEPARATORS = "\t;,"
"""Column separators: spreadsheets paste tabs, and save commas or semicolons."""
BETWEEN_USES = re.compile(r"\s*[,;|+\n]\s*")
FORMULA_SIGNS = ("=", "+", "-", "@")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class TeamFileError(ValueError):
    """The whole file can't be read. The message says why, in plain words."""


@dataclass(frozen=True)
class Member:
    line: int
    name: str
    answers: Answers


@dataclass(frozen=True)
class LineProblem:
    """Why a line can't be used. Lines count from 1, as in text editors."""

    line: int
    message: str


@dataclass(frozen=True)
class TeamReading:
    """The people in a table, and the lines that can't be used."""

    members: tuple[Member, ...]
    problems: tuple[LineProblem, ...]


def decode_table(data: bytes) -> str:
    """Return the text of an uploaded table.

    Raises:
        TeamFileError: too big, binary, or in an encoding other than UTF-8.
    """
    if len(data) > MOST_BYTES:
        raise TeamFileError(f"The file is larger than {MOST_BYTES // 1000} KB. {MOST_ROWS} people fit in far less.")
    if data.startswith(UTF_16):
        raise TeamFileError("Line 1: the file is in UTF-16. Save it as “CSV UTF-8”, then try again.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TeamFileError(f"Line {line}: this is not UTF-8 text. Save the table as “CSV UTF-8”.") from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise TeamFileError(f"Line {line}: this is not a text file. Save the table as “CSV UTF-8”.")
    return text


def read_team(framework: Framework, text: str) -> TeamReading:
    """Return the people in a table. Its first line names the columns: name, use, and any other question.

    Raises:
        TeamFileError: the table is empty, its first line is wrong, or it has more than MOST_ROWS rows.
    """
    rows = _read_rows(text)
    columns = _read_header(framework, next(rows, None))
    members: list[Member] = []
    problems: list[LineProblem] = []
    for count, (line, cells) in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise TeamFileError(f"Line {line}: a table holds {MOST_ROWS} people at most. Split it.")
        try:
            members.append(_read_member(framework, line, columns, cells))
        except AnswerError as error:
            problems.append(LineProblem(line, str(error)))
    if not members and not problems:
        raise TeamFileError("Line 2: there are no people in this table.")
    return TeamReading(tuple(members), tuple(problems))


def _read_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) for each row that isn't empty; `line` is where the row begins."""
    first = text.lstrip().split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise TeamFileError(f"Line {line}: a quotation mark is missing or in the wrong place.") from error


def _read_header(framework: Framework, row: tuple[int, list[str]] | None) -> list[str]:
    if row is None:
        raise TeamFileError("Line 1: the table is empty.")
    line, cells = row
    columns = [cell.lower() for cell in cells]
    if not {"name", "use"} <= {*columns}:
        raise TeamFileError(f"Line {line}: the first line must name at least two columns, “name” and “use”.")
    for column in columns:
        if column != "name" and column not in framework.by_key:
            raise TeamFileError(f"Line {line}: “{column[:40]}” is neither “name” nor one of our questions.")
    if len({*columns}) < len(columns):
        raise TeamFileError(f"Line {line}: two columns have the same name.")
    return columns


def _read_member(framework: Framework, line: int, columns: list[str], cells: list[str]) -> Member:
    if len(cells) > len(columns):
        raise AnswerError(f"has {len(cells)} cells, the first line only {len(columns)}.")
    row = {column: cell for column, cell in zip(columns, cells, strict=False) if cell}
    name = _read_name(row.pop("name", ""))
    if "use" not in row:
        raise AnswerError("names no use.")
    return Member(line, name, read_answers(framework, _name_options(framework, row)))


def _read_name(text: str) -> str:
    name = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    if not name:
        raise AnswerError("has no name.")
    if name.startswith(FORMULA_SIGNS):
        raise AnswerError(f"the name begins with “{name[0]}”, as a formula does.")
    if len(name) > LONGEST_NAME:
        raise AnswerError(f"the name is longer than {LONGEST_NAME} characters.")
    return name


def _name_options(framework: Framework, row: Mapping[str, str]) -> dict[str, list[str]]:
    """Return question -> option keys. An option may be written as its key or its label."""
    return {key: list(_find_options(framework.by_key[key], text)) for key, text in row.items()}


def _find_options(question: Question, text: str) -> Iterable[str]:
    known = {option.label.lower(): option.key for option in question.options} | {key: key for key in question.by_key}
    for part in BETWEEN_USES.split(text) if question.many else [text]:
        if part.lower() not in known:
            raise AnswerError(f"“{part[:40]}” is not an answer to “{question.title}”")
        yield known[part.lower()]
