"""A team's table: who needs a photo for what. What can't be used gets a sentence with its row and column."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice

from decision.core.answers import AnswerError, Answers, read_answers
from decision.core.framework import Framework, Question
from decision.core.letters import normalize

MOST_ROWS = 1000
MOST_BYTES = 900_000
TOO_LARGE = f"The table is larger than {MOST_BYTES // 1000} KB. {MOST_ROWS:,} people fit in far less."
LONGEST_NAME = 80  # characters
SEPARATORS = "\t;,|"
SEPARATOR_LINE = re.compile(r"sep=(.)(?:\r\n|\r|\n)", re.IGNORECASE)
"""The first line by which Excel is told the separator."""
REMARK = re.compile(r"\(.*?\)")
HEADER_WITHIN = 10
"""Rows in which the names of the columns are looked for: exports begin with a title."""
BETWEEN_USES = re.compile(r"\s*(?:[,;|+/\r\n\v\u2028\u2029&]|\band\b)\s*")
FORMULA_SIGNS = ("=", "+", "-", "@")
KEPT_SIGNS = "\u200c\u200d"
"""The joiners: they draw nothing, but Persian and Indic names are misspelled without them."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
WEB_PAGE = re.compile(r"\s*<(?:!doctype|html|table|\?xml)", re.IGNORECASE)
"""How a web page begins. Some HR systems export one and call it .xls."""
NOT_A_TABLE = "This is not a table. Save it as CSV or as an Excel workbook (.xlsx), then try again."
HEADERS = {
    "name": (
        "name",
        "full name",
        "your name",
        "employee",
        "employee name",
        "team member",
        "person",
        "display name",
        "preferred name",
        "who",
    ),
    "first": ("first name", "given name", "forename", "first"),
    "last": ("last name", "surname", "family name", "last"),
    "use": (
        "use",
        "uses",
        "used for",
        "where",
        "where used",
        "where will it be used",
        "where will your photo be used",
        "where it appears",
    ),
}
"""What people and HR systems call the columns, beside the keys and titles of our questions."""
NAMES = ("name", "first", "last")
FOR_A_TEAM = dict.fromkeys(("website", "our website", "company website", "company page"), "company-page")
"""What a place is called in a team's table, where one person would mean another place or none."""


class TeamFileError(ValueError):
    """The whole file can't be read. The message says why, in plain words."""


@dataclass(frozen=True)
class Member:
    row: int
    name: str
    answers: Answers


@dataclass(frozen=True)
class RowProblem:
    """Why a row can't be used. Rows count from 1, as in spreadsheets."""

    row: int
    column: str
    """As the table calls it; empty where no single one is to blame."""
    message: str

    def __str__(self) -> str:
        where = f"Row {self.row}, column “{self.column}”" if self.column else f"Row {self.row}"
        return f"{where}: {self.message}"


@dataclass(frozen=True)
class TableReading:
    """What was understood of a table: the columns, the people, and the rows that can't be used."""

    members: tuple[Member, ...]
    problems: tuple[RowProblem, ...]
    columns: tuple[tuple[str, str], ...]
    """(heading in the table, "name", "first", "last" or the key of a question)."""
    ignored: tuple[str, ...]
    """The headings of the columns that aren't used."""


def decode_table(data: bytes) -> str:
    """Return the text of an uploaded table, in UTF-8, UTF-16 or Windows-1252.

    Raises:
        TeamFileError: too big, or not text.
    """
    if len(data) > MOST_BYTES:
        raise TeamFileError(TOO_LARGE)
    try:
        text = data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text or WEB_PAGE.match(text):
        raise TeamFileError(NOT_A_TABLE)
    return text


