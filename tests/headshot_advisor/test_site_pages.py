"""robots.txt, the site map and the icon; every address in them exists."""

from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.test import Client

from headshot_advisor.site_pages import LISTED
from tests.pages import text

SITE_MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_robots_txt_names_the_site_map_and_spares_the_documents(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain"
    assert text(response).splitlines() == [
        "User-agent: *",
        "Disallow: /advice.json",
        "Disallow: /advice/report.pdf",
        "",
        "Sitemap: http://127.0.0.1:8000/sitemap.xml",
    ]


@pytest.mark.django_db
def test_every_page_of_the_site_map_is_there_and_may_be_listed(client: Client) -> None:
    response = client.get("/sitemap.xml")

    root = ET.fromstring(text(response))  # noqa: S314  our own answer
    addresses = [str(element.text) for element in root.iter(f"{SITE_MAP}loc")]
    pages = [client.get(address.removeprefix(settings.SITE_URL)) for address in addresses]
    assert len(addresses) == len(LISTED)
    assert {page.status_code for page in pages} == {200}
    canonical = [text(page).partition('<link rel="canonical" href="')[2].partition('"')[0] for page in pages]
    assert canonical == addresses
    assert all("noindex" not in text(page) + page.get("X-Robots-Tag", "") for page in pages)


def test_the_icon_leads_to_the_file_of_this_release(client: Client) -> None:
    response = client.get("/favicon.ico")

    icon = client.get(response["Location"])
    assert response.status_code == 302
    assert icon["Content-Type"] in {"image/x-icon", "image/vnd.microsoft.icon"}
    assert icon.getvalue()[:4] == b"\0\0\1\0"


@pytest.mark.parametrize("address", ["/robots.txt", "/sitemap.xml", "/favicon.ico"])
def test_they_are_kept_for_a_day_and_only_read(client: Client, address: str) -> None:
    assert client.get(address)["Cache-Control"] == "public, max-age=86400"
    assert client.post(address).status_code == 405
