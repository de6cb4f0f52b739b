"""The cases that answers leave open, in tables: what a partial set of answers still allows is looked up.

Questions that no rule reads only add points, so what they can still add is a set of sums, kept as
the bits of an integer (bit n: the sum n can be reached): a block. The questions that rules read,
and those that count for some uses only, span a few hundred cases. In one case each sum
gives one verdict, so a case is one integer too: a block for each verdict, the lowest first, with
the sums that give it. An open question is an `|` over its cases; whether something is possible at
all is one `&`. There is a table for each list of uses, in which every axis has a position for "open"
beside those of its ranks. Nothing here relies on the points rising with the stakes.

An example with sums of 0 to 2, so with blocks of three bits, the highest first. The answers given
add 1, an open question adds 0 or 1: the sums 1 and 2 can be reached, 110. There are two verdicts,
"ai" below an index of 2 and "studio" from there. In a case whose rules leave the index alone, the
sums 0 and 1 give "ai" and 2 gives "studio": 011 and 100. Then 110 & 011 = 010 and 110 & 100 = 100,
so both are possible, one with the sum 1 and one with 2. In a case with a floor every sum gives
"studio": 000 and 111, and 110 & 000 = 000 rules "ai" out. If the question that chooses between the
cases is open, their blocks are united first: 011 | 000 and 100 | 111.

With `use` open, single uses represent all lists of uses: the verdict of a list is the highest of
its uses' verdicts, so each verdict of a list, and each change of it, occurs for one of its uses.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import accumulate, chain, product
from operator import and_, mul, or_

from decision.core.framework import Framework, Question
from decision.core.scoring import UseTable, compile_use, read_bounds

SUMS = 101
"""The bits of a block: a sum of points is 0 to 100."""

_BLOCK = (1 << SUMS) - 1

Table = tuple[int, ...]
"""Position on the axes -> block, or one block for each verdict."""


@dataclass(frozen=True)
class Layout:
    """How the tables of a framework are laid out.

    A question is an axis: position 0 is open, and then each rank has one. The code of some answers is their position in
    the tables of conditional questions, plus `size` times their position in `sums`. Each answer adds its own integer to
    the code.
    """

    conditional: tuple[Question, ...]
    """What rules read, and what counts for some uses only."""
    additive: tuple[Question, ...]
    """What only adds points."""
    codes: Mapping[str, Mapping[str | None, int]]
    """Question other than `use` -> its option, None while open -> what that adds to the code."""
    size: int
    """The number of positions in the tables of conditional questions."""
    sums: Table
    """Position on the axes of the additive questions -> the sums that they can reach, as a block."""


@lru_cache(maxsize=64)
def lay_out(framework: Framework) -> Layout:
    """Return the layout of a framework; the last axis varies fastest."""
    single = [question for question in framework.verdict_questions if not question.many]
    read = {key for rule in framework.rules for key in rule.when}
    read |= {key for fixed in framework.fixed.values() if len(fixed) < len(single) for key in fixed}
    additive = tuple(question for question in single if question.key not in read)
    conditional = tuple(question for question in single if question.key in read)
    axes = [*additive, *conditional]
    lengths = [len(question.ranks) + 1 for question in axes]
    strides = [*accumulate(reversed(lengths), mul, initial=1)][-2::-1]
    return Layout(
        conditional=conditional,
        additive=additive,
        codes={question.key: dict(_code(question, stride)) for question, stride in zip(axes, strides, strict=True)},
        size=reduce(mul, lengths[len(additive) :], 1),
        sums=tuple(map(_add_up, product(*map(_list_points, additive)))),
    )


def _code(question: Question, stride: int) -> Iterator[tuple[str | None, int]]:
    yield None, 0
    for position, options in enumerate(question.ranks, start=1):
        yield from ((option.key, position * stride) for option in options)


def _list_points(question: Question) -> list[set[int]]:
    """Return the points possible while the question is open, then those of each rank."""
    return [{option.points for option in options} for options in (question.options, *question.ranks)]


def _add_up(points: Iterable[set[int]]) -> int:
    return reduce(lambda sums, these: unite(sums << more for more in these), points, 1)


def find_code(layout: Layout, options: Mapping[str, str]) -> int:
    """Return the code of the options given, the other axes open."""
    return sum([codes[options.get(key)] for key, codes in layout.codes.items()])


@lru_cache(maxsize=512)
def tabulate_verdicts(framework: Framework, uses: tuple[str, ...]) -> Table:
    """Return position -> one block for each verdict: the sums at which some completion gives it."""
    return _tabulate(framework, uses, lambda cases: cases)


@lru_cache(maxsize=128)
def tabulate_edges(framework: Framework, uses: tuple[str, ...]) -> Table:
    """Return position -> the sums at which some case's verdict differs from that of the sum below."""
    return _tabulate(framework, uses, lambda cases: [_find_edges(case) for case in cases])


def _find_edges(case: int) -> int:
    """Return the sums whose verdict differs from that of the sum below; 0 has none below."""
    same_as_below = _fold(case & case << 1)
    return _BLOCK & ~1 & ~same_as_below


