"""Reads answers from addresses and writes them. The address holds everything; nothing is stored."""

import html
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import unquote, urlencode

from django.http import QueryDict
from django.urls import get_script_prefix, reverse

from decision.core.answers import UNSURE, Answers, collect_answers, list_open_for_good, read_answers
from decision.core.framework import Framework, load_framework, versions
from decision.core.letters import normalize

REPAIRED = "repaired"
"""The parameter by which a redirect tells the next page that the link was damaged."""
REPAIR_NOTE = "Part of it got damaged on the way, and we repaired it. Please check your answers."
TEAM_PARAMETERS = ("people", "group")
"""What an address says of a team besides the answers."""
ROUNDS = 2  # a link is escaped twice at most: by the page that shows it and by the program that wraps it
AROUND_A_LINK = " \t\r\n.,;:!?()[]{}<>\"'“”‘’»=*_|\\"
ENTITY = re.compile(r"&#?\w{2,8};")
BEFORE_A_PAIR = re.compile(r"[&;?#|,\s](?=[\w-]+(?:\[\w*\])?=)")
INDEX = re.compile(r"\[\w*\]")
WORD = re.compile(r"[a-z0-9_-]+")
LONGEST_OPTION = 4  # words
MOST_NAMED = 10
"""How many parts that were not understood a page names. Nobody reads more, and a link can hold thousands."""


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
    answers = collect_answers(framework, found)
    return AddressAnswers(answers, tuple(problems[:MOST_NAMED]), tuple(unread[:MOST_NAMED]))


def read_query_strictly(framework: Framework, query: QueryDict) -> Answers:
    """Return the answers in a program's query string, where an unknown option is an error.

    Raises:
        AnswerError: as `read_answers`.
    """
    known = {*list_question_keys(), UNSURE}
    return read_answers(framework, {key: values for key, values in query.lists() if key in known})


def list_question_keys() -> Collection[str]:
    """Return the keys of all questions of all versions."""
    return list_options().keys() - {UNSURE}


@lru_cache(maxsize=1)
def list_options() -> Mapping[str, Mapping[str, str]]:
    """Return all questions of all versions, and `unsure`: question -> letters and digits of an option -> the option."""
    found: dict[str, dict[str, str]] = {}
    for framework in map(load_framework, versions()):
        found.setdefault(UNSURE, {}).update({_fold(key): key for key in list_open_for_good(framework)})
        for question in framework.questions:
            options = [*question.by_key, *([UNSURE] if question.may_be_unsure else [])]
            found.setdefault(question.key, {}).update({_fold(option): option for option in options})
    return MappingProxyType(found)


def repair_query(query: QueryDict, parameters: Collection[str]) -> tuple[QueryDict, bool]:
    """Return the answers and `parameters` in a query string, and whether answers were damaged.

    Mail programs, chats and documents escape a link once more, put a period or bracket at its end, change it to
    capitals or other hyphens, or join it with what follows. Everything else in the query string belongs to other sites
    (campaigns, trackers) and is dropped.
    """
    known = list_options()
    repaired, is_damaged = QueryDict(mutable=True), False
    read: set[tuple[str, str]] = set()
    for name, values in query.lists():
        for value in values:
            is_whole = name in known and value in known[name].values()
            found = 0
            for key, option in [(name, value)] if is_whole else _repair_pair(name, value, parameters):
                if key in known and (key, option) in read:
                    continue
                read.add((key, option))
                repaired.appendlist(key, option)
                found += 1
                is_answer = key in known and option in known[key].values()
                is_damaged |= (is_answer and (key, option) != (name, value)) or (key in TEAM_PARAMETERS and key != name)
            is_damaged |= name in known and not found  # empty, or the same answer twice
    return repaired, is_damaged


def _repair_pair(name: str, value: str, parameters: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of ours in a damaged one, until a name that isn't ours; an option that is unknown as it is.

    A name in other capitals than ours is ours only with an option that we know.
    """
    known = list_options()
    front, *pairs = BEFORE_A_PAIR.split(unescape_link(f"&{name}={value}"))
    for pair in () if front.strip(AROUND_A_LINK + "&") else pairs:
        written, _, text = pair.partition("=")
        key = INDEX.sub("", written)
        if key.lower() in known:
            for part in text.split(","):
                options = list(_read_options(known[key.lower()], part))
                yield from ((key.lower(), option) for option in options)
                if key in known and not options and part.strip(AROUND_A_LINK):
                    yield key, part.strip()
        elif key.lower() in parameters:
            if option := text.strip(AROUND_A_LINK).lower():
                yield key.lower(), option
        else:
            return


def unescape_link(text: str) -> str:
    """Return part of a link as it was before it was escaped, in plain characters."""
    for _ in range(ROUNDS):
        text = ENTITY.sub(lambda found: html.unescape(found[0]), unquote(text))
    # “&curren” is an entity too, and some programs read it as one. JSON writes "&" as \\u0026.
    text = text.replace("¤t=", "&current=").replace("\\u0026", "&")
    kept = (sign for sign in normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in kept)


def _read_options(known: Mapping[str, str], text: str) -> Iterator[str]:
    """Yield the options at the beginning of a text, whatever is between their letters; what follows is no answer."""
    words = WORD.findall(text.lower())
    while words:
        for count in range(min(LONGEST_OPTION, len(words)), 0, -1):
            folded = _fold("".join(words[:count]))
            # Mail in quoted-printable writes "=" as "=3D".
            if option := known.get(folded) or known.get(folded.removeprefix("3d")):
                yield option
                words = words[count:]
                break
        else:
            return


def _fold(option: str) -> str:
    return option.replace("-", "").replace("_", "")


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
