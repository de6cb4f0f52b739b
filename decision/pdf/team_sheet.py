"""The team sheet on paper: everybody's verdict, the highest one, and the cost both ways."""

from datetime import date

from django.template.loader import render_to_string

from decision.core.team import TeamAdvice
from decision.pages.team import gather_team
from decision.pdf.client import print_document
from decision.pdf.footnotes import Notes
from decision.pdf.names import read_name


def draw_team_sheet(team: TeamAdvice, *, today: date, paper: str) -> bytes:
    """Return the team sheet as PDF/UA-1; see `print_document` for its errors. `today` is the date in New York."""
    return print_document(write_team_sheet(team, today=today), paper)


def write_team_sheet(team: TeamAdvice, *, today: date) -> str:
    """Return the HTML of the team sheet. Names that our fonts cannot print are replaced by their line."""
    context = gather_team(team)
    for row in context["rows"]:
        row["name"] = read_name(row["name"]).text or f"The person on line {row['line']}"
    return render_to_string("decision/pdf/team_sheet.html", context | {"today": today, "notes": Notes()})
