"""What a partial set of answers still allows, worked out plainly: the reference for `decision.core.possible.tables`.

It reads the framework's data and shares no code with what it checks. For each way to answer the open questions that
rules read, the other questions only add points: the sums that they can reach are a set, and each verdict begins at one
sum, its cut. A verdict is possible if some reachable sum lies between its cut and the next.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise, product

from decision.core.framework import Framework, Question, Rule

NEVER = 1000
"""A cut that no sum of points reaches."""

Options = Mapping[str, str]


def find_verdicts(framework: Framework, uses: tuple[str, ...], options: Options) -> frozenset[str]:
    """Return the verdicts that some completion of the answers gives; with no uses, for some use."""
    if not uses:
        return frozenset().union(*(find_verdicts(framework, (use,), options) for use in framework.uses))
    tried, added = _sort_questions(framework, uses)
    sums = _add_up(added, tuple(options.get(question.key) for question in added))
    cuts = _list_cuts(framework, uses, tried, tuple(options.get(question.key) for question in tried))
    return frozenset(framework.verdicts[number].key for number in _find_reached(sums, cuts))


@lru_cache(maxsize=65536)
def _find_reached(sums: frozenset[int], cuts: frozenset[tuple[int, ...]]) -> frozenset[int]:
    """Return the numbers of the verdicts that some of the sums reach under some of the cuts."""
    return frozenset(
        number
        for of_verdicts in cuts
        for number, (low, high) in enumerate(pairwise((*of_verdicts, NEVER)))
        if any(low <= points < high for points in sums)
    )


@lru_cache(maxsize=512)
def _sort_questions(framework: Framework, uses: tuple[str, ...]) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """Return the questions whose options are tried one by one, and those that only add points to all uses alike."""
    fixed = [_settle(framework, use) for use in uses]
    counted = [q for q in framework.verdict_questions if not q.many and not all(q.key in answers for answers in fixed)]
    read = {key for rule in framework.rules if {*uses} & {*rule.when.get("use", uses)} for key in rule.when}
    read |= {key for answers in fixed for key in answers}
    tried, added = ([q for q in counted if (q.key in read) == is_read] for is_read in (True, False))
    return tuple(tried), tuple(added)


@lru_cache(maxsize=64)
def _settle(framework: Framework, use: str) -> dict[str, str]:
    """Return the answers that a use implies, and the lowest of those questions that are not asked for it."""
    unasked = {q.key: q.options[0].key for q in framework.verdict_questions if q.asked_for and use not in q.asked_for}
    return unasked | dict(framework.uses[use].implies)


@lru_cache(maxsize=65536)
def _add_up(questions: tuple[Question, ...], given: tuple[str | None, ...]) -> frozenset[int]:
    sums = {0}
    for question, key in zip(questions, given, strict=True):
        points = {option.points for option in question.options if key in (None, option.key)}
        sums = {so_far + more for so_far in sums for more in points}
    return frozenset(sums)


@lru_cache(maxsize=65536)
def _list_cuts(
    framework: Framework, uses: tuple[str, ...], questions: tuple[Question, ...], given: tuple[str | None, ...]
) -> frozenset[tuple[int, ...]]:
    """Return the cuts of these uses together, for each way to answer these questions where they are open."""
    keys = [question.key for question in questions]
    rooms = [[key] if key else list(question.by_key) for question, key in zip(questions, given, strict=True)]
    found = set()
    for chosen in product(*rooms):
        answers = dict(zip(keys, chosen, strict=True))
        of_uses = [_find_cuts(framework, use, answers) for use in uses]
        found.add(tuple(min(cuts) for cuts in zip(*of_uses, strict=True)))
    return frozenset(found)


def _find_cuts(framework: Framework, use: str, answers: Options) -> list[int]:
    """Return for each verdict the least sum of further points from which this use has it or a higher one."""
    answers = {**answers, **_settle(framework, use), "use": use}
    points = sum(framework.by_key[key].by_key[option].points for key, option in answers.items())
    rules = [rule for rule in framework.rules if all(answers.get(key) in rule.when[key] for key in rule.when)]
    floor = max(_list_indexes(rules, "floor"), default=0)
    cap = min(_list_indexes(rules, "cap"), default=NEVER)
    return [
        0 if floor >= verdict.threshold else NEVER if cap < verdict.threshold else max(0, verdict.threshold - points)
        for verdict in framework.verdicts
    ]


def _list_indexes(rules: Iterable[Rule], kind: str) -> Iterator[int]:
    return (rule.index for rule in rules if rule.kind == kind)
