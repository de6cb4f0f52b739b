"""Read names that staff paste: one on each line, with or without an address."""

import re

from django import forms
from django.core.exceptions import ValidationError

from studio.inquiries.fields import AddressField, NameField
from studio.inquiries.search import fold_email, fold_text
from studio.models.inquiry import MAX_PEOPLE
from studio.photo_day.sign_ups import Person
from studio.typed_text import LONGEST_SEARCHED, check_visible, one_line, plain_text

ADDRESS = re.compile(r"[^\s<>,;()\"']+@[^\s<>,;()\"']+")
AROUND = " \t,;:<>()\"'“”•*"
NUMBERING = re.compile(r"^\s*(?:\d+[.)]|[-•*])\s+")
MOST_FAULTS = 5

name_field = NameField(max_length=120, validators=[one_line, plain_text, check_visible])
address_field = AddressField(max_length=254)


def read_names(text: str) -> list[Person]:
    """Return the people of a pasted list: “Ana Example”, “Ana Example <ana@example.org>”, or two cells of a table.

    Raises:
        ValidationError: a sentence for each line that can't be read, at most five.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MAX_PEOPLE:
        raise ValidationError(f"These are {len(lines):,} names. A photo day has at most {MAX_PEOPLE} people.")
    people, faults = [], []
    seen: dict[str, int] = {}
    for number, line in lines:
        try:
            person = _read_line(line)
        except ValidationError as error:
            faults.append(f"Line {number}: {error.messages[0]}")
            continue
        key = fold_email(person.email) or fold_text(person.name)
        if key in seen:
            faults.append(f"Line {number}: {person.name} is on line {seen[key]}, too.")
        seen.setdefault(key, number)
        people.append(person)
    if faults:
        more = len(faults) - MOST_FAULTS
        raise ValidationError(faults[:MOST_FAULTS] + ([f"And {more} more lines."] if more > 0 else []))
    return people


def _read_line(line: str) -> Person:
    line = NUMBERING.sub("", line)
    found = ADDRESS.search(line[:LONGEST_SEARCHED])
    rest = line[: found.start()] + line[found.end() :] if found else line
    name = " ".join(rest.replace("\t", " ").strip(AROUND).split())
    if not name:
        raise ValidationError("There is no name here.")
    if not found and "@" in name:
        raise ValidationError("This is not a complete email address. It needs the form name@example.org.")
    return Person(_clean(name_field, name), _clean(address_field, found[0]) if found else "")


def _clean(field: forms.Field, text: str) -> str:
    cleaned: str = field.clean(text)
    return cleaned
