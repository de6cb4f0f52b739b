"""How many questions it takes, as the proof counted them."""

from collections.abc import Mapping
from functools import lru_cache

from decision.core.framework import Framework
from decision.proof.stored import find_proof


def estimate_questions(framework: Framework, uses: tuple[str, ...], number: int, *, most: int) -> int:
    """Return about how many questions there are until the verdict, for a person at question `number`.

    The mean over the sets of answers that need this many questions, for the place that takes longest. No less than
    `number` and no more than `most`, the count that is certain; just `most` where there is no proof to read.
    """
    histograms = _find_histograms(framework)
    chosen = [histograms[use] for use in uses or histograms if use in histograms]
    means = [_find_mean(histogram, number) for histogram in chosen if max(histogram) >= number]
    if not means:
        return most
    return min(most, round(max(means) if uses else sum(means) / len(means)))


def _find_mean(histogram: Mapping[int, int], number: int) -> float:
    needing = {asked: sets for asked, sets in histogram.items() if asked >= number}
    return sum(asked * sets for asked, sets in needing.items()) / sum(needing.values())


@lru_cache(maxsize=8)
def _find_histograms(framework: Framework) -> dict[str, dict[int, int]]:
    """Return use -> number of questions -> number of sets, read from the stored proof once."""
    proof = find_proof(framework)
    by_use = proof.asking.by_use if proof else {}
    return {use: {int(asked): sets for asked, sets in counts.items()} for use, counts in by_use.items()}
