"""`manage.py evidence` lists the facts whose sources are due for another look, and writes down a look.

manage.py evidence --checked upwork-photo --same --on 2027-05-20
"""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from django.core.management.base import BaseCommand, CommandError

from decision.content import content, load
from decision.content.freshness import (
    UnknownFactError,
    describe_basis,
    describe_day,
    describe_leaning,
    find_due_day,
    find_fact,
    list_due,
    rests_on_reports,
)
from decision.content.model import Fact, Found, Look
from decision.core.days import DayError, read_day
from decision.core.turnaround import find_today
from decision.pages.fact_uses import find_uses

HEAD = ("fact", "kind", "seen", "due", "leans", "rests on")


class Command(BaseCommand):
    help = "List the facts that are due for another look at their source, or write such a look down."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="list every fact, not only what is due")
        parser.add_argument("--on", metavar="DATE", help="the day of the look; for a list, the day it is made for")
        parser.add_argument("--checked", metavar="KEY", help="write down a look at the source of this fact")
        parser.add_argument("--note", help="what changed, in a sentence; it appears in the feed")
        found = parser.add_mutually_exclusive_group()
        for word in ("same", "changed", "gone"):
            found.add_argument(f"--{word}", dest="found", action="store_const", const=word)

    def handle(self, *args: Any, **options: Any) -> None:
        day = _read_day(options["on"]) if options["on"] else None
        if options["checked"]:
            self._write_down(_read_fact(options["checked"]), _read_look(options["found"], day, options["note"]))
        elif options["found"] or options["note"]:
            raise CommandError("Say which fact you looked at: --checked KEY.")
        else:
            self._list(day or find_today(), every=options["all"])

    def _list(self, day: date, *, every: bool) -> None:
        facts = content().facts
        due = list_due(day)
        reported = sum(map(rests_on_reports, facts.values()))
        listed = facts if every else due
        if listed:
            self._print_table([facts[name] for name in listed])
        number = f"{len(due)} of {len(facts)} facts" if due else f"None of {len(facts)} facts"
        verb = "are" if due[1:] else "is"
        self.stdout.write(f"{number} {verb} due on {describe_day(day)}. {reported} rest on reports only.")

    def _print_table(self, facts: Sequence[Fact]) -> None:
        rows = [HEAD, *map(_describe, facts)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())

    def _write_down(self, fact: Fact, look: Look) -> None:
        if look.on <= fact.last_look.on:
            raise CommandError(f"{fact.name} was last checked on {describe_day(fact.last_look.on)}. Give a later day.")
        try:
            write_look(load.FOLDER, fact, look)
        except OSError as error:
            raise CommandError(f"{fact.file}.toml: {error.strerror}.") from error
        self.stdout.write(f"Written to {fact.file}.toml: {fact.key}, {look.found} on {describe_day(look.on)}.")
        if look.found != "same":
            self.stdout.write(f"Now change what rests on it:\n  {fact.statement}")
            for use in find_uses(fact):
                self.stdout.write(f"  {use.where}: {use.sentence}")


def _read_day(text: str) -> date:
    try:
        return read_day(text)
    except DayError as error:
        raise CommandError(str(error)) from error


def _read_fact(key: str) -> Fact:
    try:
        return find_fact(key)
    except UnknownFactError as error:
        raise CommandError(str(error)) from error


def _read_look(found: Found | None, day: date | None, note: str | None) -> Look:
    if not found:
        raise CommandError("Say what you found: --same, --changed or --gone.")
    if not day:
        raise CommandError("Say when you looked, such as --on 2027-05-20.")
    if day > find_today():
        raise CommandError(f"{describe_day(day)} is in the future.")
    return Look(on=day, found=found, note=note)


def _describe(fact: Fact) -> tuple[str, ...]:
    days = (str(fact.last_look.on), str(find_due_day(fact)))
    return (fact.name, fact.kind, *days, describe_leaning(fact) or "-", describe_basis(fact))


def write_look(folder: Path, fact: Fact, look: Look) -> None:
    """Add the look to the fact in its content file, and keep every comment and the layout.

    Raises:
        OSError: the file can't be read or written.
    """
    file = folder / f"{fact.file}.toml"
    document: Any = tomlkit.parse(file.read_text(encoding="utf-8"))
    document[fact.key]["seen"].append(_lay_out(look))
    file.write_text(tomlkit.dumps(document), encoding="utf-8")


def _lay_out(look: Look) -> object:
    """Return the look as the files have it, with a space inside of the braces."""
    note = f", note = {tomlkit.string(look.note).as_string()}" if look.note else ""
    parsed: Any = tomlkit.parse(f'looks = [{{ on = {look.on}, found = "{look.found}"{note} }}]')
    return parsed["looks"][0]
