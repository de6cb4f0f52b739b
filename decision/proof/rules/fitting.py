"""Rule 11: a plan that can be done, and nothing beside it that does not fit."""

from collections.abc import Collection, Iterator, Mapping
from itertools import product

from decision.content import content
from decision.core.conditions import Tag, fits, holds
from decision.proof.rule import Tally
from decision.proof.rules.plans import describe_plan_set, list_plan_sets
from decision.proof.shown import PLAN_USES, SHOWN, Fitting
from decision.proof.space import Space

Tags = tuple[Tag, Tag]
"""The uses and the plans that something fits."""


def every_plan_can_be_done(space: Space) -> Iterator[Tally]:
    """No plan asks for more money, more time or another place than the answers allow, unless a step bridges it.

    Each use and each pair of uses, with the verdicts that it can have and all plan answers that are asked.
    """
    needs = space.specification.needs or {}
    for plan in space.framework.plans:
        right = (plan.uses, {**plan.needs}) == (PLAN_USES.get(plan.key, "all"), needs.get(plan.key, {}))
        yield Tally(1, None if right else f"plan {plan.key}: fits {plan.uses} with {plan.needs}")
    for uses, verdict, options in list_plan_sets(space):
        facts = {key: (option,) for key, option in options.items()} | {"verdict": (verdict,), "use": uses}
        plan_key = space.engine.choose_plan(space.framework, facts)
        plan = next(plan for plan in space.framework.plans if plan.key == plan_key)
        can = holds(needs.get(plan_key, {}), facts) and fits(plan.uses, uses)
        yield Tally(1, None if can else f"{describe_plan_set(uses, verdict, options)}: {plan_key} cannot be done")


def what_is_shown_fits_the_use_and_the_plan(space: Space) -> Iterator[Tally]:
    """Every caution, brief, destination and finding is shown only beside uses and plans that it fits.

    Each record with each use and each plan.
    """
    shown = {(shown.kind, key): (shown.uses, shown.plans) for shown in SHOWN for key in shown.keys.split()}
    tags = list_tags(space)
    yield from (Tally(1, f"{' '.join(place)}: is not on the list") for place in {*tags} - {*shown})
    for place, right in shown.items():
        found = tags.get(place)
        for use, plan in product(space.uses, [plan.key for plan in space.framework.plans]):
            fault = found is None or _fit(found, use, plan) != _fit(right, use, plan)
            yield Tally(1, f"{' '.join(place)}: use={use} plan={plan}" if fault else None)


def list_tags(space: Space) -> Mapping[tuple[str, str], Tags]:
    """Return (kind, key) -> the tags of each record that pages may show."""
    words = content()
    records: dict[str, Collection[tuple[str, Tag, Tag]]] = {
        "caution": [(caution.key, caution.uses, caution.plans) for caution in space.framework.cautions],
        "brief": [(key, brief.uses, brief.plans) for key, brief in words.briefs.items()],
        "destination": [(key, place.uses, place.plans) for key, place in words.destinations.items()],
        "evidence": [(key, finding.uses, finding.plans) for key, finding in words.evidence.items()],
    }
    return {(kind, key): (uses, plans) for kind, found in records.items() for key, uses, plans in found}


def _fit(tags: tuple[Fitting, Fitting], use: str, plan: str) -> bool:
    uses, plans = tags
    return (uses == "all" or use in uses) and (plans == "all" or plan in plans)
