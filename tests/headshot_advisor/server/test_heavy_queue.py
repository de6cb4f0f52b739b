from collections.abc import Callable
from threading import Event

from headshot_advisor.server.heavy_queue import HeavyQueue

PATIENCE = 60  # seconds


class Diary:
    """Tasks that note when they start; each waits until it may end."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self._events: dict[str, tuple[Event, Event]] = {}

    def make(self, name: str) -> Callable[[], None]:
        begins, ends = self._events[name] = Event(), Event()

        def work() -> None:
            self.begun.append(name)
            begins.set()
            assert ends.wait(PATIENCE)

        return work

    def wait_for(self, name: str) -> None:
        assert self._events[name][0].wait(PATIENCE)

    def end(self, *names: str) -> None:
        for name in names:
            self._events[name][1].set()


def test_networks_take_turns() -> None:
    queue, diary = HeavyQueue(threads=1, most_waiting=10, most_of_one=10), Diary()
    queue.add("a", diary.make("a1"))
    diary.wait_for("a1")
    for name in ("a2", "a3", "b1"):
        queue.add(name[0], diary.make(name))

    diary.end("a1", "a2", "a3", "b1")
    for name in ("a2", "a3", "b1"):
        diary.wait_for(name)

    assert diary.begun == ["a1", "a2", "b1", "a3"]


def test_one_network_never_has_two_threads() -> None:
    queue, diary = HeavyQueue(threads=2, most_waiting=10, most_of_one=10), Diary()
    for name in ("a1", "a2", "b1"):
        queue.add(name[0], diary.make(name))
    diary.wait_for("a1")
    diary.wait_for("b1")

    assert "a2" not in diary.begun
    diary.end("a1", "a2", "b1")
    diary.wait_for("a2")


def test_peers_without_an_address_are_a_network_too() -> None:
    queue, diary = HeavyQueue(threads=1, most_waiting=10, most_of_one=10), Diary()

    for network, name in (("", "nameless"), ("a", "a1")):
        queue.add(network, diary.make(name))

    diary.end("nameless", "a1")
    diary.wait_for("nameless")
    diary.wait_for("a1")


def test_what_does_not_fit_is_not_taken() -> None:
    queue, diary = HeavyQueue(threads=1, most_waiting=3, most_of_one=2), Diary()
    queue.add("a", diary.make("running"))
    diary.wait_for("running")

    taken = [queue.add(name[0], diary.make(name)) for name in ("a1", "a2", "a3", "b1", "c1")]

    assert taken == [True, True, False, True, False]
    diary.end("running", "a1", "a2", "b1")


def test_work_that_fails_ends_no_thread() -> None:
    queue, diary = HeavyQueue(threads=1, most_waiting=3, most_of_one=2), Diary()

    def fail() -> None:
        raise OSError("It cannot be done.")

    queue.add("a", fail)
    queue.add("a", diary.make("next"))
    diary.wait_for("next")

    diary.end("next")
