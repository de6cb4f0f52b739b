"""The pages that read no answers: start, comparison, the framework in full, privacy."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decision.content import content
from decision.core.answers import Answers
from decision.pages.framework import describe_verdicts, gather_framework
from decision.pages.words import list_spots, mark_comparison
from decision.web.page_cache import publish
from decision.web.request_reading import read_request

DAYS_A_YEAR = 365


@require_safe
@publish()
def show_home(request: HttpRequest) -> HttpResponse:
    """Ask the first question right away, and say what this is and who is behind it."""
    reading = read_request(request)
    framework = reading.framework
    context = {
        "question": framework.questions[0],
        "chosen": reading.answers.uses,
        "problems": reading.problems,
        "interest": content().notices["interest"],
        "verdict_lines": describe_verdicts(framework),
    }
    return render(request, "decision/home.html", context)


@require_safe
@publish()
def show_comparison(request: HttpRequest) -> HttpResponse:
    """Show the ten rows of the Gorn document, and what AI portraits get wrong."""
    reading = read_request(request)
    context = {
        "comparison": mark_comparison(Answers(), ()),
        "spots": list_spots(None),
        "answers": reading.answers,
        "problems": reading.problems,
        "kept": reading.kept,
    }
    return render(request, "decision/compare.html", context)


@require_safe
@publish()
def show_framework(request: HttpRequest) -> HttpResponse:
    """Show the whole framework, made from the data that decides."""
    reading = read_request(request)
    context = gather_framework(reading.framework) | {"problems": reading.problems, "kept": reading.kept}
    return render(request, "decision/how_it_decides.html", context)


@require_safe
@publish()
def show_privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept (the inquiry) and what is not (everything else)."""
    times = {
        "inquiry_time": settings.KEEP_INQUIRIES_DAYS,
        "sign_in_time": settings.KEEP_SIGN_INS_DAYS,
        "journal_time": settings.KEEP_JOURNAL_DAYS,
    }
    return render(request, "decision/privacy.html", {name: describe_days(days) for name, days in times.items()})


def describe_days(days: int) -> str:
    """Return a time as people say it: in years where it is whole years."""
    years, rest = divmod(days, DAYS_A_YEAR)
    if years and not rest:
        return "a year" if years == 1 else f"{years} years"
    return "a day" if days == 1 else f"{days} days"
