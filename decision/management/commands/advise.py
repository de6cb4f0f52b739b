"""`manage.py advise use=linkedin,press-kit viewer=recruiters` prints the advice as JSON, without a server."""

import json
import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from decision.core.advice import advise
from decision.core.answers import AnswerError, read_answers
from decision.core.as_json import advise_lines, document_advice
from decision.core.framework import Framework, FrameworkError, load_framework
from decision.core.own_reading import read_contested
from decision.core.packages import list_packages


class Command(BaseCommand):
    help = "Print advice as JSON, for one set of answers or for a file with one set on each line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("answers", nargs="*", metavar="question=option", help="for example use=linkedin,press-kit")
        parser.add_argument(
            "--batch",
            metavar="FILE",
            help="a file with one JSON object of answers on each line; - reads standard input",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["batch"] is None:
            self._print(_advise_arguments(options["answers"]))
        elif options["answers"]:
            raise CommandError("Give either answers or --batch, not both.")
        else:
            self._advise_batch(load_framework(), options["batch"])

    def _advise_batch(self, framework: Framework, name: str) -> None:
        with ExitStack() as stack:
            try:
                lines = sys.stdin.buffer if name == "-" else stack.enter_context(Path(name).open("rb"))
            except OSError as error:
                raise CommandError(f"{name}: {error.strerror}.") from error
            are_wrong = []
            for document in advise_lines(framework, lines, list_packages()):
                self._print(document)
                are_wrong.append("error" in document)
        if any(are_wrong):
            raise CommandError(f"{sum(are_wrong)} of {len(are_wrong)} lines could not be read.")

    def _print(self, document: dict[str, Any]) -> None:
        is_unicode = (self.stdout.encoding or "utf-8").lower().startswith("utf")
        self.stdout.write(json.dumps(document, ensure_ascii=not is_unicode))


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