def read_table(framework: Framework, text: str) -> TableReading:
    """Return the people in a table. The row that names the columns may come after a title.

    Raises:
        TeamFileError: the table is empty, has no column for names or uses, or more than MOST_ROWS people.
    """
    separator, above = _find_header(framework, text) or (_list_separators(text)[0], 0)
    rows = islice(_read_rows(text, separator), above, None)
    columns = _read_header(framework, next(rows, None))
    members: list[Member] = []
    problems: list[RowProblem] = []
    for count, (row, cells) in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise TeamFileError(f"Row {row}: a table holds {MOST_ROWS:,} people at most. Split it.")
        found = _read_member(framework, row, columns, cells)
        if isinstance(found, Member):
            members.append(found)
        else:
            problems += found
    if not members and not problems:
        raise TeamFileError("Row 2: there are no people in this table.")
    used = tuple((heading, target) for heading, target in columns if target)
    ignored = tuple(heading for heading, target in columns if heading and not target)
    return TableReading(tuple(members), tuple(problems), used, ignored)


def has_header(framework: Framework, text: str) -> bool:
    """Return whether a row near the top names a column for names and one for uses."""
    return _find_header(framework, text) is not None


def _find_header(framework: Framework, text: str) -> tuple[str, int] | None:
    """Return the separator of the table and how many rows are above the names of its columns."""
    for separator in _list_separators(text):
        try:
            top = list(islice(_read_rows(text, separator), HEADER_WITHIN))
        except TeamFileError:
            continue
        for above, (_, cells) in enumerate(top):
            targets = {target for _, target in _name_columns(framework, cells)}
            if "use" in targets and targets & {*NAMES}:
                return separator, above
    return None


def _list_separators(text: str) -> list[str]:
    """Return the separator that the first line states, else all of them, the most frequent in that line first."""
    stated = SEPARATOR_LINE.match(text.removeprefix("\ufeff"))
    if stated:
        return [stated[1]]
    first = re.split(r"[\r\n]", text.lstrip(), maxsplit=1)[0]
    return sorted(SEPARATORS, key=first.count, reverse=True)


def _read_rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (row, cells) for each row that isn't empty. A line break inside quotation marks belongs to its cell."""
    text = text.removeprefix("\ufeff")
    text = SEPARATOR_LINE.sub("", text, count=1) if SEPARATOR_LINE.match(text) else text
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    row = 0
    try:
        for row, cells in enumerate(reader, start=1):
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield row, stripped
    except csv.Error as error:
        raise TeamFileError(f"Row {row + 1}: a quotation mark is missing or in the wrong place.") from error


def _read_header(framework: Framework, row: tuple[int, list[str]] | None) -> list[tuple[str, str]]:
    """Return (heading, what it means) for each column; "" where we have no use for it."""
    if row is None:
        raise TeamFileError("Row 1: the table is empty.")
    number, cells = row
    columns = _name_columns(framework, cells)
    targets = [target for _, target in columns if target]
    if not {*targets} & {*NAMES}:
        raise TeamFileError(f"Row {number}: no column is called “Name”, or “First name” and “Last name”.")
    if "use" not in targets:
        raise TeamFileError(f"Row {number}: no column says where the photo will appear. Call it “Use”.")
    double = next((heading for heading, target in columns if target and targets.count(target) > 1), None)
    if double:
        raise TeamFileError(f"Row {number}: two columns mean the same, such as “{double}”. Rename one of them.")
    return columns


def _name_columns(framework: Framework, cells: Sequence[str]) -> list[tuple[str, str]]:
    """Return (heading, what it means) for each column. Of two columns of names, such as in HR exports, the first."""
    known = _list_headings(framework)
    columns: list[tuple[str, str]] = []
    for cell in cells:
        heading = clean_cell(cell)
        # “Employee #” is a number, and “Use (choose one)” is a use.
        target = "" if "#" in heading else known.get(simplify(REMARK.sub("", heading)), "")
        is_second = target in NAMES and any(found == target for _, found in columns)
        columns.append((heading, "" if is_second else target))
    return columns


@lru_cache(maxsize=4)
def _list_headings(framework: Framework) -> Mapping[str, str]:
    """Return simplified heading -> what it means."""
    headings = {
        simplify(words): question.key
        for question in framework.questions
        for words in (question.title, question.short, question.key)
    }
    return headings | {simplify(words): target for target, names in HEADERS.items() for words in names}


