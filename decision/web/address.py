"""Reads answers from addresses and writes them. The address holds everything; nothing is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import get_script_prefix, reverse

from decision.core.answers import UNSURE, AnswerError, Answers, collect_answers, list_open_for_good, read_answers
from decision.core.framework import Framework

_TRACKING = ("utm_", "fbclid", "gclid", "msclkid", "mc_", "ref")
"""Parameters that other sites add to links. They are dropped."""


class RepeatedAnswerError(AnswerError):
    """The address answers a question more than once that takes one answer."""


@dataclass(frozen=True)
class AddressReading:
    """The answers in an address, and a plain sentence for each part that was not understood."""

    answers: Answers
    problems: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    """The parts that were not understood, as (name, value), for the next page to name them again."""


def read_query(framework: Framework, query: QueryDict, *, besides: Iterable[str] = ()) -> AddressReading:
    """Return the answers in a query string, without the parameters in `besides`.

    Unknown questions and options are named in `problems`, and the page continues with the rest. “I’m not sure” comes
    from a form as the answer `unsure` to the question itself.

    Raises:
        RepeatedAnswerError: a question that takes one answer is answered more than once.
    """
    found: dict[str, list[str]] = {}
    problems: list[str] = []
    unread: list[tuple[str, str]] = []
    for key, values in query.lists():
        if key in besides or key.startswith(_TRACKING):
            continue
        if key == UNSURE:
            known, strange = _sort_unsure(framework, values)
            found[key] = [*found.get(key, ()), *known]
            problems += [f"“{value[:40]}” is not a question that can stay open." for value in strange]
            unread += [(key, value) for value in strange]
            continue
        question = framework.by_key.get(key)
        if question is None:
            problems.append(f"“{key[:40]}” is not a question of ours.")
            unread += [(key, value) for value in values]
            continue
        if len(values) > 1 and (not question.many or len(set(values)) < len(values)):
            raise RepeatedAnswerError(f"“{question.short}” is answered more than once in this address.")
        if question.may_be_unsure and values == [UNSURE]:
            found[UNSURE] = [*found.get(UNSURE, ()), key]
            continue
        known = [value for value in values if value in question.by_key]
        problems += [f"“{v[:40]}” is not an answer to “{question.title}”" for v in values if v not in known]
        unread += [(key, value) for value in values if value not in known]
        found |= {key: known} if known else {}
    return AddressReading(collect_answers(framework, found), tuple(problems), tuple(unread))


def _sort_unsure(framework: Framework, values: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the questions among the values that may stay open, and the other values."""
    known = list_open_for_good(framework)
    return [value for value in values if value in known], [value for value in values if value not in known]


def read_query_strictly(framework: Framework, query: QueryDict) -> Answers:
    """Return the answers in a program's query string, where anything unknown is an error.

    Raises:
        AnswerError: as `read_answers`.
    """
    raw = {key: values for key, values in query.lists() if not key.startswith(_TRACKING)}
    return read_answers(framework, raw)


def write_query(answers: Answers, **more: str | Sequence[str]) -> str:
    """Return the query string: the answers in their fixed order, then the `more` parameters that are not empty."""
    extra = [(key, value) for key, value in more.items() if value]
    # Keys need no quoting: the framework allows lower-case letters, digits and hyphens.
    parts = [f"{key}={option}" for key, option in answers.as_pairs()]
    return "&".join([*parts, urlencode(extra, doseq=True)] if extra else parts)


def write_address(name: str, answers: Answers, *args: str, **more: str | Sequence[str]) -> str:
    """Return the path of a named page with the answers in its query string."""
    query = write_query(answers, **more)
    path = _find_path(get_script_prefix(), name, args)
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=256)
def _find_path(prefix: str, name: str, args: tuple[str, ...]) -> str:
    """Return the path of a page. Cached, because a result has forty links and Django resolves each one again."""
    return reverse(name, args=args)
