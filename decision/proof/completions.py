"""What completions give, by trying each of them, in tables of one byte a partial set.

A code (`Space.codes`) says which answers are given. Options of one level share a code.
"""

from collections.abc import Sequence
from functools import lru_cache, reduce
from itertools import product
from operator import or_

from decision.core.framework import Question
from decision.proof.space import Space, judge


@lru_cache(maxsize=32)
def tabulate_completions(space: Space, use: str | None) -> bytes:
    """Return code -> the verdicts that some completion gives, as bits; with use None, for some use."""
    if use is None:
        return _unite([tabulate_completions(space, use) for use in space.uses])
    return _open_axes(space, bytes(1 << verdict for verdict in _list_ranked(space, use)))


@lru_cache(maxsize=32)
def tabulate_movers(space: Space, use: str, key: str) -> bytes:
    """Return code (with this question open) -> not 0 if in some completion changing it alone changes the verdict."""
    values = _list_ranked(space, use)
    for question in reversed(space.questions):
        ranks = _take_ranks(values, question)
        if question.key == key:
            moved = reduce(or_, (_as_number(rank) ^ _as_number(ranks[0]) for rank in ranks))
            ranks = [moved.to_bytes(len(ranks[0]), "big")] * len(ranks)
        values = b"".join(ranks)
    return _open_axes(space, values)


@lru_cache(maxsize=32)
def _list_ranked(space: Space, use: str) -> bytes:
    """Return the verdict numbers of the sets with one option a rank, the axes in the order of codes."""
    steps = [[q.number_of[rank[0].key] * space.strides[q.key] for rank in q.ranks] for q in space.questions]
    verdicts = judge(space, use)
    return bytes([verdicts[position] for position in map(sum, product(*steps))])


def _open_axes(space: Space, values: bytes) -> bytes:
    # Each turn takes the axis that varies fastest and makes it the slowest, so all turns restore the order.
    for question in reversed(space.questions):
        ranks = _take_ranks(values, question)
        values = b"".join([_unite(ranks), *ranks])
    return values


def _take_ranks(values: bytes, question: Question) -> list[bytes]:
    size = len(question.ranks)
    return [values[number::size] for number in range(size)]


def _unite(tables: Sequence[bytes]) -> bytes:
    return reduce(or_, map(_as_number, tables)).to_bytes(len(tables[0]), "big")


def _as_number(values: bytes) -> int:
    return int.from_bytes(values, "big")
