"""`manage.py verify_framework` checks the promises of the framework over every possible set of answers."""

import os
from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from decision.core.framework import Framework, FrameworkError, load_framework
from decision.proof import prove, write_proof
from decision.proof.summary import summarize


class Command(BaseCommand):
    help = "Check every rule over every possible set of answers. Exits with 1 and a counterexample if one is broken."
    requires_system_checks = ()  # this command reports a wrong framework itself

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # Our --version replaces Django's.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--version", metavar="V", help="the framework version; the newest by default")
        parser.add_argument("--json", action="store_true", help="print the proof as JSON")
        parser.add_argument(
            "--full", action="store_true", help="check what would change each set, not only every tenth"
        )
        parser.add_argument(
            "--partial", action="store_true", help="compare all partial sets with the reference, not every tenth"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began = perf_counter()
        every = {"what_if_every": 1 if options["full"] else 10, "partial_every": 1 if options["partial"] else 10}
        proof = prove(_load(options["version"]), **every)
        if options["json"]:
            self.stdout.write(write_proof(proof), ending="")
        else:
            self.stdout.write("\n".join([*summarize(proof), _describe_time(perf_counter() - began)]))
        broken = [proven.key for proven in proof.promises if proven.counterexample]
        if broken:
            raise CommandError(f"Broken: {', '.join(broken)}.")


def _load(version: str | None) -> Framework:
    try:
        return load_framework(version)
    except FrameworkError as error:
        raise CommandError(str(error)) from error


def _describe_time(seconds: float) -> str:
    busy = os.times()
    total = busy.user + busy.system + busy.children_user + busy.children_system
    return f"{seconds:.1f} s, {total:.1f} s of processor time"
