"""Run every fault, one after the other, and write the table."""

import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bench.tables import ROOT, replace_table
from tools.harness.mail_sink import Delivery
from tools.harness.site import TEST_DATABASE_URL
from tools.stress.faults.kinds import FAULTS, Fault
from tools.stress.faults.scene import RESTART_POSTGRES, Scene, set_scene

EMAILS = 2  # that an inquiry writes


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Counts after a fault. All but the first, `emails`, `given_up` and `repeated_in_window` must be 0."""

    acknowledged: int
    lost: int
    stored_twice: int
    emails: int
    emails_lost: int
    given_up: int
    """Emails that the server refused for good. Staff see them as failed."""
    repeated_in_window: int
    """Sent again because nobody could know whether the server had taken them."""
    repeated_outside: int
    seen: str

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost or repeated that need not be."""
        return not (self.lost or self.stored_twice or self.emails_lost or self.repeated_outside)


def count_outcome(scene: Scene) -> Outcome:
    """Return the counts once everything was delivered."""
    kept = {reference for (reference,) in scene.site.ask("SELECT reference FROM studio_inquiry")}
    keys = scene.site.ask("SELECT DISTINCT idempotency_key FROM studio_inquiry")
    states: dict[str, str] = dict(scene.site.ask("SELECT message_id, state FROM studio_mail"))
    taken = set(scene.sink.message_ids)
    inside, outside = count_repeats(scene.sink.deliveries)
    return Outcome(
        acknowledged=len(scene.crowd.acknowledged),
        lost=len(set(scene.crowd.acknowledged) - kept),
        stored_twice=len(kept) - len(keys),
        emails=len(states),
        emails_lost=EMAILS * len(kept)
        - len(states)
        + sum(state == "sent" and message_id not in taken for message_id, state in states.items()),
        given_up=sum(state == "failed" for state in states.values()),
        repeated_in_window=inside,
        repeated_outside=outside,
        seen=describe(scene),
    )


def count_repeats(deliveries: list[Delivery]) -> tuple[int, int]:
    """Return how many emails were accepted twice because the connection broke, and how many without such a reason."""
    inside = outside = 0
    earlier: dict[str, list[Delivery]] = defaultdict(list)
    for delivery in deliveries:
        if any(one.is_settled for one in earlier[delivery.message_id]):
            outside += 1
        elif earlier[delivery.message_id]:
            inside += 1
        earlier[delivery.message_id].append(delivery)
    return inside, outside


def describe(scene: Scene) -> str:
    """Return in words what people read instead of what they asked for."""
    trouble = [f"{what}: {words} {times} ×" for (what, words), times in sorted(scene.crowd.seen.items())]
    good = ", ".join(f"{times} × {what}" for what, times in sorted(scene.crowd.good.items()))
    return "; ".join(trouble) + f" (and {good} as usual)" if trouble else f"nothing: {good} as usual"


ENOUGH = 4  # inquiries before and after each fault
HEAD = (
    "| What breaks | What people saw | Inquiries confirmed | lost | stored twice | Emails | lost | refused for good"
    " | repeated in the window | repeated outside |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|"
)


def main() -> None:
    """Break everything, print and write the table; end with an error if anything was lost or repeated needlessly."""
    kill_at_each_step()
    outcomes = {fault.name: run_and_print(fault) for fault in FAULTS if RESTART_POSTGRES or not fault.on_postgres}
    replace_table("docs/reliability.md", "faults", write_table(outcomes))
    if not all(outcome.is_good for outcome in outcomes.values()):
        sys.exit("Something was lost, stored twice or repeated outside of the window: see docs/reliability.md.")


def kill_at_each_step() -> None:
    """Run the tests that kill the worker at each step of its conversation with the mail server."""
    command = [sys.executable, "-m", "pytest", "-q", "-m", "slow", "tests/studio/test_faults.py"]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"ALL_FAULTS": "1"}, check=True)  # noqa: S603  our own


def run_and_print(fault: Fault) -> Outcome:
    """Run a fault and print its outcome."""
    outcome = run(fault)
    print(write_row(fault.name, outcome), flush=True)
    return outcome


def run(fault: Fault) -> Outcome:
    """Break a site that is in use, wait until it works again, and count."""
    with TemporaryDirectory(prefix="faults-") as folder:
        postgres = TEST_DATABASE_URL if fault.on_postgres else ""
        scene_of = set_scene(Path(folder), postgres=postgres, with_pdfs=fault.with_pdfs, environment=fault.environment)
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
        outcome.stored_twice,
        outcome.emails,
        outcome.emails_lost,
        outcome.given_up,
        outcome.repeated_in_window,
        outcome.repeated_outside,
    )
    return f"| {name} | {outcome.seen} | " + " | ".join(map(str, counts)) + " |"
