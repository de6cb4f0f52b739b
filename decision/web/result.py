"""The result: the verdict, why, what to do next, and the evidence for and against."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from decision.core.advice import Advice, advise
from decision.core.answers import AnswerError
from decision.core.packages import PackageOffer, list_packages
from decision.core.turnaround import SessionDayError, find_today, plan_delivery, read_session_day
from decision.core.versions import find_newer_difference
from decision.pages.charts import lay_out_scale
from decision.pages.places import draw_card, is_specified, list_destinations
from decision.pages.readings import ReadingsPage, describe_readings
from decision.pages.result import Result, ResultPage, SessionDay, TrialPage, describe_result
from decision.pages.what_if import LEAVE_OUT, describe_what_if, read_own_answers
from decision.pages.words import describe_uses, name_verdicts
from decision.proof.stored import find_proof
from decision.web.page_cache import publish
from decision.web.request_reading import PageReading, read_request
from headshot_advisor.methods import require_safe

UNREADABLE_OWN_ANSWERS = "We can’t read what your own answers were, so this page is about the answers in the link."


@require_safe
@publish(offers=list_packages, today=find_today)
def show_result(request: HttpRequest, *, offers: Sequence[PackageOffer], today: date) -> HttpResponse:
    """Show the result of settled answers, or what each answer to a question would mean that was left open for good.

    Other unsettled answers go to the question that is missing, unless the reader tries them from a result of their own,
    which `was` says.
    """
    reading = read_request(request)
    advice = advise(reading.framework, reading.answers, offers)
    own, problems = read_own(reading)
    if not advice.settled and own:
        page: TrialPage | ResultPage | ReadingsPage = describe_trial_page(advice, own, reading, problems)
        return render(request, "decision/result/trial.html", {"page": page})
    if not advice.settled and advice.to_ask:
        return redirect(reading.lead_to("decision:question", advice.to_ask[0]))
    if not advice.settled:
        return render(request, "decision/result/readings.html", {"page": describe_open_page(advice, reading)})
    result = describe_result(advice, offers, reading.contested, today=today)
    page = describe_result_page(result, own, reading, problems, day=read_session(reading, advice, today), today=today)
    return render(request, "decision/result/result.html", {"page": page})


def read_own(reading: PageReading) -> tuple[Advice | None, tuple[str, ...]]:
    """Return the advice by the reader's own answers while they try others, and all that was not understood."""
    if not reading.was:
        return None, reading.problems
    try:
        own = advise(reading.framework, read_own_answers(reading.framework, reading.answers, reading.was))
    except AnswerError:
        return None, (*reading.problems, UNREADABLE_OWN_ANSWERS)
    return (own if own.settled else None), reading.problems


def describe_trial_page(advice: Advice, own: Advice, reading: PageReading, problems: tuple[str, ...]) -> TrialPage:
    return TrialPage(
        advice=advice,
        what_if=describe_what_if(own, advice),
        uses=describe_uses(advice),
        scale=lay_out_scale(advice, own),
        possible=name_verdicts(advice.possible_verdicts),
        problems=problems,
        kept=reading.kept,
    )


def describe_result_page(
    result: Result, own: Advice | None, reading: PageReading, problems: tuple[str, ...], *, day: SessionDay, today: date
) -> ResultPage:
    advice, proof = result.advice, find_proof(reading.framework)
    destinations = list_destinations(advice)
    is_photo_used = advice.plan != LEAVE_OUT
    return ResultPage(
        **vars(replace(result, scale=lay_out_scale(advice, own))),
        what_if=describe_what_if(own or advice, advice if own else None),
        destinations=tuple(draw_card(place) for place in destinations if is_specified(place) and is_photo_used),
        silent=tuple(place for place in destinations if not is_specified(place) and is_photo_used),
        proven_sets=proof.space.distinct if proof else 0,
        today=today,
        day=day,
        newer=find_newer_difference(advice),
        problems=problems,
        kept=reading.kept,
    )


def describe_open_page(advice: Advice, reading: PageReading) -> ReadingsPage:
    return ReadingsPage(
        **vars(describe_readings(advice)),
        newer=find_newer_difference(advice),
        contested=reading.contested,
        problems=reading.problems,
        kept=reading.kept,
    )


def read_session(reading: PageReading, advice: Advice, today: date) -> SessionDay:
    """Return the dates after the session day in the address, or what is wrong with that day."""
    typed = reading.query.get("session", "")
    if not typed:
        return SessionDay()
    try:
        day = read_session_day(typed, today)
    except SessionDayError as error:
        return SessionDay(typed, error=str(error))
    return SessionDay(day.isoformat(), plan_delivery(day, deadline=advice.answers.get("deadline"), today=today))