@lru_cache(maxsize=512)
def tabulate_differences(framework: Framework, uses: tuple[str, ...], key: str) -> Table:
    """Return position -> the sums at which this question alone (conditional, or `use`) changes the verdict."""
    if key == "use":
        cases = [_list_cases(framework, (use,)) for use in framework.uses]
        return _open_axes(framework, _compare_cases(cases))
    return _tabulate(framework, uses, lambda cases: _compare_along(framework, cases, key))


def _tabulate(framework: Framework, uses: tuple[str, ...], view: Callable[[list[int]], list[int]]) -> Table:
    """Return position -> the union of what the view shows of the cases that are open there."""
    candidates = [uses] if uses else [(use,) for use in framework.uses]
    return _open_axes(framework, _unite_lists(view(_list_cases(framework, c)) for c in candidates))


def _open_axes(framework: Framework, values: list[int]) -> Table:
    """Return the values with a position for "open" before the ranks of each axis: the union of the axis."""
    # Each turn takes the axis that varies fastest and makes it the slowest, so all turns restore the order.
    for question in reversed(lay_out(framework).conditional):
        ranks = [values[number :: len(question.ranks)] for number in range(len(question.ranks))]
        values = [*_unite_lists(ranks), *chain.from_iterable(ranks)]
    shared = {value: value for value in values}  # few differ: a table takes 20 KB this way, 70 KB without
    return tuple(map(shared.__getitem__, values))


def _compare_along(framework: Framework, cases: list[int], key: str) -> list[int]:
    """Return for each case the sums at which the cases along one axis differ in their verdict."""
    for question in reversed(lay_out(framework).conditional):
        ranks = [cases[number :: len(question.ranks)] for number in range(len(question.ranks))]
        if question.key == key:
            ranks = [_compare_cases(ranks)] * len(ranks)
        cases = [*chain.from_iterable(ranks)]
    return cases


@lru_cache(maxsize=128)
def _list_cases(framework: Framework, uses: tuple[str, ...]) -> list[int]:
    """Return the cases of uses taken together, one block for each verdict: the highest of theirs."""
    at_least = _unite_lists(_list_cases_of_use(framework, use) for use in uses)
    return [_keep_highest(case) for case in at_least]


def _keep_highest(at_least: int) -> int:
    """Return the sums that give each verdict, from those that give it or a higher one."""
    higher = at_least >> SUMS  # each block in the position of the one before it
    return at_least & ~higher


@lru_cache(maxsize=128)
def _list_cases_of_use(framework: Framework, use: str) -> list[int]:
    """Return the cases of one use, one block for each verdict: the sums that give it or a higher one."""
    conditional, table = lay_out(framework).conditional, compile_use(framework, use)
    keys = [question.key for question in conditional]
    rigid = len(framework.fixed[use]) == len(framework.verdict_questions) - 1
    found = []
    for numbers in product(*([question.options.index(rank[0]) for rank in question.ranks] for question in conditional)):
        chosen = dict(zip(keys, numbers, strict=True))
        choice = [chosen.get(question.key, 0 if rigid else None) for question in framework.verdict_questions]
        found.append(_write_fixed_case(framework, table, choice) if rigid else _write_case(framework, table, choice))
    return found


def _write_fixed_case(framework: Framework, table: UseTable, choice: Sequence[int | None]) -> int:
    """Return the case of a use that fixes every answer, so that no sum moves its index."""
    points, floor, cap = read_bounds(table, choice)
    index = max(floor, min(points, cap))
    return unite(_BLOCK << n * SUMS for n, verdict in enumerate(framework.verdicts) if index >= verdict.threshold)


def _write_case(framework: Framework, table: UseTable, choice: Sequence[int | None]) -> int:
    """Return the case of a use whose index the sum still moves."""
    points, floor, cap = read_bounds(table, choice)
    lowest = [_find_lowest_sum(verdict.threshold, points, floor, cap) for verdict in framework.verdicts]
    return unite(_start_block(lowest_sum) << n * SUMS for n, lowest_sum in enumerate(lowest))


def _start_block(lowest: int) -> int:
    """Return the block of all sums from this one up."""
    return _BLOCK >> lowest << lowest


def _find_lowest_sum(threshold: int, points: int, floor: int, cap: int) -> int:
    """Return the lowest sum of additive points that lifts the index to the threshold."""
    if floor >= threshold:
        return 0
    return SUMS if cap < threshold else max(0, threshold - points)


def _compare_cases(ranks: list[list[int]]) -> list[int]:
    """Return for each position the sums at which not all of its cases give the same verdict."""
    return [_BLOCK & ~_fold(reduce(and_, cases)) for cases in zip(*ranks, strict=True)]


def _fold(blocks: int) -> int:
    """Return the union of all blocks of an integer."""
    folded = 0
    while blocks:
        folded |= blocks & _BLOCK
        blocks >>= SUMS
    return folded


def _unite_lists(lists: Iterable[list[int]]) -> list[int]:
    return reduce(lambda one, other: list(map(or_, one, other)), lists)


def unite(parts: Iterable[int]) -> int:
    return reduce(or_, parts, 0)
