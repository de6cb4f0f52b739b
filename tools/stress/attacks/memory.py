"""How much memory the whole site takes at its worst moment."""

from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

from tools.bench.serving import list_below, read_memory

PAUSE = 0.5  # seconds between two measurements


class MemoryWatch:
    """The most megabytes that these processes and all below them took together during the block."""

    def __init__(self, *processes: int) -> None:
        self.most = 0.0
        self._processes = processes
        self._stop = Event()
        self._thread = Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(PAUSE):
            self.most = max(self.most, sum(map(_read, self._list())))

    def _list(self) -> list[int]:
        return [each for process in self._processes for each in (process, *_list_below(process))]


def _list_below(process: int) -> list[int]:
    with suppress(OSError):
        return list_below(process)
    return []


def _read(process: int) -> float:
    """Return the memory of a process, none when it has just ended."""
    with suppress(OSError, StopIteration):
        if Path(f"/proc/{process}").exists():
            return read_memory(process)
    return 0.0
