"""`manage.py advise use=linkedin,press-kit viewer=recruiters`: the advice as JSON, without a server."""

import json
import sys
from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from decision.advice import advise
from decision.answers import AnswerError, Answers, read_answers
from decision.batches import advise_lines
from decision.documenting import document_advice
from decision.framework import Framework, load_framework
from decision.packages import list_packages


class Command(BaseCommand):
    help = "Print the advice for one set of answers, or for one a line of a file, as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("answers", nargs="*", metavar="question=option", help="as in use=linkedin,press-kit")
        parser.add_argument("--batch", metavar="FILE", help="one JSON object of answers a line; - reads standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        framework = load_framework()
        if options["batch"] is None:
            answers = _read_arguments(framework, options["answers"])
            self._print(document_advice(advise(framework, answers, list_packages())))
        elif options["answers"]:
            raise CommandError("Give either answers or --batch, not both.")
        else:
            self._advise_batch(framework, options["batch"])

    def _advise_batch(self, framework: Framework, name: str) -> None:
        with ExitStack() as stack:
            try:
                lines = sys.stdin.buffer if name == "-" else stack.enter_context(Path(name).open("rb"))
            except OSError as error:
                raise CommandError(f"{name}: {error.strerror}.") from error
            for document in advise_lines(framework, lines, list_packages()):
                self._print(document)

    def _print(self, document: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(document, ensure_ascii=False))


def _read_arguments(framework: Framework, arguments: list[str]) -> Answers:
    raw: dict[str, str | list[str]] = {}
    for argument in arguments:
        key, equals, value = argument.partition("=")
        if not equals:
            raise CommandError(f"{argument!r} is not question=option.")
        if key in raw:
            raise CommandError(f"{key} is given more than once.")
        raw[key] = value.split(",") if key == "use" else value
    try:
        return read_answers(framework, raw)
    except AnswerError as error:
        raise CommandError(str(error)) from error
