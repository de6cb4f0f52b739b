"""Reads answers from addresses and writes them. The address holds everything; nothing is stored."""

import html
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlencode

from django.http import QueryDict
from django.urls import get_script_prefix, reverse

from decision.core.answers import UNSURE, Answers, collect_answers, list_open_for_good, read_answers
from decision.core.framework import Framework, load_framework, versions

REPAIRED = "repaired"
"""The parameter by which a redirect tells the next page that the link was damaged."""
REPAIR_NOTE = "Part of it got damaged on the way, and we repaired it. Please check your answers."
ROUNDS = 2  # a link is escaped twice at most: by the page that shows it and by the program that wraps it
AROUND_A_LINK = " \t\r\n.,;:!?()[]{}<>\"'“”‘’»=*_|\\"


@dataclass(frozen=True)
class AddressAnswers:
    """The answers in an address, and a plain sentence for each part that was not understood."""

    answers: Answers
    problems: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    """The parts that were not understood, as (name, value), for the next page to name them again."""


def read_query(framework: Framework, query: QueryDict) -> AddressAnswers:
    """Return the answers in a query string. Only options that we don't have, and contradictions, are problems.

    “I’m not sure” comes from a form as the answer `unsure` to the question itself.
    """
    found: dict[str, list[str]] = {}
    problems: list[str] = []
    unread: list[tuple[str, str]] = []
    for key, values in query.lists():
        question = framework.by_key.get(key)
        if key == UNSURE:
            known = [value for value in values if value in list_open_for_good(framework)]
            found[key] = [*found.get(key, ()), *known]
            strange = [value for value in values if value not in known]
            problems += [f"“{value[:40]}” isn’t a question that can stay open." for value in strange]
        elif question is None:
            strange = values if key in list_question_keys() else []
            problems += [f"Version {framework.version} of our rules doesn’t ask about “{key}”."] if strange else []
        elif question.may_be_unsure and values == [UNSURE]:
            found[UNSURE] = [*found.get(UNSURE, ()), key]
            continue
        else:
            known = [value for value in values if value in question.by_key]
            strange = [value for value in values if value not in known]
            problems += [f"“{value[:40]}” isn’t an answer to “{question.title}”" for value in strange]
            if len(known) > 1 and not question.many:
                problems.append(f"It has two different answers to “{question.title}” Please choose again.")
                known, strange = [], values
            found |= {key: known} if known else {}
        unread += [(key, value) for value in strange]
    return AddressAnswers(collect_answers(framework, found), tuple(problems), tuple(unread))


def read_query_strictly(framework: Framework, query: QueryDict) -> Answers:
    """Return the answers in a program's query string, where an unknown option is an error.

    Raises:
        AnswerError: as `read_answers`.
    """
    known = {*list_question_keys(), UNSURE}
    return read_answers(framework, {key: values for key, values in query.lists() if key in known})


@lru_cache(maxsize=1)
def list_question_keys() -> frozenset[str]:
    """Return the keys of all questions of all versions."""
    return frozenset(key for version in versions() for key in load_framework(version).by_key)


def repair_query(query: QueryDict, parameters: Collection[str]) -> tuple[QueryDict, bool]:
    """Return the answers and `parameters` in a query string, and whether they were damaged.

    Mail programs, chats and documents escape a link once more, put a period or bracket at its end, or change it to
    capitals. Everything else in the query string belongs to other sites (campaigns, trackers) and is dropped.
    """
    answers = {*list_question_keys(), UNSURE}
    names = {*answers, *parameters}
    repaired, is_damaged = QueryDict(mutable=True), False
    for name, values in query.lists():
        for value in values:
            pairs = [(name, value)] if name in names and _is_clean(value) else list(_repair_pair(name, value, names))
            for key, option in pairs:
                if option in repaired.getlist(key):
                    pairs = []  # written twice
                else:
                    repaired.appendlist(key, option)
            is_damaged |= pairs != [(name, value)] and not answers.isdisjoint({name, *(key for key, _ in pairs)})
    return repaired, is_damaged


def _is_clean(value: str) -> bool:
    return value.isascii() and value.replace("-", "").replace(".", "").isalnum() and value == value.lower().strip(".")


def _repair_pair(name: str, value: str, names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of ours in a damaged one; none where it begins with a name that is not ours."""
    text = "".join(sign for sign in f"{name}={value}" if unicodedata.category(sign) not in ("Cf", "Cc"))
    for _ in range(ROUNDS):
        text = html.unescape(unquote(text))
    for part in text.removeprefix("amp;").split("&"):
        key, _, option = part.removeprefix("amp;").partition("=")
        key = key.strip(AROUND_A_LINK).lower()
        if key not in names:
            return
        option = option.strip(AROUND_A_LINK).lower()
        if option:
            yield key, option


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
