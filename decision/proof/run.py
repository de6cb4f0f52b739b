"""A run of the verifier: all promises and figures, spread over the processors."""

import os
import signal
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from typing import Any

import msgspec

from decision.core.framework import Framework
from decision.proof.figures import (
    count_questions,
    count_verdicts,
    measure_space,
    share_out,
    share_out_plans,
    weigh_questions,
)
from decision.proof.promise import Promise, Tally
from decision.proof.rules import list_promises
from decision.proof.space import Space
from decision.proof.stored import Edition, Proof, Proven

Job = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function of a space, and its further arguments."""


def prove(
    framework: Framework, *, what_if_every: int = 10, partial_every: int = 10, workers: int | None = None
) -> Proof:
    """Check every promise over the whole space; `workers` defaults to the processors of this machine."""
    space = Space(framework, what_if_every=what_if_every, partial_every=partial_every)
    promises = list_promises(space.specification)
    scopes = [(number, scope) for number, promise in enumerate(promises) for scope in _list_scopes(space, promise)]
    jobs: list[Job] = [(check_promise, (number, *scope)) for number, scope in scopes]
    jobs += [(function, (use,)) for function in (count_verdicts, count_questions) for use in space.uses]
    # The last promises take longest. Begun first, they leave no processor idle at the end.
    results = _run(space, jobs[::-1], workers or len(os.sched_getaffinity(0)))[::-1]
    tallies, counts = results[: len(scopes)], results[len(scopes) :]
    verdicts = dict(zip(space.uses, counts[: len(space.uses)], strict=True))
    questions = dict(zip(space.uses, counts[len(space.uses) :], strict=True))
    return Proof(
        framework=Edition(framework.version, framework.sha256),
        space=measure_space(space, verdicts),
        promises=tuple(
            _sum_up(promise, [tally for (other, _), tally in zip(scopes, tallies, strict=True) if other == number])
            for number, promise in enumerate(promises)
        ),
        what_if_every=what_if_every,
        partial_every=partial_every,
        shares=share_out(verdicts),
        plans=share_out_plans(space, verdicts),
        asking=weigh_questions(space, questions),
    )


def check_promise(space: Space, number: int, *scope: str) -> Tally:
    """Return what the check of one promise counts, for one use if it looks at one at a time."""
    return list_promises(space.specification)[number].count(space, *scope)


def _list_scopes(space: Space, promise: Promise) -> list[tuple[str, ...]]:
    return [(use,) for use in space.uses] if promise.each_use else [()]


def _sum_up(promise: Promise, tallies: Iterable[Tally]) -> Proven:
    tallies = list(tallies)
    broken = next((tally.counterexample for tally in tallies if tally.counterexample), None)
    cases = sum(tally.cases for tally in tallies)
    return Proven(promise.rule, promise.key, promise.clause, promise.note, cases, broken)


def _run(space: Space, jobs: list[Job], workers: int) -> list[Any]:
    if workers == 1:
        return [function(space, *arguments) for function, arguments in jobs]
    packed = msgspec.msgpack.encode(space.framework)
    # Ctrl-C reaches every process of the terminal. This one ends the others.
    with ProcessPoolExecutor(workers, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)) as pool:
        every = (space.what_if_every, space.partial_every)
        futures = [pool.submit(_run_elsewhere, packed, every, *job) for job in jobs]
        try:
            return [future.result() for future in futures]
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            raise


def _run_elsewhere(
    packed: bytes, every: tuple[int, int], function: Callable[..., Any], arguments: tuple[Any, ...]
) -> object:
    return function(_unpack(packed, *every), *arguments)


@lru_cache(maxsize=1)
def _unpack(packed: bytes, what_if_every: int, partial_every: int) -> Space:
    """Return one space for all jobs of a process: what they compute is kept with it."""
    framework = msgspec.msgpack.decode(packed, type=Framework)
    return Space(framework, what_if_every=what_if_every, partial_every=partial_every)