def _read_member(
    framework: Framework, row: int, columns: Sequence[tuple[str, str]], cells: Sequence[str]
) -> Member | list[RowProblem]:
    headings = {target: heading for heading, target in columns if target}
    found = {target: cell for (_, target), cell in zip(columns, cells, strict=False) if target and cell}
    problems: list[RowProblem] = []
    if more := _list_more_uses(framework, columns, cells):
        found["use"] = "; ".join([cell for cell in [found.get("use", ""), *more] if cell])
    elif [cell for cell in cells[len(columns) :] if cell]:
        said = f"has {len(cells)} cells, but the first row has {len(columns)}. Put a cell with commas in quotes."
        problems.append(RowProblem(row, "", said))
    parts = {target: found.pop(target, "") for target in NAMES}
    name = clean_cell(parts["name"] or f"{parts['first']} {parts['last']}")
    if fault := _find_name_fault(name):
        problems.append(RowProblem(row, headings.get("name") or headings.get("first") or headings["last"], fault))
    if "use" not in found:
        problems.append(RowProblem(row, headings["use"], "is empty. Say where the photo will appear."))
    options: dict[str, list[str]] = {}
    for key, text in found.items():
        try:
            options[key] = list(_find_options(framework.by_key[key], text))
        except AnswerError as error:
            problems.append(RowProblem(row, headings[key], str(error)))
    return problems or Member(row, name, read_answers(framework, options))


def _list_more_uses(framework: Framework, columns: Sequence[tuple[str, str]], cells: Sequence[str]) -> list[str]:
    """Return the places right of the last heading, where somebody typed commas between places without quotes."""
    last = max(place for place, (heading, _) in enumerate(columns) if heading)
    more = [cell for cell in cells[last + 1 :] if cell] if columns[last][1] == "use" else []
    known = _list_words(framework.by_key["use"]) if more else {}
    return more if all(_find_option(known, cell) for cell in more) else []


def _find_name_fault(name: str) -> str:
    if not name:
        return "has no name."
    if name.startswith(FORMULA_SIGNS):
        return f"the name begins with “{name[0]}”, as a formula does."
    return f"the name is longer than {LONGEST_NAME} characters." if len(name) > LONGEST_NAME else ""


def _find_options(question: Question, text: str) -> Iterator[str]:
    known = _list_words(question)
    if whole := _find_option(known, text):
        yield whole
        return
    parts = [part for part in BETWEEN_USES.split(text) if part] if question.many else [text]
    found = []
    for part in parts:
        option = _find_option(known, part)
        if option is None:
            near = get_close_matches(simplify(part), known, n=1, cutoff=0.5)
            hint = f" The nearest is “{question.by_key[known[near[0]]].label}”." if near else ""
            raise AnswerError(f"“{clean_cell(part)[:40]}” isn’t one of our answers.{hint}")
        found.append(option)
    yield from dict.fromkeys(found)


def _find_option(known: Mapping[str, str], text: str) -> str | None:
    return known.get(text) or known.get(simplify(text))


@lru_cache(maxsize=64)
def _list_words(question: Question) -> Mapping[str, str]:
    """Return simplified word -> option: keys, labels, and for the uses what people search them by.

    Keys and labels are in it as they are written too: most tables name them so, and simplifying each cell takes long.
    """
    by_search: dict[str, set[str]] = {}
    for option in question.options:
        for word in option.search:
            by_search.setdefault(simplify(word), set()).add(option.key)
    clear = {word: next(iter(keys)) for word, keys in by_search.items() if len(keys) == 1}
    named = {words: option.key for option in question.options for words in (option.key, option.label)}
    simple = {simplify(words): key for words, key in named.items()}
    for_a_team = {simplify(word): key for word, key in FOR_A_TEAM.items() if key in question.by_key}
    return clear | named | simple | for_a_team


def simplify(text: str) -> str:
    """Return the letters and digits of a text, without case, so that spelling variants are equal."""
    return "".join(sign for sign in normalize("NFKC", text).casefold() if sign.isalnum())


def clean_cell(text: str) -> str:
    """Return the text of a cell on one line, without what draws nothing, such as soft hyphens."""
    kept = "".join(
        " " if sign.isspace() or unicodedata.category(sign) == "Cc" else sign
        for sign in normalize("NFC", text)
        if sign in KEPT_SIGNS or unicodedata.category(sign) != "Cf"
    )
    return " ".join(kept.split())
