"""One evaluation with all explanations, over 2,000 mixed sets of answers, each met for the first time.

In processor time, so that other work on the machine does not count.
"""

import random
import statistics
from collections.abc import Iterator
from time import process_time

from decision.core.advice import advise
from decision.core.answers import Answers, read_answers
from decision.core.as_json import document_advice
from decision.core.explain import explain
from decision.core.framework import Framework, load_framework
from tools.bench.tables import Figure

SETS = 2000


def measure() -> Iterator[Figure]:
    """Yield the mean and the 95th percentile."""
    framework = load_framework()
    document_advice(advise(framework, Answers()))  # what a server does once, as it starts
    chance = random.Random(20261121)  # noqa: S311  # a repeatable sample, not a secret
    times = sorted(_time(framework, _draw(framework, chance)) for _ in range(SETS))
    yield Figure("evaluation with all explanations, mean", statistics.mean(times), 2, "ms")
    yield Figure("evaluation with all explanations, 95th percentile", times[SETS * 95 // 100], 4, "ms")


def _time(framework: Framework, answers: Answers) -> float:
    start = process_time()
    advice = advise(framework, answers)
    document_advice(advice)
    explain(advice)
    return (process_time() - start) * 1000


def _draw(framework: Framework, chance: random.Random) -> Answers:
    """Return a random set: complete as often as not, with one to three uses."""
    share = chance.choice([1, 1, 0.8, 0.5, 0.3])
    raw: dict[str, str | list[str]] = {}
    for question in framework.questions:
        if chance.random() < share:
            picked = chance.sample(list(question.by_key), chance.choice([1, 1, 2, 3]) if question.many else 1)
            raw[question.key] = picked if question.many else picked[0]
    return read_answers(framework, raw)
