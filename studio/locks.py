"""Taking turns at heavy work, across all processes of one server."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

PAUSE = 0.02  # seconds between two looks for a free place


class NoTurnError(Exception):
    """Others took all places for longer than we wait."""


@contextmanager
def take_turn(name: str, *, places: int, patience: float) -> Iterator[None]:
    """Hold one of `places` for the length of the block; wait for it `patience` seconds at the most.

    The system takes a lock back when its process ends, however it ends.

    Raises:
        NoTurnError: no place became free.
    """
    folder = Path(settings.VAR_DIR) / "turns"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    end = time.monotonic() + patience
    while (held := _find_place(folder, name, places)) is None:
        if time.monotonic() >= end:
            raise NoTurnError(name)
        time.sleep(PAUSE)
    with held:
        yield


def _find_place(folder: Path, name: str, places: int) -> IO[bytes] | None:
    for number in range(places):
        file = (folder / f"{name}-{number}").open("wb")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
        else:
            return file
    return None
