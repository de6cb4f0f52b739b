"""Measured tables in the documents that explain them."""

import os
import platform
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def write_table(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Put a table into docs/performance.md, in the place of that name, and say which machine it was measured on."""
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]
    replace_table("docs/performance.md", name, "\n".join([*lines, "", describe_machine()]))


def describe_machine() -> str:
    """Return a sentence on when and where this runs."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} processors ({model[1] if model else 'unknown'}), "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."
    )


def replace_table(document: str, name: str, table: str) -> None:
    """Put a table between the lines `<!-- name -->` and `<!-- end of name -->` of a document of the project."""
    path = ROOT / document
    before, _, rest = path.read_text(encoding="utf-8").partition(f"<!-- {name} -->\n")
    _, _, after = rest.partition(f"<!-- end of {name} -->\n")
    marked = f"<!-- {name} -->\n\n{table}\n\n<!-- end of {name} -->\n"
    path.write_text(before + marked + after, encoding="utf-8")


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
