"""How many web processes a server runs when the environment does not say."""

import os

# A single process would block everything while it works. A site that needs more than eight needs a second server.
FEWEST, MOST = 2, 8


def count_web_workers() -> int:
    """Return WEB_WORKERS, or one process for each core that we may use, within bounds."""
    named = os.environ.get("WEB_WORKERS")
    return int(named) if named else fit_workers(len(os.sched_getaffinity(0)))


def fit_workers(cores: int) -> int:
    """Return one process for each core, within bounds. Pages keep a core busy, so more processes would not help."""
    return min(max(cores, FEWEST), MOST)
