"""How much one server does at a time, when the environment does not say."""

import os

# One process has nothing to go on with while it works; more than eight are a matter for a second server.
FEWEST, MOST = 2, 8


def count_web_workers() -> int:
    """Return WEB_WORKERS, or what fits the cores that we may use."""
    named = os.environ.get("WEB_WORKERS")
    return int(named) if named else fit_workers(len(os.sched_getaffinity(0)))


def fit_workers(cores: int) -> int:
    """Return a process for each core, within bounds: pages are computed, so more would only wait for each other."""
    return min(max(cores, FEWEST), MOST)
