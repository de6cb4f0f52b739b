"""The stakes index of one use: a sum of points, limited by floors and caps.

The same `find_index` answers one person and proves the rules over every possible set of answers,
so it works on compiled tuples. Each option carries one integer: its points, plus what it adds to the number of the
case. A case is a combination of answers that the rules distinguish. Ten look-ups and a sum give both points and case.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from operator import getitem

from decision.core.framework import Framework, Question, Rule

_CASE = 128  # what one case more adds to a code: a power of two above the highest sum of points


@dataclass(frozen=True, slots=True)
class UseTable:
    """One use, compiled.

    `codes[q][o]` is points + _CASE × what option `o` of the verdict question `q` adds to the number of the case, in
    the order of the framework; `use` itself is the first, with one entry. `bounds[case]` is the (floor, cap) of a case.
    A question that does not count has the code of its fixed answer throughout.
    """

    codes: tuple[tuple[int, ...], ...]
    bounds: tuple[tuple[int, int], ...]


def find_index(table: UseTable, chosen: Iterable[int]) -> int:
    """Return the stakes index (0 to 100) of the codes chosen, one of each question."""
    code = sum(chosen)
    floor, cap = table.bounds[code // _CASE]
    index = code % _CASE
    return floor if index < floor else min(index, cap)


def read_bounds(table: UseTable, choice: Sequence[int | None]) -> tuple[int, int, int]:
    """Return (points, floor, cap) of the option numbers given; None adds no points.

    Every question that a rule reads needs a number; `use` is 0 whatever is given for it.
    """
    code = table.codes[0][0] + sum(
        codes[number] for codes, number in zip(table.codes[1:], choice[1:], strict=True) if number is not None
    )
    return code % _CASE, *table.bounds[code // _CASE]


@lru_cache(maxsize=256)
def compile_use(framework: Framework, use: str) -> UseTable:
    """Return the tables of one use, which is a key of the question `use`."""
    read_by_rules = {key for rule in framework.rules for key in rule.when} - {"use"}
    conditional = [q for q in framework.verdict_questions if q.key in read_by_rules]
    stride, strides = 1, {}
    for question in conditional:
        strides[question.key] = stride
        stride *= len(question.options)
    return UseTable(
        codes=tuple(_code_options(framework, q, use, strides) for q in framework.verdict_questions),
        bounds=_bound_cases(framework, use, conditional),
    )


def _code_options(framework: Framework, question: Question, use: str, strides: Mapping[str, int]) -> tuple[int, ...]:
    if question.key == "use":
        return (framework.uses[use].points,)
    stride = strides.get(question.key, 0)
    codes = [o.points + _CASE * stride * number for number, o in enumerate(question.options)]
    fixed = framework.fixed[use].get(question.key)
    if fixed is not None:
        codes = [codes[question.number_of[fixed]]] * len(codes)
    return tuple(codes)


def _bound_cases(framework: Framework, use: str, conditional: Sequence[Question]) -> tuple[tuple[int, int], ...]:
    # The first conditional question has the smallest stride, so it must vary fastest.
    keys = [question.key for question in reversed(conditional)]
    combinations = product(*(question.by_key for question in reversed(conditional)))
    return tuple(_find_bounds(framework, {"use": use, **dict(zip(keys, c, strict=True))}) for c in combinations)


def _find_bounds(framework: Framework, answers: Mapping[str, str]) -> tuple[int, int]:
    held = find_rules(framework, answers)
    floor = max((rule.index for rule in held if rule.kind == "floor"), default=0)
    cap = min((rule.index for rule in held if rule.kind == "cap"), default=100)
    return floor, cap


def find_rules(framework: Framework, answers: Mapping[str, str]) -> list[Rule]:
    """Return the floors and caps whose conditions hold; `answers` are those that count for one use."""
    return [rule for rule in framework.rules if all(answers.get(key) in rule.when[key] for key in rule.when)]


def resolve_answers(framework: Framework, use: str, options: Mapping[str, str]) -> dict[str, str]:
    """Return what counts for one use: given options unless it fixes the answer, the lowest for what is open."""
    lowest = framework.lowest_options
    given = {key: option for key, option in options.items() if key in lowest}
    return {**lowest, **given, **framework.fixed[use], "use": use}


def score_use(framework: Framework, use: str, options: Mapping[str, str]) -> int:
    """Return the stakes index (0 to 100) of one use, open questions counted at their lowest."""
    resolved = resolve_answers(framework, use, options)
    numbers = [0 if q.key == "use" else q.number_of[resolved[q.key]] for q in framework.verdict_questions]
    table = compile_use(framework, use)
    return find_index(table, map(getitem, table.codes, numbers))


@dataclass(frozen=True)
class Contribution:
    """Points (signed) that one answer or one rule adds to the index of a use, and its source."""

    question: str | None
    option: str | None
    rule: str | None
    points: int
    source: str
    implied: bool = False


def list_contributions(framework: Framework, use: str, options: Mapping[str, str]) -> list[Contribution]:
    """Return what adds up exactly to `score_use`: answers given or implied, then the rule that bound.

    Answers worth nothing are listed as well; open questions, which count 0, are not.
    """
    resolved = resolve_answers(framework, use, options)
    implied, fixed = framework.uses[use].implies, framework.fixed[use]
    found = [
        _weigh(question, resolved[question.key], implied=question.key in implied)
        for question in framework.verdict_questions
        if question.key == "use" or question.key in implied or (question.key in options and question.key not in fixed)
    ]
    total = sum(contribution.points for contribution in found)
    binding = _find_binding_rule(find_rules(framework, resolved), total)
    if binding is None:
        return found
    moved = binding.index - total
    return [*found, Contribution(None, None, binding.key, moved, binding.source)]


@lru_cache(maxsize=512)
def _weigh(question: Question, key: str, *, implied: bool) -> Contribution:
    option = question.by_key[key]
    return Contribution(question.key, key, None, option.points, option.source, implied)


def _find_binding_rule(rules: Sequence[Rule], total: int) -> Rule | None:
    """Return the rule that moves the sum: the highest floor above it, or the lowest cap below it."""
    floors = [rule for rule in rules if rule.kind == "floor" and rule.index > total]
    caps = [rule for rule in rules if rule.kind == "cap" and rule.index < total]
    if floors:
        return max(floors, key=lambda rule: rule.index)
    return min(caps, key=lambda rule: rule.index, default=None)
