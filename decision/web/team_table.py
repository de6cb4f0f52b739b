"""Advice for different people with different uses: a table in, the same table out with answers. Nothing is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from decision.core.framework import Framework, Question, load_framework
from decision.core.packages import find_team_price
from decision.core.team import PeopleAdvice, advise_people
from decision.core.team_table import MOST_BYTES, MOST_ROWS, TableReading, TeamFileError, read_table
from decision.core.turnaround import find_today
from decision.pages.team import MOST_PRINTED, TeamSheet, describe_team
from decision.pages.team_workbook import read_file, write_answers_as_csv, write_answers_as_workbook
from decision.pdf.client import PdfBusyError, PdfError
from decision.pdf.team_sheet import draw_team_sheet
from decision.sentences import join_words
from decision.web.report import say_busy

EXAMPLE = """Name,Where will it be used,Who looks
Ann Example,LinkedIn and press kit,Recruiters or employers
Bo Example,Internal directory,
"""
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_ROWS = 3
TOO_LONG_TO_PRINT = (
    f"A PDF lists up to {MOST_PRINTED} people. Download the answers as Excel or CSV, or split the table."
)
COLUMNS = {"name": "the name", "first": "the first name", "last": "the last name", "use": "where the photo appears"}


@dataclass(frozen=True)
class Understood:
    """What was read, for the person to confirm before anything is computed."""

    people: int
    columns: list[tuple[str, str]]
    """(heading, what it means)."""
    ignored: tuple[str, ...]
    first: list[tuple[str, str]]
    """(name, places) of the first people."""


@dataclass(frozen=True)
class TablePage:
    """The form for a table, with what was understood, the answers, or what is wrong."""

    questions: tuple[Question, ...]
    understood: Understood | None = None
    sheet: TeamSheet | None = None
    text: str = ""
    faults: tuple[tuple[str, str], ...] = ()
    """(id of the field, what to do)."""
    example: str = EXAMPLE
    most_rows: int = MOST_ROWS


# A POST changes nothing, so there is nothing to forge, and a token would need a cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def show_team_table(request: HttpRequest) -> HttpResponse:
    """Ask for a table; say what was understood or what is wrong; once that is confirmed, give everybody's answer."""
    framework = load_framework()
    if request.method != "POST":
        return render(request, "decision/teams/table.html", {"page": TablePage(framework.questions)})
    text, wanted = request.POST.get("table", ""), request.POST.get("as", "")
    try:
        text = _read_text(framework, request)
        reading = read_table(framework, text)
        if wanted == "pdf" and len(reading.members) > MOST_PRINTED:
            raise TeamFileError(TOO_LONG_TO_PRINT)
    except TeamFileError as error:
        return _answer(request, TablePage(framework.questions, text=text, faults=(("table", str(error)),)))
    if reading.problems:
        faults = tuple(("table", str(problem)) for problem in reading.problems)
        return _answer(request, TablePage(framework.questions, text=text, faults=faults))
    if wanted not in ("page", "pdf", *FILES):
        understood = describe_reading(framework, reading)
        return _answer(request, TablePage(framework.questions, understood=understood, text=text))
    team = advise_people(framework, reading.members)
    if wanted == "page":
        return _answer(
            request, TablePage(framework.questions, sheet=describe_team(team, team_price=find_team_price()), text=text)
        )
    return _send_sheet(request, team) if wanted == "pdf" else _send_table(wanted, team)


def describe_reading(framework: Framework, reading: TableReading) -> Understood:
    titles = COLUMNS | {question.key: question.title for question in framework.questions if question.key != "use"}
    return Understood(
        people=len(reading.members),
        columns=[(heading, titles[target]) for heading, target in reading.columns],
        ignored=reading.ignored,
        first=[
            (member.name, join_words([framework.uses[use].label for use in member.answers.uses]))
            for member in reading.members[:FIRST_ROWS]
        ],
    )


def _read_text(framework: Framework, request: HttpRequest) -> str:
    """Return the uploaded file if there is one, otherwise the pasted text."""
    upload = request.FILES.get("file")
    if isinstance(upload, UploadedFile):
        return read_file(framework, upload.read(MOST_BYTES + 1))
    return read_file(framework, request.POST.get("table", "").encode())


def _answer(request: HttpRequest, page: TablePage) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if page.faults else HTTPStatus.OK
    response = render(request, "decision/teams/table.html", {"page": page}, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _send_sheet(request: HttpRequest, team: PeopleAdvice) -> HttpResponse:
    try:
        pdf = draw_team_sheet(team, today=find_today(), paper="letter")
    except (PdfBusyError, PdfError):
        return say_busy(request)
    return _attach(pdf, "application/pdf", "team-sheet.pdf")


FILES: dict[str, tuple[Callable[[PeopleAdvice], bytes], str]] = {
    "csv": (write_answers_as_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_answers_as_workbook, WORKBOOK),
}


def _send_table(kind: str, team: PeopleAdvice) -> HttpResponse:
    write, content_type = FILES[kind]
    return _attach(write(team), content_type, f"team-headshots.{kind}")


def _attach(data: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
