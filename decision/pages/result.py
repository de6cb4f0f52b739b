"""What the result page and the report show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from decision.content import content
from decision.core.advice import SESSION_PLANS, Advice, find_viewers
from decision.core.packages import PackageOffer
from decision.pages.charts import lay_out_bars, lay_out_ticks, lay_out_zones
from decision.pages.reasons import gather_reasons
from decision.pages.words import (
    StakesRow,
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
)


@dataclass(frozen=True)
class FittingOffer:
    """A package made for the deciding use; whether the budget reaches it, and whether the advice names it."""

    offer: PackageOffer
    within_budget: bool
    is_named: bool

    @property
    def price(self) -> str:
        """The price in US dollars, as people read it: “$1,050”."""
        return f"${self.offer.price:,}"


def list_fitting(advice: Advice, offers: Sequence[PackageOffer]) -> list[FittingOffer]:
    """Return the packages made for the deciding use, the cheapest first."""
    budget = advice.answers.get("budget")
    up_to = advice.framework.by_key["budget"].by_key[budget].up_to if budget else None
    fitting = [offer for offer in offers if advice.deciding_use in offer.suits]
    return [
        FittingOffer(offer, up_to is None or offer.price <= up_to, offer == advice.package)
        for offer in sorted(fitting, key=lambda offer: offer.price)
    ]


def gather_result(advice: Advice, offers: Sequence[PackageOffer] = ()) -> dict[str, Any]:
    """Return the template context of a settled result; pure, apart from the content that it reads."""
    return {
        "advice": advice,
        "offers": offers,
        "fitting": list_fitting(advice, offers),
        **_gather_verdict(advice),
        **gather_reasons(advice),
        **_gather_plan(advice),
        **_gather_background(advice),
    }


def _gather_verdict(advice: Advice) -> dict[str, Any]:
    rows = describe_contributions(advice)
    return {
        "verdict": content().verdicts[str(advice.verdict)],
        "uses": describe_uses(advice),
        "bars": list(zip(rows, lay_out_bars(advice.contributions), strict=True)),
        "ticks": lay_out_ticks(advice),
        "ticks_lift": max((tick.lift for tick in lay_out_ticks(advice)), default=0),
        "zones": lay_out_zones(advice),
        "weightiest": find_weightiest(advice),
        "answered": list_answered(advice.framework, advice.answers),
        "unasked": list_unasked(advice),
    }


def find_weightiest(advice: Advice) -> StakesRow:
    """Return the row that explains most: the rule that held, else the answer with the most points."""
    rows = describe_contributions(advice)
    rules = [row for row in rows if row.contribution.rule]
    return rules[0] if rules else max(rows, key=lambda row: row.contribution.points)


def _gather_plan(advice: Advice) -> dict[str, Any]:
    has_session = advice.plan in (*SESSION_PLANS, "book-local") or (advice.plan is None and advice.verdict == "studio")
    return {
        "plan": content().plans[advice.plan] if advice.plan else None,
        "plan_source": next((plan.source for plan in advice.framework.plans if plan.key == advice.plan), None),
        "possible_plans": [content().plans[key] for key in advice.possible_plans],
        "next_question": advice.framework.by_key[advice.missing[0]] if advice.missing else None,
        "guides": list_guides(advice),
        "cautions": describe_cautions(advice),
        "has_session": has_session,
        "at_gorn": has_session and advice.plan != "book-local",
        "allows_ai": allows_ai(advice),
        "briefs": list(dict.fromkeys(content().brief_for(use) for use in advice.answers.uses)) if has_session else [],
        "session_gives": content().session.values(),
        "spots": list_spots(advice.answers.get("worn")),
    }


def _gather_background(advice: Advice) -> dict[str, Any]:
    viewers = find_viewers(advice.framework, advice.answers)
    return {
        "comparison": mark_comparison(advice.answers, viewers),
        "interest": content().notices["interest"],
        "against": list_evidence("ai"),
        "either_way": list_evidence("neither"),
        "in_favor": list_evidence("studio"),
    }
