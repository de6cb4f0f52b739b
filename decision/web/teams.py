"""Advice for a team by head counts. The address holds everything; nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from decision.address import REPAIR_NOTE, REPAIRED
from decision.content import content
from decision.core.answers import Answers
from decision.core.framework import Framework, Question, load_framework
from decision.core.packages import find_team_price
from decision.core.team_groups import advise_groups
from decision.core.turnaround import find_today
from decision.pages.picker import Picker, arrange_places
from decision.pages.team_groups import TeamResult, describe_team_result
from decision.pages.team_json import document_team
from decision.pdf import PAPERS
from decision.pdf.client import PdfBusyError, PdfError
from decision.pdf.team_sheet import draw_team_result
from decision.web.as_json import for_programs
from decision.web.page_cache import publish
from decision.web.report import say_busy
from decision.web.request_reading import is_bare
from decision.web.team_address import TeamAddress, TypedTeam, read_team_query, write_inquiry_query, write_team_query
from headshot_advisor.errors import refuse_program
from headshot_advisor.methods import require_safe


@dataclass(frozen=True)
class TeamPage:
    """The three questions, filled in as far as they are answered, and the result once they are."""

    question: Question
    """Where the photos appear."""
    picker: Picker
    matching: Question
    chosen: tuple[str, ...] = ()
    typed: TypedTeam = field(default_factory=TypedTeam)
    faults: tuple[tuple[str, str], ...] = ()
    fault: Mapping[str, str] = field(default_factory=dict)
    """Field -> what is wrong with it."""
    problems: tuple[str, ...] = ()
    result: TeamResult | None = None
    answers: Answers = field(default_factory=Answers)
    query: str = ""
    inquiry_query: str = ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What a form with further answers carries along."""
        return parse_qsl(self.query)

    @property
    def first_query(self) -> str:
        """The query string with the three first answers and the groups alone."""
        kept = ("use", "matching", "people", "group")
        return urlencode([pair for pair in self.pairs if pair[0] in kept])

    @property
    def others(self) -> Answers:
        """The answers that the first form carries along."""
        return self.answers.drop(("use", "matching"))


@require_safe
@publish(team_price=find_team_price)
def show_teams(request: HttpRequest, *, team_price: int | None) -> HttpResponse:
    """Ask the three questions about a team; show the result, or what is wrong with the answers."""
    framework = load_framework()
    if is_bare(request) and "some-1" not in request.GET:
        return render(request, "decision/teams/teams.html", {"page": _describe_page(framework)})
    reading = read_team_query(framework, request.GET)
    if reading.team is None:
        page = _describe_page(framework, reading)
        return render(request, "decision/teams/teams.html", {"page": page}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    query = write_team_query(reading.team)
    shown = f"{query}&{REPAIRED}=yes" if reading.is_repaired else query
    if shown != request.META["QUERY_STRING"]:
        return redirect(f"{reverse('decision:teams')}?{shown}")
    result = describe_team_result(framework, advise_groups(framework, reading.team), team_price=team_price)
    page = _describe_page(
        framework, reading, result, query=query, inquiry_query=write_inquiry_query(framework, reading.team)
    )
    return render(request, "decision/teams/result.html", {"page": page})


def _describe_page(
    framework: Framework, reading: TeamAddress | None = None, result: TeamResult | None = None, **queries: Any
) -> TeamPage:
    uses = framework.by_key["use"]
    known: dict[str, Any] = {}
    if reading:
        known = {
            "chosen": reading.answers.uses,
            "typed": reading.typed,
            "faults": reading.faults,
            "fault": reading.faults_by_field,
            "answers": reading.answers,
            "problems": (REPAIR_NOTE,) if reading.is_repaired else (),
        }
    return TeamPage(uses, arrange_places(uses), framework.by_key["matching"], result=result, **known, **queries)


@require_safe
@publish()
def show_team_guide(request: HttpRequest) -> HttpResponse:
    """Show how the portraits of a team come to match, on one page to print or send."""
    return render(request, "decision/teams/guide.html", {"guide": content().guides["team"]})


@require_safe
def send_team_sheet(request: HttpRequest) -> HttpResponse:
    """Send the result as a PDF of one page; answers that can't be used go back to the form, which says why."""
    framework = load_framework()
    reading = read_team_query(framework, request.GET)
    if reading.paper not in PAPERS:
        raise BadRequest("The sheet comes on letter or a4 paper.")
    if reading.team is None:
        return redirect(f"{reverse('decision:teams')}?{request.GET.urlencode()}")
    result = describe_team_result(framework, advise_groups(framework, reading.team), team_price=find_team_price())
    try:
        pdf = draw_team_result(result, write_team_query(reading.team), today=find_today(), paper=reading.paper)
    except (PdfBusyError, PdfError):
        return say_busy(request)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="team-headshots.pdf"'
    return response


@for_programs
@publish(team_price=find_team_price)
def send_team_json(request: HttpRequest, *, team_price: int | None) -> HttpResponse:
    """Send the result as JSON, or each fault as a sentence."""
    framework = load_framework()
    reading = read_team_query(framework, request.GET)
    if reading.team is None:
        return refuse_program(" ".join(fault for _, fault in reading.faults), HTTPStatus.BAD_REQUEST)
    return JsonResponse(document_team(advise_groups(framework, reading.team), team_price=team_price))
