"""The report: works, unchanged, with a name, unsettled, unknown answers, busy, wrong method."""

import logging

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from decision.content import content
from decision.core.framework import load_framework
from tests.decision.pdf.crowding import hold_places
from tests.decision.pdf.samples import read_text
from tests.pages import text

pytestmark = pytest.mark.django_db

ADDRESS = "/advice/report.pdf?use=press-kit"


@pytest.fixture(scope="module")
def drawn() -> dict[str, HttpResponse]:
    """Reports that several tests use, by address."""
    return {}


def get(client: Client, drawn: dict[str, HttpResponse], address: str = ADDRESS) -> HttpResponse:
    if address not in drawn:
        response = client.get(address)
        assert isinstance(response, HttpResponse)
        drawn[address] = response
    return drawn[address]


def test_a_report_is_a_pdf_for_everyone(client: Client, drawn: dict[str, HttpResponse]) -> None:
    response = get(client, drawn)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="headshot-advice.pdf"'
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert content().verdicts["studio"].title in read_text(response.content)


def test_a_report_seen_before_is_not_sent_again(client: Client, drawn: dict[str, HttpResponse]) -> None:
    etag = get(client, drawn)["ETag"]

    response = client.get(ADDRESS, headers={"If-None-Match": etag})

    assert (response.status_code, response.content, response["ETag"]) == (304, b"", etag)
    assert response["Cache-Control"] == "public, max-age=300"


def test_the_same_answers_in_another_order_are_the_same_report(client: Client, drawn: dict[str, HttpResponse]) -> None:
    one = get(client, drawn, "/advice/report.pdf?use=linkedin&use=press-kit&viewer=recruiters")

    other = client.get("/advice/report.pdf?viewer=recruiters&use=press-kit&use=linkedin")

    assert (other["ETag"], other.content) == (one["ETag"], one.content)


def test_a_report_reads_the_packages_once(
    client: Client, drawn: dict[str, HttpResponse], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    get(client, drawn)

    with django_assert_num_queries(1):
        client.get(ADDRESS)


def test_a_name_is_printed_and_not_kept(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caches["reports"].clear()

    with caplog.at_level(logging.DEBUG):
        response = client.post(ADDRESS, {"name": "Ann Secretname"})

    assert "Prepared for Ann Secretname" in read_text(response.content)
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response
    assert not response.cookies
    assert "Secretname" not in caplog.text
    assert "Secretname" not in text(client.get("/advice/result/?use=press-kit"))


def test_a_name_in_the_address_is_not_printed(client: Client) -> None:
    response = client.get(f"{ADDRESS}&name=Ann")

    assert "Prepared for" not in read_text(response.content)


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("use=linkedin", "/advice/viewer/?use=linkedin"),
        ("", "/advice/use/"),
        ("use=linkedin&unsure=viewer", "/advice/screening/?use=linkedin&unsure=viewer"),
        ("use=press-kit&viewer=aliens", "/advice/result/?use=press-kit&viewer=aliens"),
        ("use=press-kit&session=2001-01-01", "/advice/result/?use=press-kit&session=2001-01-01"),
        ("use=press-kit&session=soon", "/advice/result/?use=press-kit&session=soon"),
        ("use=press-kit&without=shoes", "/advice/result/?use=press-kit&without=shoes"),
    ],
)
def test_answers_without_a_report_lead_to_the_page_that_says_why(client: Client, query: str, where: str) -> None:
    response = client.get(f"/advice/report.pdf?{query}")

    assert (response.status_code, response["Location"]) == (302, where)


@pytest.mark.parametrize("paper", ["Letter", "letter.", "letter%20", ""])
def test_the_paper_is_read_as_people_write_it(client: Client, paper: str) -> None:
    response = client.get(f"/advice/report.pdf?use=press-kit&paper={paper}")

    assert response["ETag"] == client.get("/advice/report.pdf?use=press-kit&paper=letter")["ETag"]


def test_another_paper_is_refused_with_a_sentence(client: Client) -> None:
    response = client.get("/advice/report.pdf?use=press-kit&paper=napkin")

    assert response.status_code == 400
    assert "The report comes on letter or a4 paper." in text(response)


def test_a_contested_point_is_in_the_report_as_own_reading(client: Client) -> None:
    response = client.get("/advice/report.pdf?use=press-kit&without=high-stakes-use")

    words = read_text(response.content)
    assert content().verdicts["studio"].title in words
    rule = next(rule.title for rule in load_framework().rules if rule.key == "high-stakes-use")
    assert f"Your own reading, not the framework’s. Without “{rule}”" in words


def test_too_many_reports_at_once_are_a_503(client: Client) -> None:
    with hold_places():
        response = client.get(f"{ADDRESS}&paper=a4&current=weak")  # that no other test has drawn

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response["Cache-Control"] == "no-store"
    assert "Your PDF needs another try" in text(response)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_a_405(client: Client, method: str) -> None:
    assert getattr(client, method)(ADDRESS).status_code == 405
