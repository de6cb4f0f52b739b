"""Rule 9: "what would change it"."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice, product

from decision.core.advice import find_standing
from decision.core.answers import Answers
from decision.core.explain import Change
from decision.proof.completions import tabulate_completions
from decision.proof.rule import Tally
from decision.proof.space import Space, describe


def changes_are_certain_and_fewest(space: Space, use: str) -> Iterator[Tally]:
    """What is said to change the verdict certainly gives the verdict that it says, and nothing less would do.

    Only what can be chosen or found out is changed. One set in ten, all with `--full`.
    """
    plan_answers = {question.key: question.options[0].key for question in space.framework.plan_questions}
    for _, answers in islice(space.list_sets(use, {}), 0, None, space.what_if_every):
        complete = Answers(answers.uses, {**answers.options, **plan_answers})
        changes = space.engine.find_changes(find_standing(space.framework, complete))
        yield Tally(1, _Case(space, complete).find_fault(changes))


@dataclass(frozen=True)
class _Case:
    """A complete set of answers of one use, and what its changes have to be."""

    space: Space
    answers: Answers

    @cached_property
    def keys(self) -> list[str]:
        """The questions whose answers may be changed."""
        keys = (*self.space.specification.choices, *self.space.specification.to_find_out)
        return [key for key in keys if key != "screening" or self.answers.get(key) == "unsure" if key in self.answers]

    @cached_property
    def steps(self) -> dict[str, int]:
        """Question -> what its answer adds to the code; nothing for `use`, which has a table of its own."""
        codes = self.space.codes
        return {key: codes[key][self.answers.options[key]] for key in self.keys if key != "use"} | {"use": 0}

    @cached_property
    def code(self) -> int:
        """The code of all answers."""
        return self.space.find_code(self.answers.options)

    @cached_property
    def present(self) -> int:
        """The verdict of the answers as they are, as a bit."""
        return tabulate_completions(self.space, self.answers.uses[0])[self.code]

    def can_change(self, tried: Iterable[Collection[str]]) -> bool:
        """Whether other answers to one of these groups of questions certainly give another verdict."""
        return any(map(self._can_change, tried))

    def _can_change(self, keys: Collection[str]) -> bool:
        code = self.code - sum([self.steps[key] for key in keys])
        use = None if "use" in keys else self.answers.uses[0]
        if tabulate_completions(self.space, use)[code] == self.present:
            return False
        # With all else answered a change is certain, except that another use may ask what this one does not.
        return use is not None or self._try_uses(code, keys)

    def _try_uses(self, code: int, keys: Collection[str]) -> bool:
        """Whether some use with some answers to the other questions certainly gives another verdict."""
        codes = self.space.codes
        moves = product(*({*codes[key].values()} - {0} for key in keys if key != "use"))
        tried = [code + sum(move) for move in moves]
        found = {tabulate_completions(self.space, use)[place] for use in self.space.uses for place in tried}
        return any(bits.bit_count() == 1 for bits in found - {self.present})

    def find_fault(self, changes: tuple[Change, ...] | None) -> str | None:
        """Return what is wrong with the changes that are named, if anything."""
        counts = range(1, len(self.keys) + 1)
        least = next((count for count in counts if self.can_change(combinations(self.keys, count))), None)
        if changes is None or len(changes) not in ({0} if least is None else {1, 2, 3}):
            return f"{describe(self.answers)}: changes {changes}, the least number is {least}"
        for change in changes:
            if len(change.questions) != least or not {*self.keys}.issuperset(change.questions):
                return f"{describe(self.answers)}: {change.options} is more than {least} changes, or of others"
            if not self._is_right(change):
                return (
                    f"{describe(self.answers)}: {change.options} does not just that, or does not give {change.verdict}"
                )
        if sum(not change.leaves_use_alone for change in changes) > self.space.specification.use_changes:
            return f"{describe(self.answers)}: too many changes of use"
        if least and not self._puts_use_last(changes, least):
            return f"{describe(self.answers)}: changes that leave use alone do not come first"
        return None

    def _puts_use_last(self, changes: tuple[Change, ...], least: int) -> bool:
        order = [change.leaves_use_alone for change in changes]
        can_stay = self.can_change(combinations([key for key in self.keys if key != "use"], least))
        return order == sorted(order, reverse=True) and can_stay == order[0]

    def _is_right(self, change: Change) -> bool:
        """Whether just these answers are changed, and the new set certainly gives another verdict, the one named."""
        verdicts = [verdict.key for verdict in self.space.framework.verdicts]
        code = self.space.find_code(change.answers.options)
        # The verdict of a list is the highest of its uses' verdicts, and a higher verdict has a higher bit.
        found = max(tabulate_completions(self.space, use)[code] for use in change.answers.uses)
        before, after = self.answers.as_pairs(), change.answers.as_pairs()
        changed = {key for key, _ in {*before} ^ {*after}}
        return 1 << verdicts.index(change.verdict) == found != self.present and changed == {*change.questions}
