"""The pages that give no advice."""

import pytest
from django.test import Client

from tests.pages import text


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/", "Is an AI headshot good enough?"),
        ("/compare/", "AI, a plain photo or a studio?"),
        ("/how-it-decides/", "How it decides"),
        ("/privacy/", "Privacy"),
    ],
)
def test_a_page_shows_its_heading_without_cookie_or_query(client: Client, address: str, heading: str) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert text(response).count("<h1>") == 1
    assert f"<h1>{heading}</h1>" in text(response)
    assert response.cookies == {}


@pytest.mark.parametrize("address", ["/", "/compare/", "/how-it-decides/", "/privacy/"])
def test_a_page_can_only_be_read(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405


def test_the_start_page_asks_the_first_question(client: Client) -> None:
    page = text(client.get("/"))

    assert page.count('name="use"') == 16
    assert '<form class="question section" action="/advice/" method="get">' in page
    assert '<a class="beside" href="/check/">I already have a photo: check it.</a>' in page


def test_the_start_page_quotes_the_proof(client: Client) -> None:
    page = text(client.get("/"))

    assert "43 in 100 possible answers end without a studio" in page
    assert "All 210,169 sets of answers are tested" in page


def test_the_start_page_keeps_the_places_of_a_link(client: Client) -> None:
    page = text(client.get("/?use=linkedin&use=press-kit&use=moon"))

    assert page.count(" checked>") == 2
    assert "“moon”" in page


def test_the_framework_page_shows_the_data(client: Client) -> None:
    page = text(client.get("/how-it-decides/"))

    assert page.count(' id="rule-') == 12
    assert page.count('<details id="question-') == 10
    assert "at most</td>" not in page
    assert ">at least 70</td>" in page
    assert "When verdict: AI is fine or AI for now and selfies to start from: A few poor ones or None" in page
    assert "but not when verdict: Plain photo and where it appears: ID photo" in page
    assert "only for: Job application" in page


def test_the_framework_page_sets_the_shares_of_both_versions_side_by_side(client: Client) -> None:
    page = text(client.get("/how-it-decides/"))

    assert "10 · 6 · 28 · 57</td>" in page
    assert "14 · 10 · 21 · 55</td>" in page
    assert "9 · 19 · 72</td>" in page
    assert "<li>2026.2: 2.64 and 3.84</li>" in page
    assert "<li>2026.1: 2.95 and 4.46</li>" in page


def test_an_older_framework_has_a_page_too(client: Client) -> None:
    page = text(client.get("/how-it-decides/?framework=2026.1"))

    assert page.count(' id="rule-') == 5
    assert "2.2% of the sets need all 10." in page


def test_the_comparison_has_ten_rows_and_says_where_a_plain_photo_has_no_source(client: Client) -> None:
    page = text(client.get("/compare/"))

    assert page.count('role="rowheader"') == 15  # ten points and five ways
    assert page.count('data-label="Plain"') == 10
    assert page.count("No source: our estimate.") == 5  # once more in the columns above the table
    assert "Matters for you" not in page


def test_the_comparison_has_the_evidence_that_is_about_no_single_place(client: Client) -> None:
    page = text(client.get("/compare/"))

    assert "Five AI detectors called 13.3% of real photographs AI" in page
    assert "People who were told that a profile picture was made by AI rated it lower." in page
    assert "Yale School of Medicine" not in page


def test_links_of_the_comparison_carry_the_answers(client: Client) -> None:
    assert 'href="/advice/?use=linkedin"' in text(client.get("/compare/?use=linkedin"))
