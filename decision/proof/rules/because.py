"""Rule 9: "because of these alone"."""

from collections.abc import Collection, Iterator

from decision.core.advice import find_standing
from decision.core.answers import Answers
from decision.proof.completions import tabulate_completions
from decision.proof.rule import Tally
from decision.proof.space import Space, describe


def because_forces_the_verdict(space: Space, use: str) -> Iterator[Tally]:
    """The answers named as the reason force the verdict, whatever the others are; without any one they do not.

    One option for each level: its options count alike, as another line of this proof says.
    """
    for _, answers in space.list_sets(use, space.ranked):
        because = space.engine.find_because(find_standing(space.framework, answers))
        yield Tally(1, _find_fault(space, answers, because or ()))


def _find_fault(space: Space, answers: Answers, because: tuple[str, ...]) -> str | None:
    verdict = _complete(space, answers, {"use", *answers.options})
    if _complete(space, answers, because) != verdict:
        return f"{describe(answers)}: {because} do not force the verdict"
    for key in because:
        if _complete(space, answers, [other for other in because if other != key]) == verdict:
            return f"{describe(answers)}: {because} force the verdict even without {key}"
    return None


def _complete(space: Space, answers: Answers, keys: Collection[str]) -> int:
    """Return the verdicts, as bits, of the completions of the answers to these questions alone."""
    code = sum(space.codes[key][answers.options[key]] for key in keys if key != "use")
    return tabulate_completions(space, answers.uses[0] if "use" in keys else None)[code]
