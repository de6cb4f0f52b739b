"""Run every fault, one after the other, and write the table."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bench.tables import ROOT, replace_table
from tools.harness.site import TEST_DATABASE_URL
from tools.stress.faults.counting import Outcome, count_outcome
from tools.stress.faults.kinds import FAULTS, Fault
from tools.stress.faults.scene import RESTART_POSTGRES, set_scene

ENOUGH = 4  # inquiries before and after each fault
HEAD = (
    "| What breaks | What people saw | Inquiries confirmed | lost | kept twice | Mails | lost | refused for good"
    " | repeated in the window | repeated outside |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|"
)


def main() -> None:
    """Break everything, print and write the table; end with an error if anything was lost or repeated needlessly."""
    kill_at_each_step()
    outcomes = {fault.name: run_aloud(fault) for fault in FAULTS if RESTART_POSTGRES or not fault.on_postgres}
    replace_table("docs/reliability.md", "faults", write_table(outcomes))
    if not all(outcome.is_good for outcome in outcomes.values()):
        sys.exit("Something was lost, kept twice or repeated outside of the window: see docs/reliability.md.")


def kill_at_each_step() -> None:
    """Run the tests that kill the worker at each step of its talk with the mail server."""
    command = [sys.executable, "-m", "pytest", "-q", "-m", "slow", "tests/studio/test_faults.py"]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"ALL_FAULTS": "1"}, check=True)  # noqa: S603  our own


def run_aloud(fault: Fault) -> Outcome:
    """Run a fault and print what came of it."""
    outcome = run(fault)
    print(write_row(fault.name, outcome), flush=True)
    return outcome


def run(fault: Fault) -> Outcome:
    """Break a site that is in use, wait until it works again, and count."""
    with TemporaryDirectory(prefix="faults-") as folder:
        postgres = TEST_DATABASE_URL if fault.on_postgres else ""
        scene_of = set_scene(Path(folder), postgres=postgres, papers=fault.papers, environment=fault.environment)
        with scene_of as scene:
            scene.crowd.wait_for(ENOUGH)
            fault.strike(scene)
            scene.crowd.wait_for(ENOUGH)
        return count_outcome(scene)


def write_table(outcomes: dict[str, Outcome]) -> str:
    """Return the table as Markdown."""
    return "\n".join([HEAD, *(write_row(name, outcome) for name, outcome in outcomes.items())])


def write_row(name: str, outcome: Outcome) -> str:
    """Return one line of the table."""
    counts = (
        outcome.acknowledged,
        outcome.lost,
        outcome.kept_twice,
        outcome.mails,
        outcome.mails_lost,
        outcome.given_up,
        outcome.repeated_in_window,
        outcome.repeated_outside,
    )
    return f"| {name} | {outcome.seen} | " + " | ".join(map(str, counts)) + " |"
