"""A promise of the framework: what it says, and the function that checks it over the whole space of answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple


class Tally(NamedTuple):
    """How many cases were checked, and the first that breaks the promise, if any."""

    cases: int
    counterexample: str | None = None


@dataclass(frozen=True)
class Promise:
    """A promise, and the function that checks it; `rule` is the number of the rule that it belongs to."""

    rule: int
    key: str
    """As in `no-step-up-lowers-the-verdict`."""
    clause: str
    """What is promised, in one sentence."""
    note: str
    """What the cases represent where they are fewer than all sets; else empty."""
    check: Callable[..., Iterable[Tally]]
    each_use: bool = True
    """Whether the check looks at one use at a time (`check(space, use)`) or at all together (`check(space)`)."""

    @classmethod
    def of(cls, rule: int, check: Callable[..., Iterable[Tally]], *, each_use: bool = True) -> "Promise":
        """Return the promise that a check's docstring makes: first its clause, then its note."""
        clause, _, note = (check.__doc__ or "").partition("\n\n")
        key = check.__name__.replace("_", "-")
        return cls(rule, key, " ".join(clause.split()), " ".join(note.split()), check, each_use)

    def count(self, *scope: Any) -> Tally:
        """Return the sum of the cases, up to the first that breaks the promise."""
        cases = 0
        for tally in self.check(*scope):
            cases += tally.cases
            if tally.counterexample:
                return Tally(cases, tally.counterexample)
        return Tally(cases)
