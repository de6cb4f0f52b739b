"""What would change it: the fewest changes that certainly give another verdict.

Only what a person can choose (`use` among it), or may yet find out, is ever changed. Never what
they are: we don't teach people to lie.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations, product

from decision.core.advice import Assessment, is_complete
from decision.core.answers import Answers
from decision.core.framework import Framework, Question, VerdictKey
from decision.core.possible import list_verdicts
from decision.core.possible.tables import find_code, lay_out

CHOICES = ("lifespan", "size", "matching")
"""What a person can choose besides `use`."""
TO_FIND_OUT = ("viewer", "competition", "screening")
"""What a person may learn; `screening` only while they are unsure of it."""
MOST = 3


@dataclass(frozen=True)
class Change:
    """Some answers changed, and the verdict that this certainly gives."""

    questions: tuple[str, ...]
    """What is changed, choices first and `use` before them; as few as any change needs."""
    answers: Answers
    """The whole set of answers after the change."""
    verdict: VerdictKey

    @property
    def options(self) -> dict[str, str | list[str]]:
        """Question -> new option, or the whole new list of uses."""
        after = self.answers.as_dict()
        return {key: after[key] for key in self.questions}

    @property
    def to_find_out(self) -> tuple[str, ...]:
        """The questions among the changed ones that nobody can choose, only learn."""
        return tuple(key for key in self.questions if key in TO_FIND_OUT)

    @property
    def leaves_use_alone(self) -> bool:
        """Whether the uses stay as they are."""
        return "use" not in self.questions


def find_changes(assessment: Assessment) -> tuple[Change, ...] | None:
    """Return up to three of the smallest changes; those that keep `use` come first.

    The framework says how many of them may change `use`. Each is certain: every completion of the changed answers has
    its verdict. Empty when the answers are complete and nothing would do; None while the verdict is open, and when the
    answers are not complete and no change is certain.
    """
    if assessment.verdict is None:
        return None
    search = _Search(assessment.framework, assessment.answers, assessment.verdict)
    for count in range(1, len(search.keys) + 2):
        changes = _vary(search.change_options(count))
        if len(changes) < MOST:
            changes += _vary(search.change_uses(count))[: assessment.framework.use_changes]
        if changes:
            return tuple(changes[:MOST])
    return () if is_complete(assessment.framework, assessment.answers) else None


def can_change_without_use(assessment: Assessment) -> bool:
    """Whether changing no use, but all else that can be chosen or found out, might give another verdict."""
    if assessment.verdict is None:
        return False
    search = _Search(assessment.framework, assessment.answers, assessment.verdict)
    return search.may_change(search.keys)


@dataclass(frozen=True)
class _Search:
    """The search for changes to one set of answers. Many sets are tried, so each is a code."""

    framework: Framework
    answers: Answers
    verdict: VerdictKey

    @cached_property
    def keys(self) -> list[str]:
        """The questions other than `use` whose answers may be changed."""
        unsure = self.answers.get("screening") == "unsure"
        return [key for key in (*CHOICES, *TO_FIND_OUT) if key in self.answers and (key != "screening" or unsure)]

    @cached_property
    def code(self) -> int:
        """The code of the answers as they are."""
        return find_code(lay_out(self.framework), self.answers.options)

    def may_change(self, keys: Iterable[str], *, use: bool = False) -> bool:
        """Whether other answers to these questions, and to `use` if so said, might give another verdict."""
        codes = lay_out(self.framework).codes
        code = self.code - sum([codes[key][self.answers.options[key]] for key in keys])
        return list_verdicts(self.framework, () if use else self.answers.uses, code) != (self.verdict,)

    def change_options(self, count: int) -> Iterator[Change]:
        """Yield all changes of this many questions other than `use`."""
        for keys in combinations(self.keys, count):
            if self.may_change(keys):
                for options, code in self._list_changed(keys):
                    verdicts = list_verdicts(self.framework, self.answers.uses, code)
                    if len(verdicts) == 1 and verdicts[0] != self.verdict:
                        yield Change(keys, self.answers.with_options(options), verdicts[0])

    def change_uses(self, count: int) -> list[Change]:
        """Return changes of this many questions, `use` among them, those first that change least of it."""
        changes = [
            Change(("use", *keys), self.answers.with_options(options).with_uses(uses), verdict)
            for keys in combinations(self.keys, count - 1)
            if self.answers.uses and self.may_change(keys, use=True)
            for options, code in self._list_changed(keys)
            for uses, verdict in list_other_uses(self.framework, self.answers.uses, code, besides=self.verdict)
        ]
        return sorted(changes, key=lambda change: len({*change.answers.uses} ^ {*self.answers.uses}))

    def _list_changed(self, keys: tuple[str, ...]) -> Iterator[tuple[dict[str, str], int]]:
        """Yield other options for these questions, the nearest first, and the code of all answers then."""
        codes = lay_out(self.framework).codes
        present = self.answers.options
        for options in product(*(_list_other_options(self.framework.by_key[key], present[key]) for key in keys)):
            changed = dict(zip(keys, options, strict=True))
            yield changed, self.code + sum([codes[key][changed[key]] - codes[key][present[key]] for key in keys])


@lru_cache(maxsize=256)
def _list_other_options(question: Question, present: str) -> list[str]:
    rank_of = question.rank_of
    others = [key for key in question.by_key if key != present]
    return sorted(others, key=lambda key: abs(rank_of[key] - rank_of[present]))


def _vary(changes: Iterable[Change]) -> list[Change]:
    """Return the changes; those with the questions and the verdict of an earlier one come last."""
    firsts: dict[tuple[tuple[str, ...], VerdictKey], Change] = {}
    repeats = [c for c in changes if firsts.setdefault((c.questions, c.verdict), c) is not c]
    return [*firsts.values(), *repeats]


Uses = tuple[str, ...]


def list_other_uses(
    framework: Framework, uses: Uses, code: int, *, besides: VerdictKey
) -> Iterator[tuple[Uses, VerdictKey]]:
    """Yield the lists nearest to these uses, with the verdict that each certainly gives; `code` is that of the answers.

    Nearest: the fewest uses left out and added. A list has the highest verdict of its uses. So for a given verdict
    every use that could exceed it is left out, and if the others don't give it, one use that does is added.
    """
    possible = {use: list_verdicts(framework, (use,), code) for use in framework.uses}
    too_high = {verdict.key for verdict in framework.verdicts}
    for verdict in [verdict.key for verdict in framework.verdicts]:
        too_high.remove(verdict)
        if verdict != besides:
            staying = tuple(use for use in uses if too_high.isdisjoint(possible[use]))
            if staying and list_verdicts(framework, staying, code) == (verdict,):
                yield staying, verdict
            else:
                coming = (use for use in possible if possible[use] == (verdict,))
                yield from ((_add(framework, staying, use), verdict) for use in coming)


def _add(framework: Framework, uses: Uses, coming: str) -> Uses:
    """Return the uses with one more, in the order of the table."""
    return tuple(use for use in framework.uses if use == coming or use in uses)
