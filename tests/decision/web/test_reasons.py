"""The explanations on the result page: because, solid or close, what would change it, ask the place, I disagree."""

import pytest
from django.test import Client
from django.utils.html import escape

from decision.content import content
from decision.core.framework import load_framework
from tests.pages import text

pytestmark = pytest.mark.django_db

CLOSE = (
    "use=linkedin&viewer=visitors&screening=unsure&matching=no&lifespan=months&size=page&meeting=sometimes"
    "&field=law&career=early&current=none&selfies=good&worn=glasses"
)
LOW = (
    "use=internal-directory&screening=no&lifespan=weeks&size=thumbnail&matching=no&meeting=rarely&field=other"
    "&career=student&worn=none&current=none&selfies=good&place=nyc&deadline=flexible&budget=under-50"
)


def show(client: Client, query: str) -> str:
    return text(client.get(f"/advice/result/?{query}"))


def test_one_answer_alone_forces_a_press_kit(client: Client) -> None:
    assert "<b>This answer decides:</b> where it appears (Press kit)." in show(client, "use=press-kit&size=print")


def test_a_close_verdict_names_what_would_flip_it(client: Client) -> None:
    assert "This is a close call: it could come out differently if " in show(client, CLOSE)


def test_each_what_if_links_to_what_it_gives_and_that_leads_back(client: Client) -> None:
    link = "/advice/result/?" + CLOSE.replace("lifespan=months", "lifespan=years") + "&was=lifespan.months"

    assert f'href="{escape(link)}"' in show(client, CLOSE)
    tried = text(client.get(link))
    assert f"<h1>{content().verdicts['plain'].title}</h1>" in tried
    assert "LinkedIn, if it stays for years" in tried
    assert "If it stays for years, it takes a real photo" in tried
    assert f'<a href="{escape("/advice/result/?" + CLOSE)}"' in tried
    # A tried answer isn’t counted.
    assert "data-tally" in show(client, CLOSE)
    assert "data-tally" not in tried


def test_a_what_if_that_leaves_the_verdict_open_says_so_and_leads_on(client: Client) -> None:
    page = show(client, "use=linkedin&viewer=visitors&was=viewer.recruiters")

    assert "<h1>Then it depends" in page
    assert "Still possible: AI is fine, AI for now, plain photo or studio photo." in page
    assert 'href="/advice/?use=linkedin&amp;viewer=visitors">Continue with that answer</a>' in page
    assert 'href="/advice/result/?use=linkedin&amp;viewer=recruiters"' in page


def test_what_cannot_have_been_is_named_and_the_page_goes_on(client: Client) -> None:
    page = show(client, "use=press-kit&was=shoes.red")

    assert "We can’t read what your own answers were" in page
    assert f"<h1>{content().verdicts['studio'].title}</h1>" in page


def test_a_what_if_from_answers_that_settle_nothing_is_a_plain_question(client: Client) -> None:
    response = client.get("/advice/result/?use=linkedin&viewer=visitors&was=viewer.colleagues")

    assert response["Location"] == "/advice/screening/?use=linkedin&viewer=visitors"


def test_an_unsure_place_gets_a_message_and_both_results(client: Client) -> None:
    page = show(client, CLOSE)

    accepted = escape("/advice/result/?" + CLOSE.replace("screening=unsure", "screening=no"))
    refused = escape("/advice/result/?" + CLOSE.replace("screening=unsure", "screening=yes"))
    assert f'href="{accepted}">They said yes</a>' in page
    assert f'href="{refused}">They said no</a>' in page
    assert "Yes: AI for now. No: plain photo." in page


def test_no_message_is_offered_when_the_reply_does_not_matter(client: Client) -> None:
    assert "They said yes" not in show(client, "use=press-kit&screening=unsure")


def test_a_contested_point_is_marked_as_own_reading(client: Client) -> None:
    page = show(client, f"{CLOSE}&without=viewer&without=size")

    assert "<b>Your own reading, not ours.</b> Without “Who looks” and “Largest size”" in page
    assert f"<h1>{content().verdicts['ai-for-now'].title}</h1>" in page
    assert "the stakes are 22 and the verdict is: AI is fine." in page
    assert page.count("Set aside by you") == 2


def test_a_rule_can_be_contested(client: Client) -> None:
    page = show(client, "use=press-kit&without=high-stakes-use")

    rule = next(rule.title for rule in load_framework().rules if rule.key == "high-stakes-use")
    assert f"Without “{rule}”, the stakes are at least 56" in page
    assert f"<h1>{content().verdicts['studio'].title}</h1>" in page


def test_an_unknown_contested_key_is_named(client: Client) -> None:
    page = show(client, "use=press-kit&without=high-stakes-use&without=shoes")

    assert "“shoes” isn’t a question or rule that you can set aside." in page
    assert "without=high-stakes-use" in page


def test_links_carry_contested_points(client: Client) -> None:
    page = show(client, f"{LOW}&without=low-stakes-use")

    assert escape("/advice/screening/?use=internal-directory") in page
    assert page.count("without=low-stakes-use") > 10


@pytest.mark.parametrize(
    ("versions", "fault"),
    [
        ("framework=1999.1", "We have no version “1999.1” of our rules"),
        ("framework=2026.1&framework=2026.2", "It names two versions of our rules"),
    ],
)
def test_a_version_that_cannot_be_read_is_named_and_the_newest_is_used(
    client: Client, versions: str, fault: str
) -> None:
    page = show(client, f"use=press-kit&{versions}")

    assert f"<li>{fault}, so this is by the newest one, 2026.2.</li>" in page
    assert 'data-address="/advice/result/?use=press-kit"' in page


def test_the_newest_version_needs_no_notice(client: Client) -> None:
    assert "worked out with version" not in show(client, "use=press-kit&framework=2026.2")


def test_an_older_version_says_what_the_newest_one_gives(client: Client) -> None:
    page = show(client, "use=internal-directory&screening=yes&current=weak&framework=2026.1")

    assert "worked out with version 2026.1 of our rules" in page
    assert "<b>Today’s version, 2026.2, says: plain photo; “Take a good plain photo”.</b>" in page
    assert f"<h1>{content().verdicts['studio'].title}</h1>" in page


def test_an_older_version_says_that_the_newest_one_agrees(client: Client) -> None:
    page = show(client, "use=press-kit&current=strong&framework=2026.1")

    assert "Today’s version says the same." in page
