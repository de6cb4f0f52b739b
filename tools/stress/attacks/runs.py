"""Run each attack, and all in turn, on 16 and on 64 connections, bare and behind each proxy; write the table."""

import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bench.tables import describe_machine, replace_table
from tools.harness.site import Site
from tools.stress.attacks.client import Client
from tools.stress.attacks.frontends import FRONTENDS, Frontend
from tools.stress.attacks.kinds import ATTACKS, Attack, run_attack
from tools.stress.attacks.memory import MemoryWatch
from tools.stress.attacks.proxy_checks import check_proxies
from tools.stress.attacks.visitors import Record, Visitors

ATTACKER = "127.0.0.66"
CONNECTIONS = (16, 64)
SECONDS = float(os.environ.get("ATTACK_SECONDS", "15"))
BUILD_UP = 3.0  # seconds of an attack before anything is measured
SLOW_PAGE, SLOW_ERRAND = 1.0, 10.0  # seconds
MOST_MEMORY = 1000.0  # megabytes
ALL = "All of them in turn"
HEAD = (
    "| Attack | Before | Front | Connections | 99 % of pages within | Slowest honest PDF, look or inquiry | Memory |\n"
    "|---|---|---|--:|--:|--:|--:|"
)


@dataclass(frozen=True)
class Outcome:
    """The result of one attack."""

    attack: str
    before: str
    frontend: str
    connections: int
    record: Record
    memory: float

    @property
    def faults(self) -> Iterator[str]:
        """A sentence for each figure that was missed."""
        where = f"{self.attack} ({self.frontend}, {self.connections} connections)"
        if self.record.slow_page > SLOW_PAGE:
            yield f"{where}: 1 % of the pages took more than {self.record.slow_page:.2f} s."
        if self.record.slowest_errand > SLOW_ERRAND:
            yield f"{where}: a PDF, a look or an inquiry took {self.record.slowest_errand:.1f} s."
        if self.memory > MOST_MEMORY:
            yield f"{where}: the site took {self.memory:.0f} MB."
        yield from (f"{where}: {failure}." for failure in self.record.failures)

    def write_row(self) -> str:
        """Return the line of the table."""
        cells = (
            self.attack,
            self.before,
            self.frontend,
            str(self.connections),
            f"{self.record.slow_page:.2f} s",
            f"{self.record.slowest_errand:.1f} s",
            f"{self.memory:.0f} MB",
        )
        return f"| {' | '.join(cells)} |"


def main() -> None:
    """Run everything, print and write the table; end with an error when a figure was missed."""
    faults = check_proxies()
    outcomes = []
    for name in FRONTENDS:
        for outcome in attack_frontend(name):
            print(outcome.write_row(), flush=True)
            outcomes.append(outcome)
    rows = "\n".join(outcome.write_row() for outcome in outcomes)
    replace_table("docs/reliability.md", "attacks", f"{HEAD}\n{rows}\n\n{describe_machine()}")
    if faults := [*faults, *(fault for outcome in outcomes for fault in outcome.faults)]:
        sys.exit("\n".join(faults))


@dataclass(frozen=True)
class Scene:
    """A site, what is in front of it, and the worker of its outbox."""

    site: Site
    frontend: Frontend
    outbox: int

    @property
    def processes(self) -> list[int]:
        """The ids of the processes that take memory, with all below them."""
        proxy = [self.frontend.process.pid] if self.frontend.process else []
        return [self.site.server.pid, self.outbox, *proxy]


def attack_frontend(name: str) -> Iterator[Outcome]:
    """Attack one site behind one frontend, in all ways."""
    with serve_behind(name) as scene:
        for connections in CONNECTIONS:
            for attack in ATTACKS:
                yield attack_once(scene, name, connections, [attack])
            yield attack_once(scene, name, connections, list(ATTACKS))


@contextmanager
def serve_behind(name: str) -> Iterator[Scene]:
    """Serve a site as the README starts it, with the worker of its outbox, behind a frontend."""
    with TemporaryDirectory(prefix="attacks-") as folder, ExitStack() as stack:
        (Path(folder) / "frontend").mkdir()
        proxies = "0" if name == "bare" else "1"
        site = Site(Path(folder), postgres="", WEB_THREADS="4", WEB_WORKERS="2", TRUSTED_PROXIES=proxies)
        stack.enter_context(site.serve())
        outbox = site.start_worker("--while", str(site.server.pid))
        stack.callback(outbox.wait)
        stack.callback(outbox.kill)
        yield Scene(site, stack.enter_context(FRONTENDS[name](site.port, Path(folder) / "frontend")), outbox.pid)


def attack_once(scene: Scene, name: str, connections: int, attacks: list[Attack]) -> Outcome:
    """Run attacks one after the other while people use the site."""
    visitors = Visitors(scene.frontend.port)
    with MemoryWatch(*scene.processes) as watch, ExitStack() as stack:
        for attack in attacks:
            stack.enter_context(run_apart(scene.site, attack, Client(scene.frontend.port, ATTACKER), connections))
            time.sleep(BUILD_UP)
            if attack is attacks[0]:
                stack.enter_context(visitors)
            time.sleep(SECONDS / len(attacks))
    is_one = len(attacks) == 1
    return Outcome(
        attacks[0].name if is_one else ALL,
        attacks[0].before if is_one else "",
        name,
        connections,
        visitors.record,
        watch.most,
    )


@contextmanager
def run_apart(site: Site, attack: Attack, client: Client, connections: int) -> Iterator[None]:
    """Run an attack in a process of its own during the block."""
    process = multiprocessing.get_context("spawn").Process(
        target=run_attack, args=(attack.name, client, connections), daemon=True
    )
    with attack.around(site):
        process.start()
        try:
            yield
        finally:
            process.kill()
            process.join()
