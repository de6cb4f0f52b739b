"""Threads and forks: a fork has no thread but the one that forked, and waits forever for any other."""

import os
from collections.abc import Callable
from pathlib import Path


def leaves_threads(work: Callable[[], object]) -> bool:
    """Whether `work` leaves threads behind, or fails; tried in a fork, so that nothing of it stays here."""
    child = os.fork()
    if child == 0:
        threads = 0
        try:
            work()
            threads = sum(1 for _ in Path("/proc/self/task").iterdir())
        finally:
            os._exit(threads != 1)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) != 0
