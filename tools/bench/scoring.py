"""Scoring every set, compared with a bare loop that indexes the same ten tables and adds."""

from collections.abc import Callable, Iterator
from itertools import product
from time import process_time

from decision.core.framework import load_framework
from decision.core.scoring import UseTable, compile_use
from decision.proof.space import Space, score
from tools.bench.tables import Figure

ROUNDS = 3


def measure() -> Iterator[Figure]:
    """Yield the ratio of the best of a few interleaved rounds."""
    framework = load_framework()
    tables = [compile_use(framework, use) for use in framework.uses]
    times = [(_time(_score_all), _time(lambda: _add_all(tables))) for _ in range(ROUNDS)]
    scored, bare = (min(column) for column in zip(*times, strict=True))
    yield Figure("scoring all sets, times a bare loop over the same tables", scored / bare, 3, "x")


def _time(run: Callable[[], object]) -> float:
    start = process_time()
    run()
    return process_time() - start


def _score_all() -> None:
    space = Space(load_framework())
    score.cache_clear()
    for use in space.uses:
        score(space, use)


def _add_all(tables: list[UseTable]) -> None:
    for table in tables:
        a, b, c, d, e, f, g, h, i, j = table.codes
        for k, u, m, n, o, p, q, r, s, t in product(*(range(len(codes)) for codes in table.codes)):
            a[k] + b[u] + c[m] + d[n] + e[o] + f[p] + g[q] + h[r] + i[s] + j[t]
