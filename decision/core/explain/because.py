"""Because of these alone: the fewest answers that force the verdict, whatever the others are."""

from collections.abc import Callable
from itertools import combinations

from decision.core.advice import Assessment, list_answers_that_count
from decision.core.answers import Answers
from decision.core.framework import Framework, VerdictKey
from decision.core.possible.tables import SUMS, lay_out, tabulate_verdicts


def find_because(assessment: Assessment) -> tuple[str, ...] | None:
    """Return the questions of a smallest set of given answers that forces the verdict, in asking order.

    Of several smallest sets, the first by asking order. `use` means all chosen uses and the viewers that they imply.
    None while the verdict is open.
    """
    framework, answers, verdict = assessment.framework, assessment.answers, assessment.verdict
    if verdict is None:
        return None
    codes = _list_codes(framework, answers)
    forces = _compile(framework, answers, verdict)
    # An answer without which the others force nothing is in every such set: that leaves few sets to try.
    everything = sum(codes.values())
    needed = {key for key, code in codes.items() if not forces(everything - code)}
    kept = _find_smallest({key: code for key, code in codes.items() if key not in needed}, forces, everything)
    return tuple(key for key in codes if key in needed or key in kept)


def _list_codes(framework: Framework, answers: Answers) -> dict[str, int]:
    """Return what each answer that counts adds to the code of the set; `use` one more than all others can."""
    layout = lay_out(framework)
    use = layout.size * len(layout.sums)
    counting = list_answers_that_count(framework, answers)
    return {key: use if key == "use" else layout.codes[key][answers.options[key]] for key in counting}


def _find_smallest(spare: dict[str, int], forces: Callable[[int], bool], everything: int) -> tuple[str, ...]:
    """Return the fewest of the spare answers that have to stay; `everything` is the code of all answers."""
    needed = everything - sum(spare.values())
    sets = (keys for size in range(len(spare) + 1) for keys in combinations(spare, size))
    return next(keys for keys in sets if forces(needed + sum([spare[key] for key in keys])))


def _compile(framework: Framework, answers: Answers, verdict: VerdictKey) -> Callable[[int], bool]:
    """Return a function that says whether the answers with a code alone force the verdict."""
    size, sums = lay_out(framework).size, lay_out(framework).sums
    tables = tabulate_verdicts(framework, ()), tabulate_verdicts(framework, answers.uses)
    # The first bit in the block of each other verdict. A block of sums times this is that block for each of them.
    first_bits = sum(1 << n * SUMS for n, other in enumerate(framework.verdicts) if other.key != verdict)

    def forces(code: int) -> bool:
        with_use, additive = divmod(code // size, len(sums))
        reachable_for_others = sums[additive] * first_bits
        return not tables[with_use][code % size] & reachable_for_others

    return forces
