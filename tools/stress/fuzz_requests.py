"""Requests that no browser would send, to any route: nonsense mixed with what the site knows, so that some get far."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import strategies as st

from decision.core.framework import load_framework, versions
from decision.web.request_reading import PARAMETERS
from studio.admin.actions import INQUIRY_ACTIONS
from studio.inquiries.form import InquiryForm
from studio.models import Inquiry

# `<slug:key>` in a route and `(?P<key>…)` in a regular expression.
PARAMETER = re.compile(r"<(?:[^:<>]+:)?(\w+)>|\(\?P<(\w+)>[^()]*\)")

Route = tuple[str, ...]
"""The pieces of a path: at even positions text, at odd ones the name of a parameter."""


def list_routes() -> list[Route]:
    """Return each route of the site once."""
    return [*dict.fromkeys(_split(path) for path in _walk(get_resolver(), ""))]


def _walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield path
        else:
            yield from _walk(pattern, path)


def _split(path: str) -> Route:
    pieces = PARAMETER.split(f"/{path}")
    texts = [piece.replace("^", "").replace("$", "").replace("\\", "") for piece in pieces[::3]]
    names = [name or other for name, other in zip(pieces[1::3], pieces[2::3], strict=True)]
    return tuple(part for pair in zip(texts, [*names, ""], strict=True) for part in pair)[:-1]


NASTY = (
    *("", "\x00", "\u202e", "🙈", "a" * 3000, "'; DROP TABLE--", "{{ 1 }}", "../../etc/passwd", "%", "[]", "null"),
    *("-1", "0", "1", "2", "9" * 25, "9" * 5000, "1e999", "NaN", "0000-00-00", "2027-02-30", "٣", "1,2"),
)
FILTERS = (
    *("q", "o", "p", "e", "all", "_popup", "_to_field", "_changelist_filters", "status__exact", "use", "verdict"),
    *("created_at__gte", "pk__in", "id__exact", "owner__id__exact", "next", "name", "format", "term", "app_label"),
)
BUTTONS = (
    *(
        "action",
        "_selected_action",
        "select_across",
        "index",
        "_save",
        "_continue",
        "_addanother",
        "post",
        "_saveasnew",
    ),
    *("next", "username", "password", "email", "new_password1", "new_password2", "form-TOTAL_FORMS", "team", "picture"),
)
KINDS = (
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json",
    "text/plain",
    "a/b;",
)
HEADERS = (
    *("HX-Request", "HX-History-Restore-Request", "If-None-Match", "If-Modified-Since", "Accept", "Accept-Encoding"),
    *("Referer", "Origin", "Range", "X-Forwarded-For", "User-Agent", "Host", "Cookie"),
)

nonsense = st.text(max_size=30) | st.sampled_from(NASTY)


@dataclass(frozen=True)
class Nonsense:
    """One request."""

    route: Route
    path: str
    query: str
    method: str
    kind: str
    body: bytes
    headers: dict[str, str]
    signed_in: bool


def draw_requests(routes: Sequence[Route], known: dict[str, Sequence[str]]) -> st.SearchStrategy[Nonsense]:
    """Return a strategy for requests to these routes; `known` are values that some parameters really have.

    All its parts are made once: to make them for each request would take longer than the site does to answer.
    """
    query, bodies = _draw_query(), st.binary(max_size=200) | _draw_form()
    method = st.sampled_from(["GET", "GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS"])
    headers = st.dictionaries(st.sampled_from(HEADERS), _draw_header(), max_size=2)
    kind, signed_in = st.sampled_from(KINDS), st.booleans()
    return st.one_of(
        [
            st.builds(
                Nonsense, st.just(route), _draw_path(route, known), query, method, kind, bodies, headers, signed_in
            )
            for route in routes
        ]
    )


def _draw_path(route: Route, known: dict[str, Sequence[str]]) -> st.SearchStrategy[str]:
    """Fill the parameters of a route."""
    pieces = [
        _draw_parameter(known.get(part, ())) if number % 2 else st.just(part) for number, part in enumerate(route)
    ]
    return st.tuples(*pieces).map("".join)


def _draw_parameter(known: Sequence[str]) -> st.SearchStrategy[str]:
    broken = st.text("%/.AF09-_", max_size=8)
    drawn = nonsense.map(lambda text: quote(text, safe="")) | broken
    return st.sampled_from(known) | drawn if known else drawn


def _draw_query() -> st.SearchStrategy[str]:
    questions = load_framework().questions
    answers = st.sampled_from([(question.key, option.key) for question in questions for option in question.options])
    names = st.sampled_from([*PARAMETERS, *FILTERS, *load_framework().by_key])
    pairs = st.lists(answers | st.tuples(names, nonsense) | st.tuples(nonsense, nonsense), max_size=6)
    return pairs.map(urlencode) | st.text("abcuse=&%0F;+-", max_size=30)


def _draw_form() -> st.SearchStrategy[bytes]:
    fields = [column.name for column in Inquiry._meta.concrete_fields]
    names = st.sampled_from([*InquiryForm.base_fields, *BUTTONS, *fields])
    return st.dictionaries(names, nonsense, max_size=8).map(lambda form: urlencode(form).encode())


def _draw_header() -> st.SearchStrategy[str]:
    # A server hands headers over as latin-1, without control characters.
    return st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=40)


def list_known() -> dict[str, Sequence[str]]:
    """Return values that the parameters of routes have where the site is used as it is meant."""
    return {
        "key": tuple(load_framework().by_key),
        "version": tuple(versions()),
        "size": ("full", "thumbnail"),
        "object_id": ("1", "2"),
        "kind": ("csv", "xlsx"),
        "act": tuple(INQUIRY_ACTIONS),
        "pk": ("1", "2"),
        "app_label": ("studio", "auth"),
        "content_type_id": ("1", "7"),
        "url": ("studio/inquiry", "x"),
    }
