"""Tables in docs/performance.md, each with a sentence on the machine that it was measured on."""

import os
import platform
import re
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from stress.pages import replace_table


def write_table(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Put a table in the place of that name."""
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]
    replace_table("docs/performance.md", name, "\n".join([*lines, "", describe_machine()]))


def describe_machine() -> str:
    """Return a sentence on when and where this runs."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} processors ({model[1] if model else 'unknown'}), "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."
    )
