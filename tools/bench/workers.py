"""How the rate of steps grows with the workers, how soon a server answers, and how much memory a worker takes."""

import random
import statistics
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from urllib.parse import urlencode

from decision.core.framework import load_framework
from tools.bench import site  # noqa: F401  # sets Django up
from tools.bench.documents import draw_answers, write_address
from tools.bench.serving import Server, count_answers, fetch, read_memory, serve
from tools.bench.tables import Figure

ROUNDS = 3
SECONDS = 4.0  # of asking one server
REQUESTS = 1000
# Below this, two processes that only count do not get two processors, so no server can either.
TWO_PROCESSORS = 1.7
SPIN = "import time\nend, n = time.monotonic() + 1, 0\nwhile time.monotonic() < end: n += 1\nprint(n)"


def measure() -> Iterator[Figure]:
    """Yield the figures of a server with one worker and one with two, asked in turns."""
    with serve(WEB_WORKERS="1") as one, serve(WEB_WORKERS="2") as two:
        addresses = cycle([_draw_step(random.Random(number)) for number in range(20_000)])  # noqa: S311  # repeatable
        rates = [
            (*(count_answers(server.port, addresses, SECONDS) for server in (one, two)), _compare_spinning())
            for _ in range(ROUNDS)
        ]
        of_one, of_two, spinning = map(statistics.median, zip(*rates, strict=True))
        yield Figure("two bare spinning processes, times one", spinning, None, "x")
        yield Figure("steps a second, one worker", of_one, None, "")
        yield Figure("steps a second, two workers", of_two, None, "")
        goal = 1.6 if spinning >= TWO_PROCESSORS else None
        yield Figure("steps of two workers, times one", of_two / of_one, goal, "x", at_least=True)
        yield Figure("start of a server to its first answer", max(one.first_answer, two.first_answer), 3, "s")
        yield from _measure_memory(one)


def _draw_step(chance: random.Random) -> str:
    """Return the address to which a person sends an answer to one of the verdict's questions."""
    questions = load_framework().verdict_questions
    answered = questions[: chance.randrange(1, len(questions))]
    pairs = [(question.key, chance.choice(list(question.by_key))) for question in answered]
    return f"/advice/?{urlencode([*pairs, ('asked', answered[-1].key)])}"


def _compare_spinning() -> float:
    """Return how far two processes count at the same time, as a multiple of what one counts alone."""
    return sum(_spin(2)) / sum(_spin(1))


def _spin(count: int) -> list[int]:
    command = [sys.executable, "-c", SPIN]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(count)]  # noqa: S603  # ours
    return [int(process.communicate()[0]) for process in processes]


def _measure_memory(server: Server) -> Iterator[Figure]:
    """Yield the memory of a server's processes after many requests of all kinds."""
    chance = random.Random(1)  # noqa: S311
    for number in range(REQUESTS):
        fetch(server.port, _draw_address(chance, number))
    for what, word, goal in (
        ("web worker", "gunicorn", 90),
        ("PDF worker", "decision.pdf.worker", None),
        ("photo worker", "decision.photo_check.worker", None),
    ):
        memory = max(map(read_memory, server.find_children(word)), default=0)
        yield Figure(f"memory of the {what} after {REQUESTS} mixed requests", memory, goal, "MB")


def _draw_address(chance: random.Random, number: int) -> str:
    """Return the address of one request. Of forty: a report, nine results, JSON, a form, a plain page, and steps."""
    report = write_address(draw_answers(chance))
    result = report.replace("report.pdf", "result/")
    plain = ("/", "/compare/", "/how-it-decides/", "/studio/", "/studio/inquiry/", "/teams/", "/check/", "/x/")
    addresses = {0: report, 1: chance.choice(plain), 2: report.replace("/advice/report.pdf", "/studio/inquiry/")}
    addresses |= dict.fromkeys(range(3, 12), result) | {12: report.replace("/advice/report.pdf", "/advice.json")}
    return addresses.get(number % 40) or _draw_step(chance)
