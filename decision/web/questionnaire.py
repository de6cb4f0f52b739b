"""The questionnaire: one question a page, answers in the address, the step swapped in place by htmx."""

from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from decision.content import content
from decision.core.advice import Standing, find_standing, is_implied
from decision.core.answers import Answers
from decision.core.framework import Framework, Question
from decision.pages.words import narrow_verdicts
from decision.web.address import write_address
from decision.web.page_cache import publish
from decision.web.request_reading import HtmxRequest, PageReading, read_request

RESULT = "result"
SETTLED = "settled"


@dataclass(frozen=True)
class Step:
    """What comes next: a question to ask, or one of the two stations RESULT and SETTLED."""

    question: Question | None = None
    station: str = ""


def find_step(standing: Standing) -> Step:
    """Return the next step: the next question that can still matter, or where the person stands."""
    framework, answers = standing.framework, standing.answers
    if not standing.missing:
        return Step(station=RESULT)
    has_begun_plan = any(question.key in answers for question in framework.plan_questions)
    if standing.settled and not has_begun_plan:
        return Step(station=SETTLED)
    return Step(question=framework.by_key[standing.missing[0]])


@require_safe
@publish()
def continue_advice(request: HtmxRequest) -> HttpResponse:
    """Go on from the answers in the address: ask the next question, or say that the verdict is settled."""
    reading = read_request(request)
    standing = find_standing(reading.framework, reading.answers)
    asked = reading.framework.by_key.get(request.GET.get("asked", ""))
    if asked and asked.key not in reading.answers:
        return _render_question(request, reading, standing, asked, error="Choose an answer to go on.")
    step = find_step(standing)
    if step.station == SETTLED and ("asked" not in request.GET or request.htmx):
        return _render_settled(request, reading, standing)
    if step.question and request.htmx:
        return _render_question(request, reading, standing, step.question)
    address = write_step(step, reading)
    # The result is another page, not a step: the browser has to go there, not swap it in.
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def write_step(step: Step, reading: PageReading) -> str:
    """Return the address of a step."""
    if step.question:
        return reading.lead_to("decision:question", step.question.key)
    return reading.lead_to("decision:result" if step.station == RESULT else "decision:advice")


@require_safe
@publish()
def ask_question(request: HtmxRequest, key: str) -> HttpResponse:
    """Show one question; one that was answered can be changed, one that is not asked for these uses leads on."""
    reading = read_request(request)
    question = reading.framework.by_key.get(key)
    if question is None:
        return render(request, "decision/questionnaire/unknown_question.html", {"answers": reading.answers}, status=404)
    if is_implied(reading.framework, reading.answers.uses, key):
        return redirect(reading.lead_to("decision:advice"))
    if not reading.answers.uses and not question.many:
        return redirect(reading.lead_to("decision:question", "use"))
    standing = find_standing(reading.framework, reading.answers)
    return _render_question(request, reading, standing, question)


def _render_settled(request: HtmxRequest, reading: PageReading, standing: Standing) -> HttpResponse:
    context = {
        "advice": standing,
        "verdict": content().verdicts[str(standing.verdict)],
        "strip": narrow_verdicts(standing.framework, standing.answers),
        "next": standing.framework.by_key[standing.missing[0]],
    }
    address = write_address("decision:advice", standing.answers, **reading.kept)
    return _render_step(request, reading, "settled", context, address)


def _render_question(
    request: HtmxRequest, reading: PageReading, standing: Standing, question: Question, *, error: str = ""
) -> HttpResponse:
    context = gather_question(reading, standing, question) | {"error": error}
    address = write_address("decision:question", reading.answers, question.key, **reading.kept)
    return _render_step(request, reading, "question", context, address)


def gather_question(reading: PageReading, standing: Standing, question: Question) -> dict[str, Any]:
    """Return the template context of a question."""
    framework, answers = reading.framework, reading.answers
    return {
        "question": question,
        "chosen": answers.uses if question.many else (answers.get(question.key),),
        "others": [*answers.drop({question.key}).as_pairs(), *reading.kept_pairs],
        "previous": _find_previous(framework, answers, question),
        "advice": standing,
        "to_come": len([key for key in standing.missing if key != question.key]),
        "strip": narrow_verdicts(framework, answers),
    }


def _find_previous(framework: Framework, answers: Answers, question: Question) -> Question | None:
    """Return the answered question before this one, for the way back."""
    earlier = takewhile(lambda other: other is not question, framework.questions)
    answered = [q for q in earlier if q.key in answers and not is_implied(framework, answers.uses, q.key)]
    return answered[-1] if answered else None


def _render_step(
    request: HtmxRequest, reading: PageReading, name: str, context: dict[str, Any], address: str
) -> HttpResponse:
    """Render a step as a page, or for htmx as the fragment alone with the address to push."""
    context |= {"problems": reading.problems, "kept": reading.kept}
    wants_fragment = request.htmx and not request.htmx.history_restore_request
    if not wants_fragment:
        response = render(request, f"decision/questionnaire/{name}.html", context)
    else:
        # A fragment says nothing about the request, so it does without what context processors add.
        response = render(None, f"decision/questionnaire/_{name}.html", context)
        response["HX-Push-Url"] = address
        response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["HX-Request"])
    return response
