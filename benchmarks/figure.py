"""One line of the table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """Something measured, and the most that it may be."""

    name: str
    measured: float
    goal: float
    unit: str

    def __str__(self) -> str:
        mark = "" if self.measured <= self.goal else "  over the goal"
        return f"{self.name:<62} {self.measured:8.2f} {self.unit:<5} goal {self.goal:g}{mark}"
