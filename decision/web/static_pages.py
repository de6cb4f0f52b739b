"""The pages that give no advice: start, comparison, the framework in full, the scorecard, privacy."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from decision.content import content
from decision.content.model import ComparisonRow, Evidence, Failure, Guide, Way
from decision.core.answers import Answers
from decision.core.cautions import find_options_that_count
from decision.core.framework import Question
from decision.pages.framework import VerdictLine, describe_framework, describe_verdicts
from decision.pages.picker import Picker, arrange_places
from decision.pages.scorecard import describe_scorecard
from decision.pages.words import list_evidence, list_spots, mark_comparison
from decision.proof.stored import find_proof
from decision.web.page_cache import publish
from decision.web.request_reading import read_request
from headshot_advisor.methods import require_safe

DAYS_A_YEAR = 365
FIRST_ROWS = ("price", "speed", "authenticity", "best-for")
"""The rows of the comparison that are shown as columns."""


@dataclass(frozen=True)
class StartPage:
    """The start page, which asks the first question."""

    question: Question
    picker: Picker
    chosen: tuple[str, ...]
    verdict_lines: list[VerdictLine]
    sets: int | None
    """How many sets of answers the rules are proven over; None without a proof."""
    percent_without_studio: int | None
    """The share of them that need no studio, each place weighing the same."""
    problems: tuple[str, ...]


@dataclass(frozen=True)
class ComparisonColumn:
    """One of the three ways: its `drawing`, and what the first rows of the comparison say of it, with their sources."""

    drawing: str
    title: str
    cells: list[tuple[str, str, tuple[str, ...]]]


@dataclass(frozen=True)
class ComparisonPage:
    """The comparison of AI, a plain photo and a session, and what AI portraits get wrong."""

    columns: list[ComparisonColumn]
    caveat: ComparisonRow
    comparison: list[tuple[ComparisonRow, bool]]
    plain_photo: Guide
    ways: list[Way]
    spots: list[tuple[str, list[tuple[Failure, bool]]]]
    against: list[Evidence]
    in_favor: list[Evidence]
    either_way: list[Evidence]
    answers: Answers
    problems: tuple[str, ...]
    kept: Mapping[str, str | tuple[str, ...]]


@require_safe
@publish()
def show_home(request: HttpRequest) -> HttpResponse:
    """Ask the first question, and say what this is and who is behind it."""
    reading = read_request(request)
    question = reading.framework.questions[0]
    proof = find_proof(reading.framework)
    page = StartPage(
        question=question,
        picker=arrange_places(question),
        chosen=reading.answers.uses,
        verdict_lines=describe_verdicts(reading.framework),
        sets=proof.space.distinct if proof else None,
        percent_without_studio=round(100 * (1 - proof.shares.equal_uses["studio"])) if proof else None,
        problems=reading.problems,
    )
    return render(request, "decision/home.html", {"page": page})


@require_safe
@publish()
def show_comparison(request: HttpRequest) -> HttpResponse:
    """Show the ten rows of the Gorn document, those marked that matter for the answers, and what AI gets wrong."""
    reading = read_request(request)
    viewers = find_options_that_count(reading.framework, reading.answers, "viewer")
    page = ComparisonPage(
        columns=list_columns(),
        caveat=content().comparison["best-for"],
        comparison=mark_comparison(reading.answers, viewers),
        plain_photo=content().guides["bridge"],
        ways=list(content().ways.values()),
        spots=list_spots(None),
        against=list_general_evidence("ai"),
        in_favor=list_general_evidence("studio"),
        either_way=list_general_evidence("neither"),
        answers=reading.answers,
        problems=reading.problems,
        kept=reading.kept,
    )
    return render(request, "decision/compare.html", {"page": page})


def list_columns() -> list[ComparisonColumn]:
    """Return the three ways with the rows that most people ask about."""
    rows = [content().comparison[key] for key in FIRST_ROWS]
    return [
        ComparisonColumn("ai", "AI generator", [(row.criterion, row.ai, (row.claim,)) for row in rows]),
        ComparisonColumn("window", "Plain real photo", [(row.criterion, row.plain, row.plain_sources) for row in rows]),
        ComparisonColumn("studio", "Studio session", [(row.criterion, row.studio, (row.claim,)) for row in rows]),
    ]


def list_general_evidence(leans: str) -> list[Evidence]:
    """Return the findings that lean this way and are about no place in particular."""
    return [finding for finding in list_evidence(leans) if finding.uses == "all"]


@require_safe
@publish()
def show_framework(request: HttpRequest) -> HttpResponse:
    reading = read_request(request)
    page = describe_framework(reading.framework, reading.problems)
    return render(request, "decision/how_it_decides.html", {"page": page})


@require_safe
@publish()
def show_scorecard(request: HttpRequest) -> HttpResponse:
    """Show how the advisor does by standards of others."""
    return render(request, "decision/scorecard.html", {"page": describe_scorecard()})


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
