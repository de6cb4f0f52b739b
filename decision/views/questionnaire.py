"""The questionnaire: one question a page, answers in the address, the step swapped in place by htmx."""

from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from decision.addresses import write_address
from decision.advice import Advice, advise, is_implied
from decision.answers import Answers
from decision.content import content
from decision.framework import Framework, Question
from decision.presenting.pieces import list_answered, narrow_verdicts
from decision.views.publishing import publish
from decision.views.reading import HtmxRequest, PageReading, read_request

RESULT = "result"
SETTLED = "settled"


@dataclass(frozen=True)
class Step:
    """What comes next: a question to ask, or one of the two stations RESULT and SETTLED."""

    question: Question | None = None
    station: str = ""


def find_step(advice: Advice) -> Step:
    """Return the next step: the next question that can still matter, or where the person stands."""
    framework, answers = advice.framework, advice.answers
    if not advice.missing:
        return Step(station=RESULT)
    has_begun_plan = any(question.key in answers for question in framework.plan_questions)
    if advice.settled and not has_begun_plan:
        return Step(station=SETTLED)
    return Step(question=framework.by_key[advice.missing[0]])


@require_safe
@publish()
def continue_advice(request: HtmxRequest) -> HttpResponse:
    """Go on from the answers in the address: ask the next question, or say that the verdict is settled."""
    reading = read_request(request)
    advice = advise(reading.framework, reading.answers)
    asked = reading.framework.by_key.get(request.GET.get("asked", ""))
    if asked and asked.key not in reading.answers:
        return _render_question(request, reading, advice, asked, error="Choose an answer to go on.")
    step = find_step(advice)
    if step.station == SETTLED and ("asked" not in request.GET or request.htmx):
        return _render_settled(request, reading, advice)
    if step.question and request.htmx:
        return _render_question(request, reading, advice, step.question)
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
        return render(request, "decision/unknown_question.html", {"answers": reading.answers}, status=404)
    if is_implied(reading.framework, reading.answers.uses, key):
        return redirect(reading.lead_to("decision:advice"))
    if not reading.answers.uses and not question.many:
        return redirect(reading.lead_to("decision:question", "use"))
    advice = advise(reading.framework, reading.answers)
    return _render_question(request, reading, advice, question)


def _render_settled(request: HtmxRequest, reading: PageReading, advice: Advice) -> HttpResponse:
    context = {
        "advice": advice,
        "verdict": content().verdicts[str(advice.verdict)],
        "strip": narrow_verdicts(advice.framework, advice.answers),
        "next": advice.framework.by_key[advice.missing[0]],
    }
    address = write_address("decision:advice", advice.answers, **reading.kept)
    return _render_step(request, reading, "settled", context, address)


def _render_question(
    request: HtmxRequest, reading: PageReading, advice: Advice, question: Question, *, error: str = ""
) -> HttpResponse:
    context = gather_question(reading, advice, question) | {"error": error}
    address = write_address("decision:question", reading.answers, question.key, **reading.kept)
    return _render_step(request, reading, "question", context, address)


def gather_question(reading: PageReading, advice: Advice, question: Question) -> dict[str, Any]:
    """Return the template context of a question."""
    framework, answers = reading.framework, reading.answers
    return {
        "question": question,
        "chosen": answers.uses if question.many else (answers.get(question.key),),
        "others": [*answers.drop({question.key}).as_pairs(), *reading.kept_pairs],
        "previous": _find_previous(framework, answers, question),
        "advice": advice,
        "to_come": len([key for key in advice.missing if key != question.key]),
        "strip": narrow_verdicts(framework, answers),
    }


def _find_previous(framework: Framework, answers: Answers, question: Question) -> Question | None:
    """Return the answered question before this one, for the way back."""
    keys = [answered.question.key for answered in list_answered(framework, answers)]
    before = [key for key in takewhile(lambda key: key != question.key, framework.by_key) if key in keys]
    return framework.by_key[before[-1]] if before else None


def _render_step(
    request: HtmxRequest, reading: PageReading, name: str, context: dict[str, Any], address: str
) -> HttpResponse:
    """Render a step as a page, or for htmx as the fragment alone with the address to push."""
    wants_fragment = request.htmx and not request.htmx.history_restore_request
    template = f"decision/_{name}.html" if wants_fragment else f"decision/{name}.html"
    response = render(request, template, {**context, "problems": reading.problems, "kept": reading.kept})
    patch_vary_headers(response, ["HX-Request"])
    if wants_fragment:
        response["HX-Push-Url"] = address
        response["Cache-Control"] = "no-store"
    return response
