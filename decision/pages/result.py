"""What a settled result says. The result page and the report show the same object, so they cannot disagree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decision.content import content
from decision.content.model import (
    Brief,
    ComparisonRow,
    Destination,
    Evidence,
    Failure,
    Guide,
    Notice,
    SessionGift,
    VerdictText,
)
from decision.core.advice import SESSION_PLANS, Advice
from decision.core.cautions import find_options_that_count
from decision.core.expiry import Expiry, find_expiry
from decision.core.framework import Caution, Question
from decision.core.packages import PackageOffer
from decision.core.plan import count_plan_questions
from decision.core.turnaround import Delivery
from decision.core.versions import NewerResult
from decision.pages.charts import Bar, Scale, lay_out_bars, lay_out_scale
from decision.pages.clauses import write_reason
from decision.pages.places import DestinationCard, Places, describe_places
from decision.pages.reasons import (
    ContestRow,
    OwnReading,
    Reasons,
    describe_contestable,
    describe_own_reading,
    describe_reasons,
)
from decision.pages.what_if import LEAVE_OUT, WhatIfPart
from decision.pages.words import (
    AnsweredQuestion,
    StakesRow,
    UseRow,
    allows_ai,
    describe_cautions,
    describe_contributions,
    describe_uses,
    list_answered,
    list_evidence,
    list_guides,
    list_spots,
    list_unasked,
    mark_comparison,
    name_verdicts,
)
from decision.sentences import join_words

NO_STUDIO = (LEAVE_OUT, "take-plain")
"""Plans that lead nobody to the studio."""


@dataclass(frozen=True)
class FittingOffer:
    """A package made for the deciding use."""

    offer: PackageOffer
    within_budget: bool
    is_named: bool
    """Whether the advice names this package."""

    @property
    def price(self) -> str:
        """The price in US dollars, as people read it: “$1,050”."""
        return f"${self.offer.price:,}"


@dataclass(frozen=True)
class PlanPart:
    text: Guide | None
    """None while questions of the plan are open; then `possible` and `next_question` say what is left."""
    source: str | None
    possible: tuple[Guide, ...]
    next_question: Question | None
    fewest: int
    """Questions until the plan is clear."""
    most: int
    guides: tuple[Guide, ...]
    cautions: tuple[Caution, ...]
    expiry: Expiry | None
    allows_ai: bool


@dataclass(frozen=True)
class SessionPart:
    """What a session takes and gives, where one is part of the plan."""

    at_gorn: bool
    has_dates: bool
    """Whether dates are worked out: not where money or time for a session is still missing."""
    briefs: tuple[Brief, ...]
    gives: tuple[SessionGift, ...]
    fitting: tuple[FittingOffer, ...]
    has_offers: bool
    """Whether the studio's list is available."""


@dataclass(frozen=True)
class Result:
    """Everything that follows from settled answers, in words and charts."""

    advice: Advice
    verdict: VerdictText
    headline: str
    """True for every place: the verdict, or what the places have in common."""
    reason: str
    """Why, in one or two sentences about the person."""
    uses: list[UseRow]
    places: Places | None
    """Where there are several."""
    answered: list[AnsweredQuestion]
    unasked: list[Question]
    bars: list[tuple[StakesRow, Bar]]
    scale: Scale
    weightiest: StakesRow
    reasons: Reasons
    contested: tuple[str, ...]
    """The questions and rules that the person sets aside."""
    own: OwnReading | None
    contestable: list[ContestRow]
    plan: PlanPart
    session: SessionPart | None
    spots: list[tuple[str, list[tuple[Failure, bool]]]]
    comparison: list[tuple[ComparisonRow, bool]]
    interest: Notice
    against: list[Evidence]
    either_way: list[Evidence]
    in_favor: list[Evidence]

    @property
    def asks_studio(self) -> bool:
        """Whether the page leads to the inquiry: never where a plain photo or none is the answer."""
        return self.advice.verdict != "plain" and self.advice.plan not in NO_STUDIO


@dataclass(frozen=True)
class SessionDay:
    """The session day in the address, as typed, and the dates that follow or why it cannot be one."""

    typed: str = ""
    delivery: Delivery | None = None
    error: str = ""


@dataclass(frozen=True)
class ResultPage(Result):
    """The result page: the result, and what its address says beside the answers."""

    what_if: WhatIfPart
    destinations: tuple[DestinationCard, ...]
    silent: tuple[Destination, ...]
    """The destinations that publish nothing about pictures."""
    proven_sets: int
    """How many sets of answers the rules were checked over; 0 without a proof of this version."""
    today: date
    """In New York."""
    day: SessionDay
    newer: NewerResult | None
    problems: tuple[str, ...]
    kept: Mapping[str, str | tuple[str, ...]]

    @property
    def newer_says(self) -> str:
        """What the newest version says, in words."""
        return describe_newer(self.newer) if self.newer else ""


