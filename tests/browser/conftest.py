"""A real Chromium against the whole site: one server, one database and one browser for each test process."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.watching import OpenContext, Watch
from tests.preparing import fill_database
from tests.studio.factories import make_staff
from tools.find_chromium import choose_launch_options

OpenDesk = Callable[[str], Page]
"""Opens a page of the staff site, named by what follows the admin's address."""

# Playwright keeps an event loop running in this thread, so Django would refuse our queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# Milliseconds. No step takes a tenth of it, but a busy machine may.
LONGEST_WAIT = 15_000
expect.set_options(timeout=LONGEST_WAIT)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], playwright: Playwright) -> dict[str, Any]:
    """How Chromium starts. If it isn’t installed, the tests fail and say what to type."""
    try:
        return browser_type_launch_args | choose_launch_options(Path(playwright.chromium.executable_path))
    except FileNotFoundError as error:
        pytest.fail(str(error), pytrace=False)


def serve_static_as_the_site_does(handler: WSGIHandler) -> WSGIHandler:
    """Leave static files to WhiteNoise: hashed, compressed and with the headers that people get."""
    return handler


@pytest.fixture(scope="session")
def live_server(django_db_setup: None) -> Iterator[LiveServer]:
    server = LiveServer("127.0.0.1", start=False)
    server.thread.static_handler = serve_static_as_the_site_does  # type: ignore[assignment]  # not only types do
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    return live_server.url


@pytest.fixture(autouse=True)
def transactional_db(live_server: LiveServer, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Replace pytest-django’s fixture, which empties the database: ours restores the rows that migrations made."""
    with django_db_blocker.unblock():
        assert connection.is_in_memory_db()  # type: ignore[attr-defined]  # SQLite's; no database that somebody keeps
        yield
        fill_database(connection.settings_dict["NAME"])


@pytest.fixture
def watch(base_url: str) -> Iterator[Watch]:
    """Fail the test if one of its pages breaks the content policy, calls another host or raises an error."""
    watch = Watch(base_url)
    yield watch
    assert watch.faults == []


@pytest.fixture
def new_context(new_context: CreateContextCallback, watch: Watch) -> OpenContext:
    """Open a watched context without motion, unless a test asks for motion."""

    def open_watched_context(**options: Any) -> BrowserContext:
        context = new_context(**{"reduced_motion": "reduce"} | options)
        context.set_default_timeout(LONGEST_WAIT)
        watch.follow(context)
        return context

    return open_watched_context


def sign_in(context: BrowserContext, account: User, base_url: str) -> None:
    """Sign in without the form, which its own tests fill in."""
    client = Client()
    client.force_login(account)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": base_url}])


@pytest.fixture
def open_desk(new_context: OpenContext, base_url: str) -> OpenDesk:
    """Open a page of the staff site, signed in as a manager."""
    context = new_context()
    sign_in(context, make_staff(name="mary", groups=("Studio manager",)), base_url)
    page = context.new_page()

    def open_page(path: str) -> Page:
        response = page.goto(f"/admin/{path}")
        assert response is not None
        assert response.ok
        assert page.locator("body.login").count() == 0
        return page

    return open_page
