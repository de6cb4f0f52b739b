"""Advice for different people with different uses: a table in, a sheet out. Nothing is kept."""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from decision.core.framework import Framework, Question, load_framework
from decision.core.packages import find_team_price, list_packages
from decision.core.team import TeamAdvice, advise_team
from decision.core.team_table import MOST_BYTES, MOST_ROWS, TeamFileError, TeamReading, decode_table, read_team
from decision.core.turnaround import find_today
from decision.pages.team import TeamSheet, describe_team
from decision.pdf.client import PdfBusyError, PdfError
from decision.pdf.team_sheet import draw_team_sheet
from decision.web.report import say_busy

INVALID = 422
EXAMPLE = """name,use,viewer,field
Ann Example,linkedin|press-kit,recruiters,law
Bo Example,internal-directory,,other
"""


@dataclass(frozen=True)
class TablePage:
    """The form for a team's table, with the sheet or what is wrong with the table."""

    questions: tuple[Question, ...]
    sheet: TeamSheet | None = None
    text: str = ""
    faults: tuple[str, ...] = ()
    example: str = EXAMPLE
    most_rows: int = MOST_ROWS


# A POST changes nothing, so there is nothing to forge, and a token would need a cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def show_team_table(request: HttpRequest) -> HttpResponse:
    """Ask for a team's table; show the sheet, or what is wrong with each line."""
    framework = load_framework()
    if request.method != "POST":
        return _render(request, framework)
    text = ""
    try:
        text = _read_text(request)
        reading = read_team(framework, text)
    except TeamFileError as error:
        return _render(request, framework, text=text, faults=(str(error),))
    if reading.problems:
        return _render(request, framework, text=text, faults=_name_lines(reading))
    team = advise_team(framework, reading.members, list_packages(), team_price=find_team_price())
    return (
        _send_sheet(request, team) if request.POST.get("as") == "pdf" else _render(request, framework, team, text=text)
    )


def _read_text(request: HttpRequest) -> str:
    """Return the uploaded file if there is one, otherwise the pasted text."""
    upload = request.FILES.get("file")
    if isinstance(upload, UploadedFile):
        return decode_table(upload.read(MOST_BYTES + 1))
    return decode_table(request.POST.get("table", "").encode())


def _name_lines(reading: TeamReading) -> tuple[str, ...]:
    return tuple(f"Line {problem.line}: {problem.message}" for problem in reading.problems)


def _send_sheet(request: HttpRequest, team: TeamAdvice) -> HttpResponse:
    try:
        pdf = draw_team_sheet(team, today=find_today(), paper="letter")
    except (PdfBusyError, PdfError):
        return say_busy(request)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'attachment; filename="team-sheet.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def _render(
    request: HttpRequest,
    framework: Framework,
    team: TeamAdvice | None = None,
    *,
    text: str = "",
    faults: tuple[str, ...] = (),
) -> HttpResponse:
    page = TablePage(framework.questions, describe_team(team) if team else None, text, faults)
    response = render(request, "decision/teams/table.html", {"page": page}, status=INVALID if faults else 200)
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response
