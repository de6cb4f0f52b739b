"""Tables in docs/performance.md, each between two markers, so that a run replaces its own and nothing else."""

import os
import platform
import re
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


def write_table(name: str, head: Sequence[str], rows: Iterable[Sequence[str]], page: Path = PAGE) -> None:
    """Put a table where the page has the markers `<!-- NAME -->` and `<!-- end of NAME -->`, and say where it is from.

    Raises:
        ValueError: the page lacks the markers.
    """
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    lines = [head, ["---"] * len(head), *rows]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    text = page.read_text(encoding="utf-8")
    before, found, rest = text.partition(begin)
    _, also_found, after = rest.partition(end)
    if not (found and also_found):
        raise ValueError(f"{page.name} has no place for the table {name!r}.")
    page.write_text(f"{before}{begin}\n{table}\n\n{describe_machine()}\n{end}{after}", encoding="utf-8")


def describe_machine() -> str:
    """Return a sentence on when and where this runs."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} processors ({model[1] if model else 'unknown'}), "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."
    )
