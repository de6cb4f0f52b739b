"""How much one server does at a time, when the environment does not say."""

import os

# One process has nothing to go on with while it works; more than eight are a matter for a second server.
FEWEST, MOST = 2, 8


def count_web_workers() -> int:
    """Return WEB_WORKERS, or a process for each core that we may use: pages are computed, so more would only wait."""
    named = os.environ.get("WEB_WORKERS")
    return int(named) if named else min(max(len(os.sched_getaffinity(0)), FEWEST), MOST)
