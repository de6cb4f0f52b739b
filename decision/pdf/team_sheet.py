"""The team sheet on paper: everyone's verdict, the highest one, and the cost both ways."""

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from decision.core.packages import find_team_price
from decision.core.team import PeopleAdvice
from decision.pages.team import TeamRow, describe_team
from decision.pages.team_groups import TeamResult
from decision.pdf.client import draw_document
from decision.pdf.footnotes import Notes
from decision.pdf.names import read_name


def draw_team_sheet(team: PeopleAdvice, *, today: date, paper: str) -> bytes:
    """Return the team sheet as PDF/UA-1; see `draw_document` for its errors. `today` is the date in New York."""
    return draw_document(write_team_sheet(team, today=today), paper)


def write_team_sheet(team: PeopleAdvice, *, today: date) -> str:
    """Return the HTML of the team sheet. A name that our fonts cannot print is replaced by the person's line."""
    sheet = describe_team(team, team_price=find_team_price())
    page = replace(sheet, rows=tuple(map(_print_name, sheet.rows)))
    return render_to_string("decision/pdf/team_sheet.html", {"page": page, "today": today, "notes": Notes()})


def _print_name(row: TeamRow) -> TeamRow:
    return replace(row, name=read_name(row.name).text or f"The person in row {row.row}")


def draw_team_result(result: TeamResult, query: str, *, today: date, paper: str) -> bytes:
    """Return the one page about a team by head counts as PDF/UA-1; see `draw_document` for its errors."""
    link = f"{settings.SITE_URL}{reverse('decision:teams')}?{query}"
    context = {"result": result, "link": link, "today": today, "notes": Notes()}
    return draw_document(render_to_string("decision/pdf/team_result.html", context), paper)
