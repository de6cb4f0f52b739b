"""One line of the table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """Something measured, and the most (or, with `at_least`, the least) that it may be; without a goal it informs."""

    name: str
    measured: float
    goal: float | None
    unit: str
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the goal is met; true without one."""
        if self.goal is None:
            return True
        return self.measured >= self.goal if self.at_least else self.measured <= self.goal

    @property
    def goal_in_words(self) -> str:
        """The goal as the table says it: ≤ 0.2 x."""
        return "" if self.goal is None else f"{'≥' if self.at_least else '≤'} {self.goal:g} {self.unit}".rstrip()

    def __str__(self) -> str:
        return f"{self.name:<62} {self.measured:8.2f} {self.unit:<5} {self.goal_in_words}{self._mark('  missed')}"

    def as_row(self) -> tuple[str, str, str]:
        """Return the cells of a table: name, measured, goal."""
        return self.name, f"{self.measured:.2f} {self.unit}".rstrip(), self.goal_in_words + self._mark(" (missed)")

    def _mark(self, text: str) -> str:
        return "" if self.is_met else text
