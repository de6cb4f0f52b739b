"""Rule 1, for partial sets: what is called possible is what some completion gives, and no more."""

from collections.abc import Iterator

from decision.core.framework import Framework
from decision.core.possible.tables import SUMS, Table, lay_out
from decision.proof.completions import describe_code, tabulate_completions
from decision.proof.rule import Tally
from decision.proof.space import Space


def a_partial_set_has_the_verdicts_of_its_completions(space: Space) -> Iterator[Tally]:
    """A partial set has exactly the verdicts that some completion gives, and so a verdict only if that is one.

    With the use given, and with it open. Options that stand level share their place in the tables.
    """
    layout = lay_out(space.framework)
    for use in (*space.uses, None):
        reference = tabulate_completions(space, use)
        table = space.engine.tabulate_verdicts(space.framework, (use,) if use else ())
        for additive, sums in enumerate(layout.sums):
            start = additive * layout.size
            found = read_table(space.framework, table, sums)
            if found == reference[start : start + layout.size]:
                yield Tally(layout.size)
            else:
                code = next(start + n for n, bits in enumerate(found) if bits != reference[start + n])
                said, right = (_name(space, bits) for bits in (found[code - start], reference[code]))
                yield Tally(1, f"{describe_code(space, use, code)}: {said}, its completions give {right}")


def read_table(framework: Framework, table: Table, sums: int) -> bytes:
    """Return place -> the verdicts that are possible at some of the sums, as bits."""
    numbers = range(len(framework.verdicts))
    bits = {blocks: sum(1 << n for n in numbers if blocks >> n * SUMS & sums) for blocks in {*table}}
    return bytes(map(bits.__getitem__, table))


def _name(space: Space, bits: int) -> str:
    named = [verdict.key for number, verdict in enumerate(space.framework.verdicts) if bits >> number & 1]
    return ", ".join(named) or "no verdict"
