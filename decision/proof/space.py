"""The space of answers: every complete set of the verdict questions, and the index of each.

For one use, a set has a position: questions other than `use` are in asking order, options in the
order of the file, the last question varies fastest. Every question is varied for every use, also for
those that fix its answer; the sets without these repeats are the distinct ones.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import product
from math import prod

from decision.core.answers import Answers
from decision.core.framework import Framework, Question
from decision.core.scoring import compile_use
from decision.proof.engine import Engine
from decision.proof.promise import Tally
from decision.proof.specification import Specification, find_specification

Rooms = Mapping[str, Iterable[str]]
"""Question -> the options to vary it over; all of them for a question that is not in it."""


@dataclass(frozen=True, eq=False)
class Space:
    """The space of one framework, as this engine sees it; hashed by identity, as what is computed of it is kept."""

    framework: Framework
    engine: Engine = field(default_factory=Engine)
    what_if_every: int = 10
    """How many distinct sets there are to one whose what-if items are checked."""
    partial_every: int = 10
    """How many partial sets there are to one that is compared with the reference."""

    @cached_property
    def specification(self) -> Specification:
        """What the framework has to keep."""
        return find_specification(self.framework.version)

    @cached_property
    def uses(self) -> tuple[str, ...]:
        """The uses, in the order of the table."""
        return tuple(self.framework.uses)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The verdict questions other than `use`, in asking order."""
        return tuple(question for question in self.framework.verdict_questions if not question.many)

    @cached_property
    def strides(self) -> dict[str, int]:
        """Question -> how far apart the positions are of sets that differ by one option in it."""
        sizes = [len(question.options) for question in self.questions]
        return {question.key: prod(sizes[number + 1 :]) for number, question in enumerate(self.questions)}

    @cached_property
    def codes(self) -> dict[str, dict[str | None, int]]:
        """Question -> its option, None while open -> what that adds to the code of a partial set."""
        sizes = [len(question.ranks) + 1 for question in self.questions]
        found: dict[str, dict[str | None, int]] = {}
        for number, question in enumerate(self.questions):
            stride = prod(sizes[number + 1 :])
            found[question.key] = {None: 0} | {key: (rank + 1) * stride for key, rank in question.rank_of.items()}
        return found

    def find_code(self, options: Mapping[str, str]) -> int:
        """Return the code of a partial set: its index in the tables of completions."""
        return sum([steps[options.get(key)] for key, steps in self.codes.items()])

    @cached_property
    def ranked(self) -> Rooms:
        """The rooms with one option for each level: `level-options-count-alike` allows it."""
        return {question.key: [rank[0].key for rank in question.ranks] for question in self.questions}

    def list_positions(self, rooms: Rooms) -> Iterator[int]:
        """Yield the positions of the sets in these rooms."""
        steps = (
            [question.number_of[option] * self.strides[question.key] for option in room]
            for question, room in self._fit(rooms)
        )
        return map(sum, product(*steps))

    def list_sets(self, use: str, rooms: Rooms) -> Iterator[tuple[int, Answers]]:
        """Yield (position, answers) of the distinct sets in these rooms; what the use does not ask has no answer."""
        fixed = self.framework.fixed[use]
        rooms = {**rooms, **{key: (option,) for key, option in fixed.items()}}
        asked = [(question.key, room) for question, room in self._fit(rooms) if question.key not in fixed]
        keys = [key for key, _ in asked]
        sets = (Answers((use,), dict(zip(keys, o, strict=True))) for o in product(*(room for _, room in asked)))
        return zip(self.list_positions(rooms), sets, strict=True)

    def _fit(self, rooms: Rooms) -> list[tuple[Question, list[str]]]:
        return [(question, [*rooms.get(question.key, question.by_key)]) for question in self.questions]

    def find_options(self, position: int) -> dict[str, str]:
        """Return the answers {question: option} of the set at a position."""
        return {
            question.key: question.options[position // self.strides[question.key] % len(question.options)].key
            for question in self.questions
        }


@lru_cache(maxsize=64)
def score(space: Space, use: str) -> bytes:
    """Return position -> stakes index."""
    table = compile_use(space.framework, use)
    return bytes(map(partial(space.engine.find_index, table), product(*table.codes)))


@lru_cache(maxsize=64)
def judge(space: Space, use: str) -> bytes:
    """Return position -> number of the verdict, 0 for the lowest."""
    numbers = {verdict.key: number for number, verdict in enumerate(space.framework.verdicts)}
    return score(space, use).translate(bytes(numbers[space.framework.verdict_of(index)] for index in range(256)))


def split(space: Space, values: bytes, question: Question) -> dict[str, bytes]:
    """Return option -> the values of the sets with this option, the other questions in their order."""
    stride = space.strides[question.key]
    period = stride * len(question.options)
    rows = range(0, len(values), period)
    return {
        key: b"".join([values[row + number * stride : row + (number + 1) * stride] for row in rows])
        for key, number in question.number_of.items()
    }


@dataclass(frozen=True)
class Columns:
    """Values of the sets of one use, split by the option of one question."""

    space: Space
    use: str
    question: Question
    values: bytes
    """Position -> stakes index, or number of the verdict."""

    @cached_property
    def by_option(self) -> dict[str, bytes]:
        """Option -> the values of the sets with this option, the other questions in their order."""
        return split(self.space, self.values, self.question)

    def compare(self, one: str, other: str, holds: Callable[[int, int], bool]) -> Tally:
        """Compare the value of each set with one option with that of the same set with another option."""
        pairs = zip(self.by_option[one], self.by_option[other], strict=True)
        broken = next((number for number, pair in enumerate(pairs) if not holds(*pair)), None)
        if broken is None:
            return Tally(len(self.by_option[one]))
        described = describe(Answers((self.use,), self.space.find_options(self._locate(one, broken))))
        before, after = self.by_option[one][broken], self.by_option[other][broken]
        return Tally(broken + 1, f"{described}: {before}, with {self.question.key}={other}: {after}")

    def _locate(self, option: str, number: int) -> int:
        """Return the position of a set that is this far down the column of an option."""
        stride = self.space.strides[self.question.key]
        row, rest = divmod(number, stride)
        return (row * len(self.question.options) + self.question.number_of[option]) * stride + rest


def describe(answers: Answers) -> str:
    """Return a set of answers as one would type it."""
    uses = [f"use={','.join(answers.uses)}"] if answers.uses else []
    return " ".join([*uses, *(f"{key}={option}" for key, option in answers.options.items())]) or "no answer"
