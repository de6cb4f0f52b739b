"""Rule 1, for partial sets: what is called possible is what some completion gives, and no more."""

from collections.abc import Iterator

from decision.framework import Framework
from decision.verification.completions import tabulate_completions
from decision.verification.promise import Tally
from decision.verification.space import Space
from decision.worlds import SUMS, Table, lay_out


def a_partial_set_has_the_verdicts_of_its_completions(space: Space) -> Iterator[Tally]:
    """A partial set has exactly the verdicts that some completion gives, and so a verdict only if that is one.

    With the use given, and with it open. Options that stand level share their place in the tables.
    """
    layout = lay_out(space.framework)
    for use in (*space.uses, None):
        reference = tabulate_completions(space, use)
        table = space.engine.tabulate_verdicts(space.framework, (use,) if use else ())
        for additive, sums in enumerate(layout.sums):
            expected = reference[additive * layout.size : (additive + 1) * layout.size]
            found = read_table(space.framework, table, sums)
            yield Tally(layout.size, None if found == expected else f"use={use}: {_differ(space, found, expected)}")


def read_table(framework: Framework, table: Table, sums: int) -> bytes:
    """Return place -> the verdicts that are possible at some of the sums, as bits."""
    numbers = range(len(framework.verdicts))
    bits = {blocks: sum(1 << n for n in numbers if blocks >> n * SUMS & sums) for blocks in {*table}}
    return bytes(map(bits.__getitem__, table))


def _differ(space: Space, found: bytes, expected: bytes) -> str:
    place = next(number for number, pair in enumerate(zip(found, expected, strict=True)) if pair[0] != pair[1])
    return f"place {place} of {len(expected)}: verdicts {found[place]:03b}, its completions give {expected[place]:03b}"
