import pytest
from django.test import Client
from pytest_django import Settings

from decision.content import content
from tests.pages import text


@pytest.fixture
def hosts(settings: Settings) -> None:
    settings.EMBED_HOSTS = ["www.example.org", "blog.example.com"]


def test_the_sites_on_the_list_may_frame_the_page(client: Client, hosts: None) -> None:
    response = client.get("/embed/")

    assert "frame-ancestors www.example.org blog.example.com;" in response["Content-Security-Policy"] + ";"
    assert "X-Frame-Options" not in response


@pytest.mark.parametrize("address", ["/", "/advice/?use=linkedin", "/embed/height.js", "/studio/inquiry/"])
def test_no_other_page_may_be_framed(client: Client, hosts: None, db: None, address: str) -> None:
    response = client.get(address)

    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_without_a_list_no_site_may_frame_it(client: Client) -> None:
    response = client.get("/embed/")

    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("address", ["/embed/", "/embed/?use=linkedin&viewer=recruiters", "/embed/height.js"])
def test_it_leaves_no_cookie_and_asks_no_database(client: Client, hosts: None, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 200
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")


def test_the_script_for_other_sites_may_be_loaded_by_them(client: Client) -> None:
    response = client.get("/embed/height.js")

    assert 'const origin = "http://testserver";' in response.content.decode()
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=3600"


def test_a_use_that_decides_alone_shows_its_verdict(client: Client) -> None:
    response = client.get("/embed/?use=press-kit&viewer=")
    page = text(response)

    assert content().verdicts["studio"].title in text(response)
    assert 'href="/advice/result/?use=press-kit" target="_blank" rel="noopener"' in page


def test_use_and_viewer_that_decide_show_their_verdict(client: Client) -> None:
    response = client.get("/embed/?use=linkedin&viewer=recruiters")

    assert response.context["page"].advice.verdict == "studio"
    assert 'href="/advice/result/?use=linkedin&amp;viewer=recruiters"' in text(response)


def test_an_open_case_says_what_is_left_and_leads_to_the_questions(client: Client) -> None:
    response = client.get("/embed/?use=personal-website&viewer=visitors")
    page = text(response)

    assert "That depends on a little more" in page
    assert page.count("possible") == 4
    assert 'href="/advice/?use=personal-website&amp;viewer=visitors"' in page


def test_what_was_chosen_stays_chosen(client: Client) -> None:
    page = text(client.get("/embed/?use=linkedin&viewer=recruiters"))

    assert '<option value="linkedin" selected>' in page
    assert '<option value="recruiters" selected>' in page


def test_a_form_without_a_use_asks_for_one(client: Client) -> None:
    assert "Choose where the photo will appear." in text(client.get("/embed/?use=&viewer="))
    assert "said error" not in text(client.get("/embed/"))


def test_every_link_leaves_the_frame(client: Client) -> None:
    page = text(client.get("/embed/?use=press-kit"))

    assert page.count("<a ") == page.count('target="_blank" rel="noopener"') == 2


def test_it_can_only_be_read(client: Client) -> None:
    assert client.post("/embed/").status_code == 405
