"""How much time and memory one task may take. Each case runs in its own process."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = """
from pathlib import Path
from decision.workers.server import Limits

Limits(seconds=0.2, memory=100_000_000, files=8).apply()
{}
print("done")
"""
TAKES_TIME = "while True: pass"
TAKES_MEMORY = "bytes(200_000_000)"
TAKES_FILES = "files = [open('/dev/null') for _ in range(20)]"
WRITES_A_FILE = "Path({!r}).write_text('a picture')"


def run(work: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own script
        [sys.executable, "-c", SCRIPT.format(work)], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_work_within_the_limits_is_done() -> None:
    assert run("bytes(10_000_000)").stdout == "done\n"


@pytest.mark.parametrize(
    ("work", "end"),
    [(TAKES_TIME, ""), (TAKES_MEMORY, "MemoryError\n"), (TAKES_FILES, "Too many open files: '/dev/null'\n")],
    ids=["time", "memory", "files"],
)
def test_work_beyond_a_limit_is_ended(work: str, end: str) -> None:
    ended = run(work)

    assert ended.stdout == ""
    assert ended.stderr.endswith(end)
    assert ended.returncode != 0


def test_no_picture_reaches_a_disk(tmp_path: Path) -> None:
    file = tmp_path / "picture"

    ended = run(WRITES_A_FILE.format(str(file)))

    assert ended.stderr.endswith("File too large\n")
    assert file.read_bytes() == b""
