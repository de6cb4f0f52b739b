"""The whole proof, as `verify_framework` runs it."""

import os
from collections.abc import Iterator
from time import perf_counter

from decision.core.framework import load_framework
from decision.proof import prove
from tools.bench.tables import Figure


def measure() -> Iterator[Figure]:
    """Yield how long it takes, and how much processor time, on two processors."""
    began, busy = perf_counter(), _read_busy()
    prove(load_framework(), workers=2)
    yield Figure("verify_framework on two processors", perf_counter() - began, 20, "s")
    yield Figure("verify_framework, processor time", _read_busy() - busy, 40, "s")


def _read_busy() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
