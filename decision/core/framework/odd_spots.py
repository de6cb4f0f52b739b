"""What odd places in a picture mean at the stakes of a use: read from the framework, and what its steps must keep."""

from collections.abc import Iterator
from itertools import pairwise
from typing import get_args

from decision.core.framework.model import Framework, LookAdvice, LookRule, VerdictKey

STRICTNESS: dict[LookAdvice, int] = {advice: number for number, advice in enumerate(get_args(LookAdvice))}
"""Advice -> its number, from mild to strict."""


def weigh_odd_places(framework: Framework, verdict: VerdictKey, odd: int) -> LookAdvice:
    """Return the advice for a picture with this many odd places (0 or more) where this verdict holds."""
    rule = next(rule for rule in framework.looks if rule.verdict == verdict)
    return next(step.advice for step in reversed(rule.steps) if odd >= step.odd)


def find_look_faults(framework: Framework) -> Iterator[str]:
    """Yield what is wrong with the rules for a close look, and where in the file."""
    if [rule.verdict for rule in framework.looks] != [verdict.key for verdict in framework.verdicts]:
        yield "look: must have one table for each verdict, in their order."
        return
    sound = True
    for rule in framework.looks:
        for fault in _find_step_faults(rule):
            sound = False
            yield fault
    if sound:
        yield from _find_milder_verdicts(framework)


def _find_step_faults(rule: LookRule) -> Iterator[str]:
    where = f"look {rule.verdict}: steps"
    counts = [step.odd for step in rule.steps]
    if counts[:1] != [0] or counts != sorted(set(counts)):
        yield f"{where}: must rise from 0 odd places."
    for one, other in pairwise(rule.steps):
        if STRICTNESS[other.advice] <= STRICTNESS[one.advice]:
            yield f"{where}: {other.odd} odd places must be advised more strictly than {one.odd}."


def _find_milder_verdicts(framework: Framework) -> Iterator[str]:
    counts = sorted({step.odd for rule in framework.looks for step in rule.steps})
    for lower, higher in pairwise(framework.looks):
        for odd in counts:
            below = weigh_odd_places(framework, lower.verdict, odd)
            if STRICTNESS[weigh_odd_places(framework, higher.verdict, odd)] < STRICTNESS[below]:
                yield f"look {higher.verdict}: is milder than {lower.verdict} for {odd} odd places."
