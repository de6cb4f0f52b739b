"""The result: works, unsettled, a session day, unknown answers, wrong methods."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.pages import text

pytestmark = pytest.mark.django_db

LINKEDIN = "use=linkedin&viewer=recruiters"
AI = "use=community-profile&viewer=nobody&screening=no&size=page&matching=no&current=none&selfies=good"


def test_a_result_says_verdict_plan_and_index(client: Client) -> None:
    page = text(client.get(f"/advice/result/?{LINKEDIN}&current=none&place=nyc&deadline=flexible&budget=300-1049"))

    assert "<h1>Use a real photograph for this</h1>" in page
    assert "This photo has work to do, New York is in reach, and your budget reaches the studio’s prices." in page
    assert '<th scope="row">Stakes index, at least</th><td class="bar"></td><td class="number">60</td>' in page
    assert 'href="/advice/viewer/?use=linkedin&amp;viewer=recruiters&amp;current=none' in page


def test_an_early_result_says_at_least_and_names_what_was_not_asked(client: Client) -> None:
    page = text(client.get("/advice/result/?use=press-kit"))

    assert "Stakes index, at least" in page
    assert "Not asked, because it can’t change the verdict: AI images refused, how long you use it," in page
    assert 'href="/advice/current/?use=press-kit"' in page


def test_unsettled_answers_lead_to_the_missing_question(client: Client) -> None:
    response = client.get("/advice/result/?use=linkedin")

    assert response.status_code == 302
    assert response["Location"] == "/advice/viewer/?use=linkedin"


def test_no_answers_lead_to_the_first_question(client: Client) -> None:
    assert client.get("/advice/result/")["Location"] == "/advice/use/"


def test_what_ai_gets_wrong_is_shown_only_when_the_plan_allows_ai(client: Client) -> None:
    assert "Check your AI headshot" in text(client.get(f"/advice/result/?{AI}"))
    assert "Check your AI headshot" not in text(client.get(f"/advice/result/?{LINKEDIN}"))


def test_a_session_day_gives_the_dates_of_both_stages(client: Client) -> None:
    page = text(client.get(f"/advice/result/?{LINKEDIN}&session=2027-01-15"))

    assert "Friday, January 15, 2027" in page
    assert "Saturday, January 16, 2027" in page
    assert "Thursday, January 21, 2027" in page
    assert (
        "Monday, January 18 (Martin Luther King Jr. Day) is a public holiday and does not count as a business day."
        in page
    )


def test_an_impossible_session_day_has_an_error_beside_the_field(client: Client) -> None:
    response = client.get(f"/advice/result/?{LINKEDIN}&session=2027-02-30")

    assert response.status_code == 200
    assert 'id="session-error">Write the session day as year-month-day' in text(response)


def test_local_booking_with_little_money_carries_the_bridging_advice(client: Client) -> None:
    local = "current=none&place=elsewhere&deadline=flexible"

    assert "A plain, honest photo today" in text(client.get(f"/advice/result/?{LINKEDIN}&{local}&budget=50-299"))
    assert "A plain, honest photo today" not in text(client.get(f"/advice/result/?{LINKEDIN}&{local}&budget=1050-plus"))


def test_unknown_answers_are_named(client: Client) -> None:
    assert "“shoes”" in text(client.get(f"/advice/result/?{LINKEDIN}&shoes=red"))


def test_an_old_dated_link_is_read_without_its_date(client: Client) -> None:
    dated = text(client.get(f"/advice/result/?{LINKEDIN}&since=2026-11-21.linkedin-headshot.300"))

    assert dated == text(client.get(f"/advice/result/?{LINKEDIN}"))


def test_a_repeated_answer_is_a_400(client: Client) -> None:
    assert client.get("/advice/result/?use=press-kit&use=press-kit").status_code == 400


def test_a_result_can_only_be_read(client: Client) -> None:
    assert client.post(f"/advice/result/?{LINKEDIN}").status_code == 405


def test_a_result_is_not_indexed_and_sets_no_cookie(client: Client) -> None:
    response = client.get(f"/advice/result/?{LINKEDIN}")

    assert response["X-Robots-Tag"] == "noindex"
    assert response.cookies == {}


def test_a_result_makes_at_most_two_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(2):
        client.get(f"/advice/result/?{LINKEDIN}")


def test_a_placeholder_offers_its_expiry_date_as_a_calendar_file(client: Client) -> None:
    placeholder = "use=linkedin&viewer=visitors&screening=no&lifespan=weeks&size=page&matching=no&meeting=usually"

    page = text(
        client.get(f"/advice/result/?{placeholder}&field=law&career=senior&worn=none&current=none&selfies=good")
    )

    assert "<b>Replace it by " in page
    assert "Put it in your calendar" in page


def test_a_result_that_does_not_expire_offers_none(client: Client) -> None:
    assert "Put it in your calendar" not in text(client.get(f"/advice/result/?{LINKEDIN}"))
