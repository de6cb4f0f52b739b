"""Rule 1, for plans. A plan reads the verdict and the five plan answers, nothing else: the loader
refuses a plan that would read more, and a test holds `advise` to it. So a few thousand cases stand
for all sets of answers.
"""

from collections.abc import Iterator
from itertools import chain, combinations, product

from decision.core.answers import Answers
from decision.proof.rule import Tally
from decision.proof.space import Space
from decision.proof.specification import PLAN_QUESTIONS, plan_for


def every_set_has_one_plan(space: Space) -> Iterator[Tally]:
    """Every complete set of answers has exactly one plan: the first that fits, in the published order.

    A plan reads the verdict and the five plan answers, and nothing else: three verdicts with all 432 sets of them.
    """
    for facts in _list_facts(space):
        expected = plan_for(facts)
        found = space.engine.choose_plan(space.framework, {key: (option,) for key, option in facts.items()})
        yield Tally(1, None if found == expected else f"{_describe(facts)}: {found}, not {expected}")


def _list_facts(space: Space) -> Iterator[dict[str, str]]:
    keys = ("verdict", *PLAN_QUESTIONS)
    verdicts = [verdict.key for verdict in space.framework.verdicts]
    rooms = [verdicts, *(space.framework.by_key[key].by_key for key in PLAN_QUESTIONS)]
    return (dict(zip(keys, options, strict=True)) for options in product(*rooms))


def a_partial_set_has_the_plans_of_its_completions(space: Space) -> Iterator[Tally]:
    """A partial set has exactly the plans that some completion gives, and so a plan only if that is one."""
    order = [plan.key for plan in space.framework.plans]
    rooms = [[None, *space.framework.by_key[key].by_key] for key in PLAN_QUESTIONS]
    for given in product(*rooms):
        options = {key: option for key, option in zip(PLAN_QUESTIONS, given, strict=True) if option}
        by_verdict = {verdict.key: _list_plans(space, verdict.key, options) for verdict in space.framework.verdicts}
        for verdicts in chain.from_iterable(combinations(by_verdict, size) for size in range(1, len(by_verdict) + 1)):
            expected = sorted(set().union(*(by_verdict[verdict] for verdict in verdicts)), key=order.index)
            found = space.engine.find_possible_plans(space.framework, verdicts, Answers((), options))
            described = f"verdict={','.join(verdicts)} {_describe(options)}"
            yield Tally(1, None if [*found] == expected else f"{described}: {', '.join(found)}")


def _list_plans(space: Space, verdict: str, options: dict[str, str]) -> set[str]:
    rooms = ([options[key]] if key in options else space.framework.by_key[key].by_key for key in PLAN_QUESTIONS)
    keys = ("verdict", *PLAN_QUESTIONS)
    return {plan_for(dict(zip(keys, (verdict, *values), strict=True))) for values in product(*rooms)}


def _describe(facts: dict[str, str]) -> str:
    return " ".join(f"{key}={option}" for key, option in facts.items())
