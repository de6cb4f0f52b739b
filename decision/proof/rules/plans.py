"""Rules 1 and 11, for plans: every set has one, it can be done, and nothing beside it does not fit."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from itertools import combinations, islice, product

from decision.conditions import Tag, fits, holds
from decision.content import content
from decision.core.answers import Answers
from decision.proof.promise import Tally
from decision.proof.reference import find_verdicts
from decision.proof.shown import PLAN_USES, SHOWN, Fitting
from decision.proof.space import Space

Uses = tuple[str, ...]


def every_set_has_one_plan(space: Space) -> Iterator[Tally]:
    """Every complete set of answers has exactly one plan: the first that fits, in the published order.

    A plan reads the verdict, the uses and the plan answers, and nothing else: each use, and each pair with a use that
    shapes plans, with the verdicts that they can have and all plan answers that are asked.
    """
    for uses, verdict, options in list_plan_sets(space):
        facts = {key: (option,) for key, option in options.items()} | {"verdict": (verdict,), "use": uses}
        found = space.engine.choose_plan(space.framework, facts)
        right = space.specification.plan_for({**options, "verdict": verdict}, uses)
        yield Tally(1, None if found == right else f"{describe_plan_set(uses, verdict, options)}: {found}, not {right}")


def list_plan_sets(space: Space) -> Iterator[tuple[Uses, str, dict[str, str]]]:
    """Yield uses (one or two), a verdict that they can have, and the plan answers."""
    for uses in _list_uses(space):
        keys = space.specification.list_plan_questions(uses)
        rooms = [space.framework.by_key[key].by_key for key in keys]
        for verdict, options in product(sorted(_find_verdicts(space, uses)), product(*rooms)):
            yield uses, verdict, dict(zip(keys, options, strict=True))


def _list_uses(space: Space) -> list[Uses]:
    """Return each use alone, and each pair of which one shapes plans."""
    shaping = {use for uses in space.specification.plan_uses for use in uses}
    return [*((use,) for use in space.uses), *(pair for pair in combinations(space.uses, 2) if shaping & {*pair})]


def describe_plan_set(uses: Uses, verdict: str, options: Mapping[str, str]) -> str:
    """Return such a set in words."""
    return " ".join([f"use={','.join(uses)}", f"verdict={verdict}", *(f"{k}={o}" for k, o in options.items())])


def _find_verdicts(space: Space, uses: Uses) -> frozenset[str]:
    """Return the verdicts that one or two uses can have; the higher of two is that of both."""
    order = space.specification.verdicts
    found = [find_verdicts(space.framework, (use,), {}) for use in uses]
    if len(found) == 1:
        return found[0]
    # Two uses share their answers, so not every pair of verdicts need occur; one too many does no harm here.
    return frozenset(max(pair, key=order.index) for pair in product(*found))


def a_partial_set_has_the_plans_of_its_completions(space: Space) -> Iterator[Tally]:
    """A partial set has exactly the plans that some completion gives, and so a plan only if that is one.

    With all verdict questions open, for each use; with the use open too, for one set of plan answers in a hundred.
    """
    reached = {uses: _reach(space, uses) for uses in _list_uses(space)}
    for uses in ((use,) for use in space.uses):
        keys = space.specification.list_plan_questions(uses)
        yield from _compare(space, uses, keys, {uses: reached[uses]})
    yield from _compare(space, (), space.specification.plan_questions, reached, every=101)


def _reach(space: Space, uses: Uses) -> frozenset[str]:
    """Return the verdicts that these uses have together for some answers."""
    return frozenset(space.engine.find_possible_verdicts(space.framework, Answers(uses, {})))


def _compare(
    space: Space, uses: Uses, keys: Uses, reached: Mapping[Uses, frozenset[str]], *, every: int = 1
) -> Iterator[Tally]:
    """Compare the plans of all partial sets of plan answers with those of the lists of uses that complete it."""
    order = [plan.key for plan in space.framework.plans]
    completed = [
        (_complete(space, together, verdict), space.specification.list_plan_questions(together))
        for together, verdicts in reached.items()
        for verdict in verdicts
    ]
    rooms = [(None, *space.framework.by_key[key].by_key) for key in keys]
    for given in islice(product(*rooms), 0, None, every):
        options = {key: option for key, option in zip(keys, given, strict=True) if option}
        right = frozenset().union(*(plans(tuple(options.get(key) for key in asked)) for plans, asked in completed))
        found = space.engine.find_possible_plans(space.framework, Answers(uses, options))
        described = f"use={','.join(uses)} " + " ".join(f"{key}={option}" for key, option in options.items())
        yield Tally(1, None if [*found] == sorted(right, key=order.index) else f"{described}: {', '.join(found)}")


def _complete(space: Space, uses: Uses, verdict: str) -> Callable[[tuple[str | None, ...]], frozenset[str]]:
    """Return a function: plan answers, None where open -> the plans of their completions."""
    keys = space.specification.list_plan_questions(uses)

    @cache
    def list_plans(given: tuple[str | None, ...]) -> frozenset[str]:
        if None not in given:
            facts = {"verdict": verdict, **{key: str(option) for key, option in zip(keys, given, strict=True)}}
            return frozenset({space.specification.plan_for(facts, uses)})
        number = given.index(None)
        every = space.framework.by_key[keys[number]].by_key
        return frozenset().union(*(list_plans((*given[:number], option, *given[number + 1 :])) for option in every))

    return list_plans


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
    yield from (Tally(1, f"{' '.join(record)}: is not on the list") for record in {*tags} - {*shown})
    for record, right in shown.items():
        found = tags.get(record)
        for use, plan in product(space.uses, [plan.key for plan in space.framework.plans]):
            fault = found is None or _fit(found, use, plan) != _fit(right, use, plan)
            yield Tally(1, f"{' '.join(record)}: use={use} plan={plan}" if fault else None)


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
