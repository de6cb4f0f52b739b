"""Two servers that share only a database: it makes no difference which of them answers."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.conf import settings

from tests.studio.factories import RECRUITERS_QUERY, make_form_data
from tools.harness.site import ADDRESS, PATIENCE, Site

pytestmark = pytest.mark.postgres


class Browser:
    """One person's browser. It keeps its cookies by host name, as all browsers do, whatever the port."""

    def __init__(self) -> None:
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def open(self, site: Site, path: str, data: dict[str, str] | None = None) -> tuple[str, str]:
        """Send a request, follow redirects, and return the last path and the page."""
        body = urlencode(data).encode() if data else None
        with self._opener.open(f"http://127.0.0.1:{site.port}{path}", body, timeout=PATIENCE) as response:
            return urlsplit(response.url).path, response.read().decode()


def read_token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Site]]:
    """Two servers, each with a folder of its own."""
    folders = [tmp_path_factory.mktemp(name) for name in ("one", "two")]
    one = Site(folders[0], VAR_DIR=str(folders[0] / "var"), SECRET_KEY=settings.SECRET_KEY)
    shared = {name: one.environment[name] for name in ("SECRET_KEY", "DATABASE_URL")}
    two = Site(folders[1], VAR_DIR=str(folders[1] / "var"), **shared)
    with one.serve(), two.serve():
        yield one, two


@pytest.mark.parametrize(
    "path", ["/", "/advice/viewer/?use=linkedin", f"/advice/result/?{RECRUITERS_QUERY}", "/studio/"]
)
def test_both_send_the_same_pages(servers: tuple[Site, Site], path: str) -> None:
    one, two = (Browser().open(site, path) for site in servers)

    assert one == two


def test_a_form_opened_on_one_and_sent_to_both_at_once_is_one_inquiry(servers: tuple[Site, Site]) -> None:
    browser, data = Browser(), make_form_data()

    with ThreadPoolExecutor(2) as hands:
        answers = set(hands.map(lambda site: browser.open(site, ADDRESS, data), servers))

    [(reference, status)] = servers[0].ask("SELECT reference, status FROM studio_inquiry")
    assert {path for path, _ in answers} == {f"/studio/inquiry/sent/{reference}/"}
    assert status == "new"
    assert servers[0].ask("SELECT count(*) FROM studio_mail") == [(2,)]


def test_staff_who_signed_in_on_one_work_on_the_other(servers: tuple[Site, Site]) -> None:
    one, two = servers
    one.environment |= {"DJANGO_SUPERUSER_PASSWORD": "a long way home"}
    one.manage("createsuperuser", "--noinput", "--username", "sam", "--email", "sam@example.org")
    browser = Browser()
    page = browser.open(one, "/admin/login/?next=/admin/")[1]
    sign_in = {"username": "sam", "password": "a long way home", "csrfmiddlewaretoken": read_token(page)}

    path, _ = browser.open(one, "/admin/login/?next=/admin/", sign_in)
    path_there, staff_client = browser.open(two, "/admin/")

    assert (path, path_there) == ("/admin/", "/admin/")
    assert "sam" in staff_client
