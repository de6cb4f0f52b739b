"""What a partial set of answers still allows, exactly: the verdicts, and the questions that matter.

Nothing is tried set by set. Questions that no rule reads only add points, so what they can still
add is a set of sums, kept as the bits of an integer (bit n: the sum n can be reached). The
questions that rules read, and the viewer, which counts for some uses only, span a few hundred
worlds. In one world a verdict holds on a range of sums, so a world is just its two cuts: the
lowest sums that give `ai-for-now` and `studio`. Each question about "some completion" is one `&`.
Nothing here relies on the points rising with the stakes.

With `use` open, single uses stand for all lists of uses: the verdict of a list is the highest of
its uses' verdicts, so each verdict of a list, and each change of it, occurs for one of its uses.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from itertools import product
from operator import or_

from decision.answers import Answers
from decision.framework import Framework, Question, VerdictKey
from decision.scoring import compile_use, read_bounds

_SUMS = 101  # a sum is 0 to 100

Combination = tuple[int, ...]
"""One option number for each conditional question."""
Cuts = tuple[int, ...]
"""The lowest sum that gives each verdict, from 0 for the lowest to _SUMS after the highest."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What the conditional questions leave open, as bits over the sum of the additive ones."""

    verdicts: Mapping[VerdictKey, int]
    """Verdict -> the sums at which some world gives it."""
    differs: Mapping[str, int]
    """Open question (conditional, or `use`) -> the sums at which it alone changes the verdict."""
    cuts: int
    """The sums at which some world's verdict changes from that of the sum below."""


def find_possible_verdicts(framework: Framework, answers: Answers) -> tuple[VerdictKey, ...]:
    """Return exactly the verdicts that some completion of the answers gives, the lowest first."""
    reach = _find_reach(framework, answers.uses, _read_combination(framework, answers))
    sums = _reach_sums(framework, answers)
    return tuple(verdict for verdict, bits in reach.verdicts.items() if sums & bits)


def find_questions_that_matter(framework: Framework, answers: Answers) -> tuple[str, ...]:
    """Return the open verdict questions that can still move the verdict, in asking order.

    A question matters when in some completion changing only its answer changes the verdict.
    """
    reach = _find_reach(framework, answers.uses, _read_combination(framework, answers))
    return tuple(
        question.key
        for question in framework.verdict_questions
        if question.key not in answers and _matters(framework, answers, question, reach)
    )


def _matters(framework: Framework, answers: Answers, question: Question, reach: Reach) -> bool:
    others = _reach_sums(framework, answers, besides=question)
    if question.key in reach.differs:
        return bool(others & reach.differs[question.key])
    points = [option.points for option in question.options]
    crossed = _union(others << more for more in range(min(points) + 1, max(points) + 1))
    return bool(crossed & reach.cuts)


@cache
def _conditional(framework: Framework) -> tuple[Question, ...]:
    read = {key for rule in framework.rules for key in rule.when} | {"viewer"}
    return tuple(q for q in framework.verdict_questions if q.key in read and not q.many)


@cache
def _additive(framework: Framework) -> tuple[Question, ...]:
    conditional = {question.key for question in _conditional(framework)}
    return tuple(q for q in framework.verdict_questions if q.key not in conditional and not q.many)


@cache
def _representatives(question: Question) -> dict[str, int]:
    """Return option key -> number of the first option that stands level with it."""
    numbers = {option.key: number for number, option in enumerate(question.options)}
    levels = question.levels.values() or [(option,) for option in question.options]
    return {option.key: numbers[level[0].key] for level in levels for option in level}


def _read_combination(framework: Framework, answers: Answers) -> tuple[int | None, ...]:
    return tuple(
        _representatives(question)[answers.options[question.key]] if question.key in answers else None
        for question in _conditional(framework)
    )


def _reach_sums(framework: Framework, answers: Answers, besides: Question | None = None) -> int:
    """Return the sums that the additive questions, one left out, can reach, as bits."""
    sums = 1
    for question in _additive(framework):
        if question is not besides:
            given = answers.get(question.key)
            options = question.options if given is None else (question.by_key[given],)
            sums = _union(sums << points for points in {option.points for option in options})
    return sums


