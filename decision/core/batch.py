"""Many sets of answers at once: one JSON object a line in, one a line out, in the same order."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from decision.core.advice import advise
from decision.core.answers import AnswerError, read_answers
from decision.core.as_json import document_advice
from decision.core.framework import Framework
from decision.core.packages import PackageOffer


def advise_lines(
    framework: Framework, lines: Iterable[bytes], offers: Sequence[PackageOffer] = ()
) -> Iterator[dict[str, Any]]:
    """Yield the advice of each line, or {"error": sentence} in its place; never raises."""
    for line in lines:
        try:
            answers = read_answers(framework, _read_object(line))
        except AnswerError as error:
            yield {"error": str(error)}
        else:
            yield document_advice(advise(framework, answers, offers))


def _read_object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line.decode(), object_pairs_hook=_refuse_repeats)
    except AnswerError:
        raise
    # A UnicodeDecodeError and a JSONDecodeError are both ValueErrors.
    except (ValueError, RecursionError) as error:
        raise AnswerError("This line is not JSON.") from error
    if not isinstance(found, dict):
        raise AnswerError("This line is not a JSON object.")
    return found


def _refuse_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise AnswerError("A question stands more than once in this object.")
    return found