@dataclass(frozen=True)
class TrialPage:
    """What if: the answers tried leave the verdict open."""

    advice: Advice
    what_if: WhatIfPart
    uses: list[UseRow]
    scale: Scale
    possible: str
    """The verdicts still possible, in words."""
    problems: tuple[str, ...]
    kept: Mapping[str, str | tuple[str, ...]]


def describe_result(
    advice: Advice, offers: Sequence[PackageOffer], contested: tuple[str, ...], *, today: date
) -> Result:
    """Return what settled answers give; `today` is the date in New York."""
    rows = describe_contributions(advice)
    answered = list_answered(advice.framework, advice.answers)
    verdict, places = content().verdicts[str(advice.verdict)], describe_places(advice)
    leave_out = content().plans[LEAVE_OUT] if advice.plan == LEAVE_OUT else None
    return Result(
        advice=advice,
        verdict=verdict,
        headline=leave_out.title if leave_out else places.headline if places else verdict.title,
        reason=leave_out.summary if leave_out else write_reason(advice),
        uses=describe_uses(advice),
        places=places,
        answered=answered,
        unasked=list_unasked(advice),
        bars=list(zip(rows, lay_out_bars(advice.contributions), strict=True)),
        scale=lay_out_scale(advice),
        weightiest=find_weightiest(rows),
        reasons=describe_reasons(advice, answered),
        contested=contested,
        own=describe_own_reading(advice, contested),
        contestable=describe_contestable(advice, rows, contested),
        plan=_describe_plan(advice, today),
        session=_describe_session(advice, offers),
        spots=list_spots(advice.answers.get("worn")),
        comparison=mark_comparison(advice.answers, find_options_that_count(advice.framework, advice.answers, "viewer")),
        interest=content().notices["interest"],
        against=list_evidence("ai", advice),
        either_way=list_evidence("neither", advice),
        in_favor=list_evidence("studio", advice),
    )


def describe_newer(newer: NewerResult) -> str:
    """Return what a newer version gives as one phrase: the verdicts that are possible, and the plans."""
    plans = join_words([f"“{content().plans[plan].title}”" for plan in newer.plans], "or")
    return f"{name_verdicts(newer.verdicts)}; {plans}"


def find_weightiest(rows: Sequence[StakesRow]) -> StakesRow:
    """Return the row that explains most: the rule that decides, else the answer with the most points."""
    rules = [row for row in rows if row.contribution.rule]
    return rules[0] if rules else max(rows, key=lambda row: row.contribution.points)


def _describe_plan(advice: Advice, today: date) -> PlanPart:
    plans = content().plans
    fewest, most = count_plan_questions(advice.framework, advice.verdict, advice.answers) if advice.verdict else (0, 0)
    return PlanPart(
        text=plans[advice.plan].choose_steps(advice.facts) if advice.plan else None,
        source=next((plan.source for plan in advice.framework.plans if plan.key == advice.plan), None),
        possible=tuple(plans[key] for key in advice.possible_plans),
        next_question=advice.framework.by_key[advice.missing[0]] if advice.missing else None,
        fewest=fewest,
        most=most,
        guides=tuple(list_guides(advice)),
        cautions=tuple(describe_cautions(advice)),
        expiry=find_expiry(advice, today),
        allows_ai=allows_ai(advice),
    )


def _describe_session(advice: Advice, offers: Sequence[PackageOffer]) -> SessionPart | None:
    is_planned = advice.plan in (*SESSION_PLANS, "book-local") or (advice.plan is None and advice.verdict == "studio")
    if not is_planned:
        return None
    return SessionPart(
        at_gorn=advice.plan != "book-local" and advice.answers.get("place") != "elsewhere",
        has_dates=advice.plan != "bridge-then-book",
        briefs=tuple(dict.fromkeys(content().brief_for(use) for use in advice.answers.uses)),
        gives=tuple(content().session.values()),
        fitting=tuple(list_fitting(advice, offers)),
        has_offers=bool(offers),
    )


def list_fitting(advice: Advice, offers: Sequence[PackageOffer]) -> list[FittingOffer]:
    """Return the packages made for the deciding use, the cheapest first."""
    budget = advice.answers.get("budget")
    up_to = advice.framework.by_key["budget"].by_key[budget].up_to if budget else None
    fitting = [offer for offer in offers if advice.deciding_use in offer.suits]
    return [
        FittingOffer(offer, up_to is None or offer.price <= up_to, offer == advice.package)
        for offer in sorted(fitting, key=lambda offer: offer.price)
    ]
