"""`manage.py advise_team FILE.csv --pdf OUT` draws the team sheet of a table, without a server."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from decision.core.framework import load_framework
from decision.core.team import PeopleAdvice, advise_people
from decision.core.team_table import TeamFileError, read_table
from decision.core.turnaround import find_today
from decision.pages.team import list_people
from decision.pages.team_workbook import read_file
from decision.pdf import PAPERS
from decision.pdf.client import PdfBusyError, PdfError
from decision.pdf.team_sheet import draw_team_sheet
from headshot_advisor.console import read_input


class Command(BaseCommand):
    help = "Print the advice for each person in a table (CSV: name, use, any other question), and draw the team sheet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.csv", help="the table; - reads standard input")
        parser.add_argument("--pdf", type=Path, metavar="OUT", help="where to write the sheet")
        parser.add_argument("--paper", choices=PAPERS, default="letter")

    def handle(self, *args: Any, **options: Any) -> None:
        team = self._advise(options["file"])
        for row in list_people(team):
            self.stdout.write(f"{row.name}\t{row.uses}\t{row.verdict}\t{row.stakes}")
        if options["pdf"]:
            self._draw(team, options["pdf"], options["paper"])

    def _advise(self, file: str) -> PeopleAdvice:
        framework = load_framework()
        try:
            reading = read_table(framework, read_file(framework, read_input(file)))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        except TeamFileError as error:
            raise CommandError(f"{file}: {error}") from error
        if reading.problems:
            raise CommandError("\n".join(f"{file}: {problem}" for problem in reading.problems))
        return advise_people(framework, reading.members)

    def _draw(self, team: PeopleAdvice, target: Path, paper: str) -> None:
        try:
            target.write_bytes(draw_team_sheet(team, today=find_today(), paper=paper))
        except OSError as error:
            raise CommandError(f"{target}: {error.strerror}.") from error
        except (PdfBusyError, PdfError) as error:
            raise CommandError(str(error)) from error
