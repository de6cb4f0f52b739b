"""What a partial set of answers still allows, exactly: the verdicts, and the questions that matter.

Nothing is tried set by set. Questions that no rule reads only add points, so what they can still
add is a set of sums, kept as the bits of an integer (bit n: the sum n can be reached). The
questions that rules read, and the viewer, which counts for some uses only, span a few hundred
worlds. In one world each sum gives one verdict, so a world is one integer too: a block of 101 bits
for each verdict, the lowest first. Opening a question is an `|` over its worlds, asking whether it
can matter an `&`; both are tabulated for each list of uses, with a place for "open" on each axis.
Nothing here relies on the points rising with the stakes.

With `use` open, single uses stand for all lists of uses: the verdict of a list is the highest of
its uses' verdicts, so each verdict of a list, and each change of it, occurs for one of its uses.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from itertools import accumulate, product
from operator import and_, mul, or_

from decision.answers import Answers
from decision.framework import Framework, Question, VerdictKey
from decision.scoring import compile_use, read_bounds

SUMS = 101
"""A sum of points is 0 to 100, so a set of sums is an integer of this many bits."""

_ALL_SUMS = (1 << SUMS) - 1


@dataclass(frozen=True)
class Axes:
    """The questions of a framework as the tables below are laid out."""

    conditional: tuple[Question, ...]
    """What rules read, and the viewer: one axis each; place 0 is "open", then one place a level."""
    additive: tuple[Question, ...]
    """What only adds points."""
    places: Mapping[str, Mapping[str | None, int]]
    """Conditional question -> option, or None while open -> what it adds to the place in a table."""

    @cached_property
    def levels(self) -> tuple[tuple[int, ...], ...]:
        """For each conditional question the number of the first option on each level."""
        return tuple(list_level_numbers(question) for question in self.conditional)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """For each conditional question the number of its levels."""
        return tuple(map(len, self.levels))


@lru_cache(maxsize=64)
def lay_out(framework: Framework) -> Axes:
    """Return the axes along which the outcomes of a framework are tabulated."""
    read = {key for rule in framework.rules for key in rule.when} | {"viewer"}
    single = [question for question in framework.verdict_questions if not question.many]
    conditional = [question for question in single if question.key in read]
    lengths = [len(list_level_numbers(question)) + 1 for question in conditional]
    strides = list(accumulate(reversed(lengths[1:]), mul, initial=1))[::-1]
    return Axes(
        conditional=tuple(conditional),
        additive=tuple(question for question in single if question.key not in read),
        places={q.key: _place_options(q, stride) for q, stride in zip(conditional, strides, strict=False)},
    )


def list_level_numbers(question: Question) -> tuple[int, ...]:
    """Return the number of the first option on each level; each option's own where none are ordered."""
    numbers = {option.key: number for number, option in enumerate(question.options)}
    return tuple(numbers[level[0].key] for level in _list_levels(question))


def _list_levels(question: Question) -> list[tuple[str, ...]] | list:
    return list(question.levels.values()) or [(option,) for option in question.options]


def _place_options(question: Question, stride: int) -> dict[str | None, int]:
    levels = enumerate(_list_levels(question), start=1)
    return {None: 0} | {option.key: stride * place for place, level in levels for option in level}
