"""Because of these alone: the fewest answers that force the verdict, whatever the others are."""

from collections.abc import Callable, Collection, Iterator
from itertools import combinations

from decision.advice import list_answers_that_count
from decision.answers import Answers
from decision.framework import Framework, VerdictKey
from decision.possibilities import find_verdict
from decision.worlds import SUMS, lay_out, tabulate_verdicts


def find_because(framework: Framework, answers: Answers) -> tuple[str, ...] | None:
    """Return the questions of a smallest set of given answers that forces the verdict, in asking order.

    Of several smallest sets, the first by asking order. `use` stands for the whole list of uses and
    for the viewer that they imply. None while the verdict is open.
    """
    verdict = find_verdict(framework, answers)
    if verdict is None:
        return None
    given = list_answers_that_count(framework, answers)
    forces = _compile(framework, answers, verdict)
    kept = next(part for part in _list_parts(given, forces) if forces(part))
    return tuple(key for key in given if key in kept)


def _list_parts(given: Collection[str], forces: Callable[[Collection[str]], bool]) -> Iterator[Collection[str]]:
    """Yield the parts of the answers that may force the verdict, the smallest first, then by asking order."""
    # An answer without which the others force nothing stands in every part: that leaves few parts to try.
    needed = {key for key in given if not forces([other for other in given if other != key])}
    spare = [key for key in given if key not in needed]
    for size in range(len(spare) + 1):
        yield from (needed.union(more) for more in combinations(spare, size))


def _compile(framework: Framework, answers: Answers, verdict: VerdictKey) -> Callable[[Collection[str]], bool]:
    """Return a function that tells whether the answers to some questions alone force the verdict."""
    layout = lay_out(framework)
    codes = {key: layout.codes[key][option] for key, option in answers.options.items() if key in layout.codes}
    codes["use"] = 0
    tables = {False: tabulate_verdicts(framework, ()), True: tabulate_verdicts(framework, answers.uses)}
    others = sum(1 << n * SUMS for n, other in enumerate(framework.verdicts) if other.key != verdict)

    def forces(keys: Collection[str]) -> bool:
        code = sum([codes[key] for key in keys])
        sums_of_others = layout.sums[code // layout.size] * others  # the same block for each other verdict
        return not tables["use" in keys][code % layout.size] & sums_of_others

    return forces
