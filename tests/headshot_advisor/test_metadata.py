"""What a page says about itself: title, description, preview, and whether it may be listed."""

import re
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from headshot_advisor.site_pages import LISTED
from tests.pages import text
from tests.studio.factories import RECRUITERS_QUERY

pytestmark = pytest.mark.django_db

OPEN = [
    "/",
    "/compare/",
    "/how-it-decides/",
    "/how-it-decides/scorecard/",
    "/how-it-decides/facts/",
    "/check/",
    "/privacy/",
    "/studio/",
    "/teams/",
    "/teams/guide/",
    "/teams/table/",
]
WITH_ANSWERS = [
    f"/advice/result/?{RECRUITERS_QUERY}",
    "/advice/viewer/?use=linkedin",
    "/advice/?use=press-kit",
    "/compare/?use=linkedin",
    f"/studio/inquiry/?{RECRUITERS_QUERY}",
]


def find_meta(page: str, name: str) -> str:
    """The content of the one meta element with this name or property."""
    found = re.findall(rf'<meta (?:name="[a-z]+" )?(?:name|property)="{name}" content="([^"]*)">', page)
    assert len(found) == 1, (name, found)
    return str(found[0])


@pytest.mark.parametrize("address", [*OPEN, *WITH_ANSWERS])
def test_a_page_can_be_shown_as_a_preview(client: Client, address: str) -> None:
    page = text(client.get(address))

    titles = re.findall(r"<title>([^<]+)</title>", page)
    assert titles == [find_meta(page, "og:title")]
    assert "Headshot Advisor" in titles[0]
    assert 40 <= len(find_meta(page, "og:description")) <= 200
    assert find_meta(page, "og:type") == "website"
    assert find_meta(page, "twitter:card") == "summary_large_image"
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/static/img/card\.[0-9a-f]{12}\.png", find_meta(page, "og:image"))


def test_titles_and_descriptions_differ_from_page_to_page(client: Client) -> None:
    pages = [text(client.get(address)) for address in OPEN]

    assert len(OPEN) == len(LISTED)
    assert len({find_meta(page, "og:title") for page in pages}) == len(OPEN)
    assert len({find_meta(page, "og:description") for page in pages}) == len(OPEN)


@pytest.mark.parametrize("address", OPEN)
def test_an_open_page_names_its_address_and_may_be_listed(client: Client, address: str) -> None:
    page = text(client.get(address))

    assert f'<link rel="canonical" href="http://127.0.0.1:8000{address}">' in page
    assert find_meta(page, "og:url") == f"http://127.0.0.1:8000{address}"
    assert 'name="robots"' not in page


@pytest.mark.parametrize("address", WITH_ANSWERS)
def test_a_page_with_answers_asks_not_to_be_listed_and_names_no_other(client: Client, address: str) -> None:
    response = client.get(address)
    page = text(response)

    assert response["X-Robots-Tag"] == "noindex"
    assert find_meta(page, "robots") == "noindex"
    assert "canonical" not in page
    assert "og:url" not in page


def test_the_card_has_the_size_that_the_page_says(client: Client) -> None:
    page = text(client.get("/"))
    response = client.get(find_meta(page, "og:image").removeprefix("http://127.0.0.1:8000"))

    with Image.open(BytesIO(response.getvalue())) as card:
        assert card.size == (1200, 630)
        assert card.size == (int(find_meta(page, "og:image:width")), int(find_meta(page, "og:image:height")))
