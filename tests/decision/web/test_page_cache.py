"""Public pages may be cached, personal ones may not; an ETag changes with everything that its page depends on."""

import gzip
import re
from datetime import datetime, timedelta, tzinfo
from typing import ClassVar

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from decision.core import turnaround
from decision.core.turnaround import NEW_YORK
from studio.models import Package, StudioFacts
from tests.pages import text
from tests.studio.factories import RECRUITERS_QUERY, make_package

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
QUESTION = "/advice/viewer/?use=linkedin"
RESULT = f"/advice/result/?{RECRUITERS_QUERY}"
PLACEHOLDER = (
    "/advice/result/?use=linkedin&viewer=visitors&screening=no&matching=no&lifespan=months&size=page&meeting=sometimes"
    "&field=consulting&career=early&worn=glasses&current=none&selfies=good"
)
PUBLIC = [
    "/",
    "/compare/",
    "/how-it-decides/",
    "/privacy/",
    "/studio/",
    QUESTION,
    RESULT,
    f"/advice.json?{RECRUITERS_QUERY}",
]
NEW_YEAR = datetime(2027, 1, 1, tzinfo=NEW_YORK)
SECOND = timedelta(seconds=1)
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))


class Clock(datetime):
    """A clock that moves by `step` each time it is read."""

    shown: ClassVar[datetime]
    step: ClassVar[timedelta]

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # a plain datetime will do
        found = cls.shown
        cls.shown += cls.step
        return found.astimezone(tz)

    @classmethod
    def set(cls, shown: datetime, step: timedelta = timedelta()) -> None:
        cls.shown, cls.step = shown, step


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    """The clock of the date in New York."""
    monkeypatch.setattr(turnaround, "datetime", Clock)
    return Clock


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_may_be_kept_and_holds_nothing_of_one_person(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=300"
    assert re.fullmatch('W/"[0-9a-f]{32}"', response["ETag"])
    assert response["Vary"] == "HX-Request, Accept-Encoding"
    assert response.cookies == {}
    assert "csrf" not in text(response)
    assert "nonce" not in text(response)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_page_that_did_not_change_is_not_sent_again(client: Client, address: str) -> None:
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    kept = ("ETag", "Cache-Control", "Vary")
    assert [again[name] for name in kept] == [first[name] for name in kept]


def test_another_address_has_another_tag(client: Client) -> None:
    tags = {client.get(address)["ETag"] for address in PUBLIC}

    assert len(tags) == len(PUBLIC)


def test_another_release_has_another_tag(client: Client, settings: Settings) -> None:
    before = client.get("/compare/")["ETag"]

    settings.RELEASE = "the next one"

    assert client.get("/compare/")["ETag"] != before


def test_midnight_changes_only_the_page_that_shows_a_date(client: Client, clock: type[Clock]) -> None:
    addresses = [address for address in PUBLIC if address != RESULT]
    clock.set(NEW_YEAR - SECOND)
    before = [client.get(address)["ETag"] for address in addresses]
    old = client.get(RESULT)

    clock.set(NEW_YEAR)

    assert [client.get(address)["ETag"] for address in addresses] == before
    assert client.get(RESULT)["ETag"] != old["ETag"]


def test_a_request_at_midnight_has_one_date(client: Client, clock: type[Clock]) -> None:
    clock.set(NEW_YEAR - SECOND, step=SECOND)  # the second reading is another day

    page = client.get(PLACEHOLDER)

    assert "Replace it by April 30, 2027" in text(page)
    clock.set(NEW_YEAR - SECOND)
    assert client.get(PLACEHOLDER, headers={"If-None-Match": page["ETag"]}).status_code == 304
    clock.set(NEW_YEAR)
    new = client.get(PLACEHOLDER, headers={"If-None-Match": page["ETag"]})
    assert new.status_code == 200
    assert "Replace it by May 1, 2027" in text(new)


def test_a_new_price_changes_the_result_and_the_studio_but_no_question(client: Client) -> None:
    before = [client.get(address)["ETag"] for address in (RESULT, "/studio/", QUESTION)]

    Package.objects.filter(slug="linkedin-headshot").update(price=350)

    after = [client.get(address)["ETag"] for address in (RESULT, "/studio/", QUESTION)]
    assert [new == old for new, old in zip(after, before, strict=True)] == [False, False, True]


def test_new_facts_and_new_packages_change_the_studio(client: Client) -> None:
    tags = [client.get("/studio/")["ETag"]]

    StudioFacts.objects.update_or_create(pk=1, defaults={"phone": "212 555 0100"})
    tags.append(client.get("/studio/")["ETag"])
    make_package()
    tags.append(client.get("/studio/")["ETag"])

    assert len(set(tags)) == 3


def test_a_fragment_is_never_kept_and_never_answered_with_304(client: Client) -> None:
    page = client.get(QUESTION)

    fragment = client.get(QUESTION, headers={**HTMX, "If-None-Match": page["ETag"]})

    assert fragment.status_code == 200
    assert fragment["Cache-Control"] == "no-store"
    assert "ETag" not in fragment
    assert fragment["Vary"] == "HX-Request, Accept-Encoding"


def test_every_swap_selects_its_part_so_that_a_whole_page_does_as_well() -> None:
    links = [tag for path in TEMPLATES for tag in re.findall(r"<[a-z]+[^>]*\shx-get=.*?>", path.read_text(), re.DOTALL)]

    assert links != []
    assert [link for link in links if not re.search('hx-select="#(step|answer|result)"', link)] == []


@pytest.mark.parametrize("address", [f"/studio/inquiry/?{RECRUITERS_QUERY}", "/admin/login/"])
def test_what_is_personal_is_never_stored(client: Client, address: str) -> None:
    response = client.get(address, headers={"Accept-Encoding": "gzip"})

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    # It has a token, which the length of a compressed page could reveal (BREACH).
    assert "Content-Encoding" not in response


@pytest.mark.parametrize(("address", "status"), [("/advice.json?use=moon", 400), ("/advice/shoes/", 404)])
def test_an_error_is_not_kept(client: Client, address: str, status: int) -> None:
    response = client.get(address)

    assert response.status_code == status
    assert "Cache-Control" not in response
    assert "ETag" not in response


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_a_step_is_compressed_for_those_who_ask(client: Client, headers: dict[str, str]) -> None:
    plain = client.get(QUESTION, headers=headers)

    packed = client.get(QUESTION, headers={**headers, "Accept-Encoding": "gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content


@pytest.mark.parametrize("address", [QUESTION, "/advice.json", "/how-it-decides/proof-2026.2.json", "/check/"])
@pytest.mark.parametrize("refused", ["gzip;q=0", "GZIP; q=0.0, br", "*;q=0", "identity, gzip ;q=0", "br, *"])
def test_nobody_gets_gzip_who_refuses_it(client: Client, address: str, refused: str) -> None:
    response = client.get(address, headers={"Accept-Encoding": refused})

    assert (response.status_code, response.headers.get("Content-Encoding")) == (200, None)
    assert "Accept-Encoding" in response["Vary"]


def test_a_result_that_did_not_change_costs_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tag = client.get(RESULT)["ETag"]

    with django_assert_num_queries(1):
        client.get(RESULT, headers={"If-None-Match": tag})


def test_a_page_asked_for_again_is_not_made_again(client: Client) -> None:
    first = client.get(QUESTION)

    again = client.get(QUESTION)

    assert again.content == first.content
    assert again.templates == []  # none was rendered
    assert [again[name] for name in ("ETag", "Cache-Control", "Vary")] == [
        first[name] for name in ("ETag", "Cache-Control", "Vary")
    ]


def test_page_fragment_and_their_compressed_forms_are_cached_separately(client: Client) -> None:
    gzipped = {"Accept-Encoding": "gzip"}
    variants = [{}, HTMX, gzipped, {**HTMX, **gzipped}]

    bodies = [client.get(QUESTION, headers=headers).content for headers in (*variants, *variants)]

    assert len(set(bodies)) == 4
    assert bodies[:4] == bodies[4:]
    assert [gzip.decompress(body) for body in bodies[2:4]] == bodies[:2]


def test_a_kept_result_has_the_price_of_now(client: Client) -> None:
    address = f"{RESULT}&current=none&deadline=flexible"
    assert "from $300" in text(client.get(address))

    Package.objects.filter(slug="linkedin-headshot").update(price=350)

    assert "from $350" in text(client.get(address))
