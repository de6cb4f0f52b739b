"""Many people want one time at once, with real server processes and a database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlencode
from uuid import UUID

import pytest

from studio.links import make_token
from tools.harness.site import PATIENCE, Site

pytestmark = pytest.mark.slow

AT_ONCE = 40
BUSY = 503
STAGE = """
from tests.studio.photo_day.factories import make_photo_day
make_photo_day(slots=2)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site with one photo day of two times."""
    site = Site(tmp_path_factory.mktemp("site"))
    site.manage("shell", "-c", STAGE)
    with site.serve():
        yield site


def post(site: Site, path: str, data: dict[str, str]) -> tuple[int, str]:
    """Send a form, and again while the site is busy; return the status and the page."""
    while True:
        with closing(HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)) as browser:
            browser.request("POST", path, urlencode(data), {"Content-Type": "application/x-www-form-urlencoded"})
            response = browser.getresponse()
            status, page = response.status, response.read().decode()
        if status != BUSY:
            return status, page


def test_one_of_many_gets_a_time_and_the_others_are_offered_the_next(site: Site) -> None:
    [(key,)] = site.ask("SELECT link_key FROM studio_photoday")
    path = f"/studio/photo-day/{make_token(str(UUID(str(key))))}/"
    [(first, second)] = site.ask(
        "SELECT CAST(strftime('%s', starts_at) AS INTEGER), CAST(strftime('%s', starts_at) AS INTEGER) + 600"
        " FROM studio_photoday"
        if not site.postgres
        else "SELECT EXTRACT(EPOCH FROM starts_at)::bigint, EXTRACT(EPOCH FROM starts_at)::bigint + 600"
        " FROM studio_photoday"
    )

    def take(number: int, time: int) -> tuple[int, str]:
        return post(site, path, {"name": f"P {number}", "email": f"p{number}@example.org", "time": str(time)})

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        answers = list(crowd.map(lambda number: take(number, first), range(AT_ONCE)))
        last = list(crowd.map(lambda number: take(number, second), range(AT_ONCE, 2 * AT_ONCE)))

    refused = [page for status, page in answers if status == 422]
    assert sorted(status for status, _ in answers) == [302] + [422] * (AT_ONCE - 1)
    assert all(f'value="{second}" required checked' in page for page in refused)
    assert sorted(status for status, _ in last) == [302] + [422] * (AT_ONCE - 1)
    assert not any('name="time"' in page for status, page in last if status == 422)
    assert site.ask("SELECT count(*) FROM studio_signup") == [(2,)]
    assert site.ask("SELECT mail_count FROM studio_photoday") == [(2,)]
    assert site.ask("SELECT count(*) FROM studio_mail WHERE kind = 'sign-up'") == [(2,)]
