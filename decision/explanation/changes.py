"""What would change it: the fewest changes that certainly give another verdict.

Only what a person can choose (`use` among it), or may yet find out, is ever changed. Never what
they are: nobody is to be taught to lie.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from decision.advice import is_complete
from decision.answers import Answers
from decision.explanation.other_uses import list_other_uses
from decision.framework import Framework, Question, VerdictKey
from decision.possibilities import find_possible_verdicts, find_verdict

CHOICES = ("lifespan", "size", "matching")
"""What a person can choose besides `use`."""
TO_FIND_OUT = ("viewer", "screening")
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


def find_changes(framework: Framework, answers: Answers) -> tuple[Change, ...] | None:
    """Return at most three changes of the least number of given answers, those that leave `use` alone first.

    Each is certain: every completion of the changed answers has its verdict. Empty when the answers
    are complete and nothing would do; None while the verdict is open, and when the answers are not
    complete and no change is certain.
    """
    verdict = find_verdict(framework, answers)
    if verdict is None:
        return None
    keys = _list_changeable(answers)
    for count in range(1, len(keys) + 2):
        changes = [*_change_options(framework, answers, verdict, combinations(keys, count))]
        changes += _change_uses(framework, answers, verdict, combinations(keys, count - 1))
        if changes:
            return tuple(_choose(changes))
    return () if is_complete(framework, answers) else None


def can_change_without_use(framework: Framework, answers: Answers) -> bool:
    """Whether changing no use, but all else that can be chosen or found out, might give another verdict."""
    verdict = find_verdict(framework, answers)
    return verdict is not None and _may_change(framework, answers, verdict, _list_changeable(answers))


def _list_changeable(answers: Answers) -> list[str]:
    unsure = answers.get("screening") == "unsure"
    return [key for key in (*CHOICES, *TO_FIND_OUT) if key in answers and (key != "screening" or unsure)]


def _may_change(framework: Framework, answers: Answers, verdict: VerdictKey, keys: Iterable[str]) -> bool:
    return find_possible_verdicts(framework, answers.drop({*keys})) != (verdict,)


def _change_options(
    framework: Framework, answers: Answers, verdict: VerdictKey, tried: Iterable[tuple[str, ...]]
) -> Iterator[Change]:
    for keys in tried:
        if _may_change(framework, answers, verdict, keys):
            for changed in _list_changed(framework, answers, keys):
                found = find_verdict(framework, changed)
                if found not in (None, verdict):
                    yield Change(keys, changed, found)


def _change_uses(
    framework: Framework, answers: Answers, verdict: VerdictKey, tried: Iterable[tuple[str, ...]]
) -> list[Change]:
    """Return the changes of `use` together with each set of other questions tried, the nearest lists first."""
    changes = [
        Change(("use", *keys), changed.with_uses(uses), found)
        for keys in tried
        if answers.uses and _may_change(framework, answers, verdict, ("use", *keys))
        for changed in _list_changed(framework, answers, keys)
        for uses, found in list_other_uses(framework, changed, besides=verdict)
    ]
    return sorted(changes, key=lambda change: len({*change.answers.uses} ^ {*answers.uses}))


def _list_changed(framework: Framework, answers: Answers, keys: tuple[str, ...]) -> Iterator[Answers]:
    """Yield the answers with each of these questions answered otherwise, the nearest options first."""
    others = [_list_other_options(framework.by_key[key], answers.options[key]) for key in keys]
    for options in product(*others):
        yield answers.with_options(dict(zip(keys, options, strict=True)))


def _list_other_options(question: Question, present: str) -> list[str]:
    rank_of = question.rank_of
    others = [key for key in question.by_key if key != present]
    return sorted(others, key=lambda key: abs(rank_of[key] - rank_of[present]))


def _choose(changes: list[Change]) -> list[Change]:
    """Return the first changes, `use` left alone first, and before that no two alike in questions and verdict."""
    firsts = {(change.questions, change.verdict): change for change in reversed(changes)}
    repeats = [change for change in changes if change not in firsts.values()]
    return sorted([*reversed(firsts.values()), *repeats], key=lambda change: not change.leaves_use_alone)[:MOST]
