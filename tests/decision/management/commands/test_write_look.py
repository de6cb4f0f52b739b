"""A check of a source adds one entry to the file and changes nothing else."""

from datetime import date
from difflib import unified_diff
from pathlib import Path

import pytest

from decision.content import content
from decision.content.freshness import find_fact
from decision.content.model import Look
from decision.management.commands.evidence import write_look
from tests.decision.conftest import read_again

pytestmark = pytest.mark.usefixtures("first_looks")


def write(folder: Path, key: str, look: Look) -> list[str]:
    """Write the check, and return the lines that were added or removed."""
    fact = find_fact(key)
    file = folder / f"{fact.file}.toml"
    before = file.read_text(encoding="utf-8").splitlines()
    write_look(folder, fact, look)
    after = file.read_text(encoding="utf-8").splitlines()
    changes = unified_diff(before, after, n=0, lineterm="")
    return [line for line in changes if line[0] in "+-" and line[:3] not in ("---", "+++")]


@pytest.mark.parametrize("key", ["gorn-24", "gray-2025", "slack"])
def test_one_line_changes(content_folder: Path, key: str) -> None:
    assert write(content_folder, key, Look(on=date(2027, 3, 1), found="same")) == [
        '-seen = [{ on = 2026-11-21, found = "new" }]',
        '+seen = [{ on = 2026-11-21, found = "new" }, { on = 2027-03-01, found = "same" }]',
    ]


def test_a_look_with_a_note_joins_a_list_of_several_lines(content_folder: Path) -> None:
    file = content_folder / "evidence.toml"
    in_lines = 'seen = [\n  { on = 2026-11-21, found = "new" },\n]'
    file.write_text(file.read_text().replace('seen = [{ on = 2026-11-21, found = "new" }]', in_lines))

    changes = write(content_folder, "gray-2025", Look(on=date(2027, 3, 1), found="changed", note='It now says "no".'))

    assert changes == [r'+  { on = 2027-03-01, found = "changed", note = "It now says \"no\"." },']


def test_what_was_written_is_read_back(content_folder: Path) -> None:
    look = Look(on=date(2027, 3, 1), found="gone", note="The page is empty.")

    write_look(content_folder, find_fact("upwork-photo"), look)

    read_again()
    assert content().evidence["upwork-photo"].seen == (Look(on=date(2026, 11, 27), found="new"), look)
