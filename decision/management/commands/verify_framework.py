"""`manage.py verify_framework`: the promises of the framework, proven over every possible set of answers."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from decision.framework import Framework, FrameworkError, load_framework
from decision.verification import Asking, Proof, Shares, prove, write_proof


class Command(BaseCommand):
    help = "Check every rule over the whole space of answers. Exits with 1 and a counterexample if one is broken."
    requires_system_checks = ()  # a faulty framework is what this command reports itself

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # Django's own --version gives way to ours.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--version", metavar="V", help="the framework version; the newest by default")
        parser.add_argument("--json", action="store_true", help="print the proof as JSON")
        parser.add_argument(
            "--full", action="store_true", help="check the what-if items of all sets, not of every tenth"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        proof = prove(_load(options["version"]), what_if_every=1 if options["full"] else 10)
        self.stdout.write(write_proof(proof) if options["json"] else "\n".join(_tell(proof)), ending="")
        if not options["json"]:
            self.stdout.write(_tell_time())
        broken = [proven.key for proven in proof.promises if proven.counterexample]
        if broken:
            raise CommandError(f"Broken: {', '.join(broken)}.")


def _load(version: str | None) -> Framework:
    try:
        return load_framework(version)
    except FrameworkError as error:
        raise CommandError(str(error)) from error


def _tell(proof: Proof) -> list[str]:
    space = proof.space
    return [
        f"Framework {proof.framework.version}, SHA-256 {proof.framework.sha256}",
        f"{space.distinct:,} distinct complete sets of one use, {space.with_every_viewer:,} with every viewer,"
        f" {space.partial:,} partial sets",
        "",
        "rule      cases  promise",
        *(f"{p.rule:4} {p.cases:10,}  {_mark(p.counterexample)}{p.clause}" for p in proof.promises),
        "",
        *_tell_shares(proof.shares),
        *_tell_asking(proof.asking),
        f"Questions that decide nothing: {', '.join(proof.idle_questions) or 'none'}",
        *(f"Alike in {key}: {'; '.join(', '.join(group) for group in groups)}" for key, groups in proof.alike.items()),
        "",
    ]


def _mark(counterexample: str | None) -> str:
    return f"BROKEN ({counterexample}): " if counterexample else ""


def _tell_shares(shares: Shares) -> list[str]:
    named = {"all uses": shares.all_uses, "uses that the first question leaves open": shares.open_uses}
    return [
        f"Verdicts, {name}: " + ", ".join(f"{key} {count / sum(counts.values()):.1%}" for key, count in counts.items())
        for name, counts in named.items()
    ]


def _tell_asking(asking: Asking) -> list[str]:
    spread = ", ".join(f"{asked}: {count:,}" for asked, count in asking.histogram.items())
    return [
        f"Questions asked until settled: {asking.mean} on average ({spread})",
        f"Sets that need every question, uses weighing the same: {asking.share_needing_all:.1%}",
    ]


def _tell_time() -> str:
    times = os.times()
    return f"{times.user + times.system + times.children_user + times.children_system:.1f} s of processor time"
