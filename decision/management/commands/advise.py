"""`manage.py advise use=linkedin,press-kit viewer=recruiters` prints the advice as JSON, without a server.

`manage.py advise --check FILE` derives a saved result again and says what changed since.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from decision.content.freshness import describe_day
from decision.core.advice import advise
from decision.core.answers import AnswerError, read_answers
from decision.core.as_json import advise_lines, document_advice
from decision.core.framework import Framework, FrameworkError, load_framework
from decision.core.own_reading import read_contested
from decision.core.packages import list_packages
from decision.core.saved import CheckedResult, SavedResultError, check_saved, read_saved
from decision.sentences import join_words
from headshot_advisor.console import read_input


class Command(BaseCommand):
    help = (
        "Print advice as JSON, for one set of answers or for a file with one set on each line; or check a saved result."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("answers", nargs="*", metavar="question=option", help="for example use=linkedin,press-kit")
        parser.add_argument(
            "--batch",
            metavar="FILE",
            help="a file with one JSON object of answers on each line; - reads standard input",
        )
        parser.add_argument(
            "--check",
            metavar="FILE",
            help="a result that was saved as JSON, to derive it again; - reads standard input",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if sum(map(bool, (options["answers"], options["batch"], options["check"]))) > 1:
            raise CommandError("Give answers, --batch or --check, not more than one.")
        if options["check"]:
            self._check(options["check"])
        elif options["batch"]:
            self._advise_batch(load_framework(), options["batch"])
        else:
            self._print(_advise_arguments(options["answers"]))

    def _check(self, name: str) -> None:
        """Say whether a saved result comes out again; a difference is an error."""
        try:
            checked = check_saved(read_saved(read_input(name)))
        except OSError as error:
            raise CommandError(f"{name}: {error.strerror}.") from error
        except SavedResultError as error:
            raise CommandError(f"{name}: {error}") from error
        for line in describe_check(checked):
            self.stdout.write(line)
        if checked.differences:
            raise CommandError("The saved result does not come out again.")

    def _advise_batch(self, framework: Framework, name: str) -> None:
        with ExitStack() as stack:
            try:
                file: Any = sys.stdin.buffer if name == "-" else stack.enter_context(Path(name).open("rb"))
            except OSError as error:
                raise CommandError(f"{name}: {error.strerror}.") from error
            # Windows PowerShell writes UTF-16.
            lines = TextIOWrapper(file, json.detect_encoding(file.peek()), errors="replace")
            are_wrong = []
            for document in advise_lines(framework, lines, list_packages()):
                self._print(document)
                are_wrong.append("error" in document)
        if any(are_wrong):
            raise CommandError(f"{sum(are_wrong)} of {len(are_wrong)} lines could not be read.")

    def _print(self, document: dict[str, Any]) -> None:
        is_unicode = (self.stdout.encoding or "utf-8").lower().startswith("utf")
        self.stdout.write(json.dumps(document, ensure_ascii=not is_unicode))


def describe_check(checked: CheckedResult) -> Iterator[str]:
    """Yield what a check of a saved result found, in sentences."""
    advice, newer = checked.advice, checked.newer
    version = advice.framework.version
    for different in checked.differences:
        yield f"{different.key}: saved as {json.dumps(different.saved)}, today {json.dumps(different.now)}."
    if not checked.differences:
        yield f"The same result: {_name(advice.possible_verdicts)}, plan {_name(advice.possible_plans)}, by {version}."
    yield f"The file of {version} has {'changed' if checked.rules_changed else 'not changed'} since."
    if version == load_framework().version:
        yield f"No newer rules than {version} are published."
    elif newer is None:
        yield f"The newest rules, {load_framework().version}, say the same."
    elif newer.verdicts:
        yield f"The newest rules, {newer.version}, say {_name(newer.verdicts)}, plan {_name(newer.plans)}."
    else:
        yield f"The newest rules, {newer.version}, no longer have one of these answers."
    yield f"{len(checked.changes) or 'None'} of the facts that it rests on changed after {describe_day(checked.since)}."
    for change in checked.changes:
        yield f"  {change.look.on} {change.look.found}: {change.fact.name}"


def _name(keys: Sequence[str]) -> str:
    return join_words([*keys], "or")


def _advise_arguments(arguments: list[str]) -> dict[str, Any]:
    """Return the advice for the arguments, which may include `framework` and `without` as in an address."""
    raw = _read_arguments(arguments)
    version, contested = raw.pop("framework", None), raw.pop("without", None)
    try:
        framework = load_framework(version)
        answers = read_answers(framework, raw | ({"use": raw["use"].split(",")} if "use" in raw else {}))
        keys = read_contested(framework, contested.split(",") if contested else ())
    except (AnswerError, FrameworkError) as error:
        raise CommandError(str(error)) from error
    return document_advice(advise(framework, answers, list_packages()), keys)


def _read_arguments(arguments: list[str]) -> dict[str, str]:
    raw: dict[str, str] = {}
    for argument in arguments:
        key, equals, value = argument.partition("=")
        if not equals:
            raise CommandError(f"{argument!r} is not question=option.")
        if key in raw:
            raise CommandError(f"{key} is given more than once.")
        raw[key] = value
    return raw
