"""No request header changes a page: neither the visitor’s own nor, through a cache, somebody else’s."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import combinations
from typing import Any, NamedTuple
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.cache import caches
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory
from pytest_django import Settings

from decision.web.page_cache import make_tag
from headshot_advisor.request_headers import Application, keep_known_headers, name_in_environ
from headshot_advisor.template_tags import OnceNode, find_page_key
from tools.harness.hostile_headers import HOSTILE

pytestmark = pytest.mark.django_db

STEP = "/advice/viewer/?use=linkedin"
OURS = "X-Forwarded-For"
PAGES = ["/", STEP, "/studio/", "/robots.txt", "/missing/"]


class Answer(NamedTuple):
    status: str
    headers: list[tuple[str, str]]
    body: bytes


def ask(application: Application, address: str, headers: Mapping[str, str], **environ: str) -> Answer:
    """Return the response without its request ID."""
    path, _, query = address.partition("?")
    request: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "127.0.0.1", **environ}
    request |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    setup_testing_defaults(request)
    request["wsgi.input"] = BytesIO()
    started: list[Any] = []
    start: Callable[..., Any] = lambda status, headers, exc_info=None: started.extend([status, headers])  # noqa: E731
    response = application(request, start)
    body = b"".join(response)
    status, sent = started
    return Answer(status, [(name, value) for name, value in sent if name != "X-Request-ID"], body)


def forget_everything(nodes: Iterable[OnceNode]) -> None:
    """Empty the server’s caches of pages and of fragments in templates."""
    caches["pages"].clear()
    for node in nodes:
        node.rendered.clear()


def find_nodes() -> list[OnceNode]:
    """Return the places in templates that keep fragments."""
    return [thing for thing in gc.get_objects() if type(thing) is OnceNode]  # isinstance would evaluate lazy objects


@pytest.fixture
def site(settings: Settings) -> Iterator[Application]:
    settings.FORWARDED_HEADERS = (OURS,)
    yield keep_known_headers(get_wsgi_application())
    forget_everything(find_nodes())


@pytest.mark.parametrize("count", [1, 2], ids=["alone", "two together"])
def test_no_header_reaches_the_site_but_that_of_our_own_proxy(settings: Settings, count: int) -> None:
    settings.FORWARDED_HEADERS = (OURS,)
    read: list[dict[str, Any]] = []

    def note(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        start("200 OK", [])
        read.append({name: value for name, value in environ.items() if isinstance(value, str)})
        return []

    guarded = keep_known_headers(note)
    ask(guarded, STEP, {})
    (clean,) = read

    for headers in map(dict, combinations(HOSTILE.items(), count)):
        ask(guarded, STEP, headers)

        passed = {name_in_environ(name): value for name, value in headers.items() if name == OURS}
        assert read.pop() == clean | passed, headers


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("fragment", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_no_request_header_changes_any_page(site: Application, address: str, fragment: dict[str, str]) -> None:
    clean = ask(site, address, fragment)
    forget_everything(find_nodes())

    hostile, following = ask(site, address, fragment | HOSTILE), ask(site, address, fragment)

    assert (hostile, following) == (clean, clean)


@pytest.mark.parametrize("prefix", ["/x", "/privacy"])
def test_a_script_name_that_a_server_believed_changes_nothing(site: Application, prefix: str) -> None:
    whole = f"{prefix}/"
    clean_there, clean_home = ask(site, whole, {}), ask(site, "/", {})
    forget_everything(find_nodes())

    # As gunicorn hands on the header `SCRIPT_NAME: /privacy` of a request for /privacy/.
    hostile = ask(site, "/", {}, SCRIPT_NAME=prefix)

    assert hostile == clean_there
    assert (ask(site, whole, {}), ask(site, "/", {})) == (clean_there, clean_home)


def test_what_is_kept_under_a_prefix_is_shown_nowhere_else(site: Application) -> None:
    bare, clean = get_wsgi_application(), ask(site, STEP, {})
    forget_everything(find_nodes())

    under_prefix = ask(bare, STEP, {}, SCRIPT_NAME="/x")

    assert b'href="/x/privacy/"' in under_prefix.body
    assert ask(bare, STEP, {}) == clean


@pytest.mark.parametrize("name", ["SCRIPT_URL", "REDIRECT_URL"])
def test_no_other_variable_becomes_a_prefix(site: Application, name: str) -> None:
    clean = ask(site, STEP, {})
    forget_everything(find_nodes())

    assert ask(site, STEP, {}, **{name: "/evil/advice/"}) == clean


def test_another_host_gets_its_own_copy(settings: Settings, rf: RequestFactory) -> None:
    settings.ALLOWED_HOSTS = ["one.example.org", "two.example.org"]
    requests = [rf.get("/", HTTP_HOST=host) for host in settings.ALLOWED_HOSTS]
    for request in requests:
        request.resolver_match = None

    assert len({make_tag(request, {}) for request in requests}) == 2
    assert [find_page_key(request)[0] for request in requests] == ["one.example.org", "two.example.org"]


def test_a_header_of_our_own_proxy_passes_only_when_the_settings_name_it(settings: Settings) -> None:
    def tell(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        start("200 OK", [])
        return [environ.get("HTTP_X_FORWARDED_FOR", "nothing").encode()]

    seen = []
    for names in ((), (OURS,)):
        settings.FORWARDED_HEADERS = names
        seen.append(ask(keep_known_headers(tell), "/", {OURS: "192.0.2.7"}).body)

    assert seen == [b"nothing", b"192.0.2.7"]


def test_the_application_that_is_served_is_guarded() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headshot_advisor.settings")
    from headshot_advisor.wsgi import application  # noqa: PLC0415  it makes a second application

    assert ask(application, "/", {"X-Forwarded-Host": "evil.example.org"}, SCRIPT_NAME="/privacy") == ask(
        application, "/privacy/", {}
    )
