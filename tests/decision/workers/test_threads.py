"""Each case runs in its own process, because the test process already has threads."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = """
from threading import Event, Thread
from decision.workers.server import leaves_threads

def start_thread():
    Thread(target=Event().wait, daemon=True).start()

def fail():
    raise OSError("cannot load")

print(leaves_threads({}))
"""


@pytest.mark.parametrize(("work", "answer"), [("int", "False"), ("start_thread", "True"), ("fail", "True")])
def test_a_thread_that_stays_is_noticed(work: str, answer: str) -> None:
    command = [sys.executable, "-c", SCRIPT.format(work)]

    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603  our own command

    assert run.stdout == f"{answer}\n"
    assert ("OSError: cannot load" in run.stderr) == (work == "fail")