@lru_cache(maxsize=8192)
def _find_reach(framework: Framework, uses: tuple[str, ...], given: tuple[int | None, ...]) -> Reach:
    """Return the reach of all worlds that the answered conditional questions leave open."""
    rooms = [
        sorted(set(_representatives(question).values())) if number is None else (number,)
        for question, number in zip(_conditional(framework), given, strict=True)
    ]
    worlds = {
        (candidate, *combination): table[combination]
        for candidate, table in enumerate(_tabulate_candidates(framework, uses))
        for combination in product(*rooms)
    }
    keys = ["use", *(question.key for question in _conditional(framework))]
    is_open = [not uses, *(number is None for number in given)]
    return Reach(
        verdicts=_join_verdicts(framework, worlds.values()),
        differs={key: _find_differences(worlds, place) for place, key in enumerate(keys) if is_open[place]},
        cuts=_union(1 << cut for cuts in set(worlds.values()) for cut in cuts[1:-1] if 0 < cut < _SUMS),
    )


def _join_verdicts(framework: Framework, worlds: Iterable[Cuts]) -> dict[VerdictKey, int]:
    distinct = set(worlds)
    return {
        verdict.key: _union(_span(cuts[number], cuts[number + 1]) for cuts in distinct)
        for number, verdict in enumerate(framework.verdicts)
    }


def _find_differences(worlds: Mapping[Combination, Cuts], place: int) -> int:
    """Return the sums at which worlds that differ only at `place` give different verdicts."""
    groups: dict[Hashable, set[Cuts]] = {}
    for combination, cuts in worlds.items():
        groups.setdefault(combination[:place] + combination[place + 1 :], set()).add(cuts)
    distinct = {frozenset(group) for group in groups.values() if len(group) > 1}
    return _union(bits for group in distinct for bits in _disagree(group))


def _disagree(group: Iterable[Cuts]) -> Iterator[int]:
    return (_span(min(cuts), max(cuts)) for cuts in zip(*group, strict=True))


def _tabulate_candidates(framework: Framework, uses: tuple[str, ...]) -> list[dict[Combination, Cuts]]:
    if uses:
        return [_tabulate_cuts(framework, uses)]
    return [_tabulate_cuts(framework, (use,)) for use in framework.uses]


@lru_cache(maxsize=256)
def _tabulate_cuts(framework: Framework, uses: tuple[str, ...]) -> dict[Combination, Cuts]:
    """Return each world's cuts for uses taken together: the highest verdict has the lowest cut."""
    if len(uses) == 1:
        return _tabulate_cuts_of_use(framework, uses[0])
    tables = [_tabulate_cuts_of_use(framework, use) for use in uses]
    return {
        combination: tuple(map(min, zip(*(table[combination] for table in tables), strict=True)))
        for combination in tables[0]
    }


def _tabulate_cuts_of_use(framework: Framework, use: str) -> dict[Combination, Cuts]:
    rooms = [sorted(set(_representatives(question).values())) for question in _conditional(framework)]
    return {combination: _cut(framework, use, combination) for combination in product(*rooms)}


def _cut(framework: Framework, use: str, combination: Combination) -> Cuts:
    numbers = dict(zip((q.key for q in _conditional(framework)), combination, strict=True))
    base, floor, cap = read_bounds(
        compile_use(framework, use), [numbers.get(q.key) for q in framework.verdict_questions]
    )
    return (
        0,
        *(_lowest_sum(verdict.threshold, base, floor, cap) for verdict in framework.verdicts[1:]),
        _SUMS,
    )


def _lowest_sum(threshold: int, base: int, floor: int, cap: int) -> int:
    """Return the lowest sum of additive points that lifts the index to the threshold."""
    if floor >= threshold:
        return 0
    return _SUMS if cap < threshold else max(0, threshold - base)


def _span(start: int, stop: int) -> int:
    """Return the bits from `start` up to, not including, `stop`."""
    return max(0, (1 << stop) - (1 << start))


def _union(parts: Iterable[int]) -> int:
    return reduce(or_, parts, 0)
