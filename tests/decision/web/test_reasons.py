"""The explanations on the result page: because, firm or close, what would change it, ask the place, I disagree."""

import pytest
from django.test import Client
from django.utils.html import escape

from decision.content import content
from tests.pages import text

pytestmark = pytest.mark.django_db

CLOSE = (
    "use=linkedin&viewer=visitors&screening=unsure&lifespan=months&size=page&matching=no&meeting=sometimes"
    "&field=law&career=early&worn=glasses&current=none&selfies=good"
)
LOW = (
    "use=internal-directory&screening=no&lifespan=weeks&size=thumbnail&matching=no&meeting=rarely&field=other"
    "&career=student&worn=none&current=none&selfies=good&place=nyc&deadline=flexible&budget=under-50"
)


def show(client: Client, query: str) -> str:
    return text(client.get(f"/advice/result/?{query}"))


def test_one_answer_alone_forces_a_press_kit(client: Client) -> None:
    assert "<b>Because of this alone:</b> where it appears (Press kit)." in show(client, "use=press-kit&size=print")


def test_a_firm_verdict_says_so(client: Client) -> None:
    assert "<b>Firm.</b>" in show(client, "use=press-kit")


def test_a_close_verdict_names_the_step(client: Client) -> None:
    page = show(client, CLOSE)

    assert escape("<b>Close.</b>") not in page
    assert "<b>Close.</b> “Clients or patients” for “Who looks” could give another verdict (Real photo)" in page


def test_each_change_links_to_the_result_that_it_gives(client: Client) -> None:
    page = show(client, CLOSE)

    assert "How long you use it: <b>A year or more</b>" in page
    link = "/advice/result/?" + CLOSE.replace("lifespan=months", "lifespan=years")
    assert f'<a href="{escape(link)}">See that result</a>' in page
    assert content().verdicts["studio"].title in text(client.get(link))


def test_a_verdict_that_nothing_changes_says_so(client: Client) -> None:
    assert "For this use, nothing you can choose changes it." in show(client, "use=press-kit&size=page")


def test_an_unsure_place_gets_a_message_and_both_results(client: Client) -> None:
    page = show(client, CLOSE)

    assert "Do you accept portraits made by an AI generator" in page
    accepted = escape("/advice/result/?" + CLOSE.replace("screening=unsure", "screening=no"))
    refused = escape("/advice/result/?" + CLOSE.replace("screening=unsure", "screening=yes"))
    assert f'href="{accepted}">They said yes</a>' in page
    assert f'href="{refused}">They said no</a>' in page
    assert "Yes: AI for now. No: Real photo." in page


def test_no_message_is_offered_when_the_reply_does_not_matter(client: Client) -> None:
    assert "They said yes" not in show(client, "use=press-kit&screening=unsure")


def test_a_contested_point_is_marked_as_own_reading(client: Client) -> None:
    page = show(client, f"{CLOSE}&without=viewer&without=size")

    assert "<b>Your own reading, not ours.</b> Without “Who looks” and “Largest size”" in page
    assert "<h1>An AI headshot will do for now</h1>" in page
    assert "the stakes stand at 29 and the verdict is: AI is fine." in page
    assert page.count("Set aside by you") == 2


def test_a_rule_can_be_contested(client: Client) -> None:
    page = show(client, "use=press-kit&without=high-stakes-use")

    assert "Without “You are chosen by this picture”, the verdict is open" in page
    assert f"<h1>{content().verdicts['studio'].title}</h1>" in page


def test_an_unknown_contested_key_is_named(client: Client) -> None:
    assert escape("There is no question or rule 'shoes' to set aside.") in show(client, "use=press-kit&without=shoes")


def test_links_carry_contested_points(client: Client) -> None:
    page = show(client, f"{LOW}&without=low-stakes-use")

    assert escape("/advice/screening/?use=internal-directory") in page
    assert page.count("without=low-stakes-use") > 10


def test_an_unknown_framework_version_is_a_400_with_a_sentence(client: Client) -> None:
    response = client.get("/advice/result/?use=press-kit&framework=1999.1")

    assert response.status_code == 400
    assert escape("'1999.1'") in text(response)


def test_the_newest_version_needs_no_notice(client: Client) -> None:
    assert "was computed with framework" not in show(client, "use=press-kit&framework=2026.1")
