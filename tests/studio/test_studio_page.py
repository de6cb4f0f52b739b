from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.http import QueryDict
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from decision.address import read_query
from decision.core.framework import load_framework
from studio.catalog.portfolio import add_picture
from studio.models import Package, PortfolioPicture, StudioFacts
from tests.pages import read_text
from tests.studio.factories import RECRUITERS_QUERY, make_package
from tests.studio.stores import keep_below

pytestmark = pytest.mark.django_db

ADDRESS = "/studio/"


@pytest.fixture
def picture(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> PortfolioPicture:
    """A picture in the portfolio."""
    keep_below(tmp_path, "portfolio", monkeypatch)
    out = BytesIO()
    Image.new("RGB", (80, 60), "teal").save(out, "JPEG")
    return add_picture(ContentFile(out.getvalue(), "portrait.jpg"), "Only teal.")


def test_the_studio_is_presented_as_the_documents_do(client: Client) -> None:
    response = client.get(ADDRESS)

    text = read_text(response.content)
    assert response.status_code == 200
    for fact in (
        "Lev Gorn leads the individual sessions.",
        "more than 20 years",
        "Full and unlimited, on every platform.",
        "45 W 34th Street, in Midtown Manhattan.",
    ):
        assert fact in text


def test_the_page_has_pictures_before_the_studio_uploads_any(client: Client) -> None:
    page = client.get(ADDRESS).content.decode()

    assert page.count('class="small-drawing"') == 5
    assert "<img" not in page


def test_each_package_shows_its_price_and_something_cheaper(client: Client) -> None:
    text = read_text(client.get(ADDRESS).content)

    assert "LinkedIn Headshot session from $300" in text
    assert "Deluxe Corporate session $1,050" in text
    assert "Cheaper or free: A plain photo by a window costs nothing." in text
    assert "Cheaper or free: The LinkedIn Headshot session, from $300, if you do your own makeup and hair." in text


def test_what_the_page_says_names_its_source(client: Client) -> None:
    page = client.get(ADDRESS).content.decode()

    for claim in ("gorn-24", "gorn-25", "gorn-31", "gorn-36", "gorn-37", "gorn-38", "gorn-39"):
        assert f'popovertarget="source-{claim}"' in page
        assert f'id="source-{claim}"' in page


def test_the_interest_is_stated(client: Client) -> None:
    assert "This advisor belongs to Gorn Photo" in read_text(client.get(ADDRESS).content)


def test_a_package_of_the_staff_is_shown_and_one_off_sale_is_not(client: Client) -> None:
    make_package(name="Team day")
    Package.objects.filter(slug="deluxe-corporate").update(is_active=False)

    text = read_text(client.get(ADDRESS).content)

    assert "Team day" in text
    assert "Deluxe Corporate session" not in text.replace("end with Deluxe Corporate", "")


def test_without_packages_the_page_says_so(client: Client) -> None:
    Package.objects.update(is_active=False)

    assert "No session is on sale here at the moment." in read_text(client.get(ADDRESS).content)


def test_what_the_studio_has_not_filled_in_is_hidden(client: Client) -> None:
    text = read_text(client.get(ADDRESS).content)

    assert "Open" not in text
    assert "Pictures from the studio" not in text


def test_what_the_studio_fills_in_is_shown(client: Client) -> None:
    StudioFacts.objects.update(email="desk@example.org", hours="Mon to Fri", rates_url="https://example.org/rates")

    page = client.get(ADDRESS).content.decode()

    assert '<a href="mailto:desk@example.org">desk@example.org</a>' in page
    assert "<dt>Open</dt><dd>Mon to Fri</dd>" in page
    assert '<a href="https://example.org/rates">Packages and rates</a>' in page


def test_links_carry_the_answers_along(client: Client) -> None:
    page = client.get(f"{ADDRESS}?{RECRUITERS_QUERY}").content.decode()

    query = RECRUITERS_QUERY.replace("&", "&amp;")
    assert f'href="/studio/inquiry/?{query}"' in page
    assert f'href="/advice/result/?{query}"' in page


def test_uses_that_no_package_is_made_for_are_named(client: Client) -> None:
    text = read_text(client.get(f"{ADDRESS}?use=casting-profile&use=linkedin").content)

    assert "None of these is made for: Casting profile." in text


def test_the_page_makes_three_queries(
    client: Client, picture: PortfolioPicture, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_package()

    with django_assert_num_queries(3):
        client.get(f"{ADDRESS}?{RECRUITERS_QUERY}")


def test_the_page_sets_no_cookie(client: Client) -> None:
    assert not client.get(ADDRESS).cookies


def test_pictures_are_shown_with_their_words(client: Client, picture: PortfolioPicture) -> None:
    page = client.get(ADDRESS).content.decode()

    assert f'<img src="/studio/pictures/{picture.file_name}" alt="Only teal." width="48" height="60"' in page


def test_a_picture_that_nobody_has_described_is_not_shown(client: Client, picture: PortfolioPicture) -> None:
    PortfolioPicture.objects.update(alt="")

    assert picture.file_name not in client.get(ADDRESS).content.decode()


def test_a_picture_is_sent_to_be_kept(client: Client, picture: PortfolioPicture) -> None:
    response = client.get(f"/studio/pictures/{picture.file_name}")

    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert "immutable" in response["Cache-Control"]
    assert Image.open(BytesIO(response.getvalue())).size == (48, 60)


@pytest.mark.parametrize("name", ["missing.jpg", "..", "..%2Foriginals%2Fportrait.jpg"])
def test_what_is_not_in_the_portfolio_is_not_found(client: Client, picture: PortfolioPicture, name: str) -> None:
    assert client.get(f"/studio/pictures/{name}").status_code == 404


@pytest.mark.parametrize("address", [ADDRESS, "/studio/pictures/missing.jpg"])
def test_the_pages_refuse_posts(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_an_unknown_answer_is_named(client: Client) -> None:
    assert "“aliens” isn’t an answer" in read_text(client.get(f"{ADDRESS}?viewer=aliens").content)


def test_two_answers_to_one_question_are_named(client: Client) -> None:
    text = read_text(client.get(f"{ADDRESS}?viewer=clients&viewer=visitors").content)

    (problem,) = read_query(load_framework(), QueryDict("viewer=clients&viewer=visitors")).problems
    assert problem in text
