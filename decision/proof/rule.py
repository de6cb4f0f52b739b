"""One promise of the framework: its clause, and the function that checks it over the whole space."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple


class Tally(NamedTuple):
    """How many cases were checked, and the first that breaks the promise, if any."""

    cases: int
    counterexample: str | None = None


@dataclass(frozen=True)
class Promise:
    """A clause of the ten rules. Its check is a function whose docstring says the clause."""

    rule: int
    check: Callable[..., Iterable[Tally]]
    each_use: bool = True
    """Whether the check looks at one use at a time (`check(space, use)`) or at all together (`check(space)`)."""

    @property
    def key(self) -> str:
        """The name of the check, as in `no-step-up-lowers-the-verdict`."""
        return self.check.__name__.replace("_", "-")

    @property
    def clause(self) -> str:
        """What is promised, in one sentence: the first paragraph of the docstring."""
        return " ".join((self.check.__doc__ or "").partition("\n\n")[0].split())

    @property
    def note(self) -> str:
        """What the cases stand for where they are fewer than all sets: the rest of the docstring."""
        return " ".join((self.check.__doc__ or "").partition("\n\n")[2].split())

    def count(self, *scope: Any) -> Tally:
        """Return the sum of the cases, up to the first that breaks the promise."""
        cases = 0
        for tally in self.check(*scope):
            cases += tally.cases
            if tally.counterexample:
                return Tally(cases, tally.counterexample)
        return Tally(cases)
