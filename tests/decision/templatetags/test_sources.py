"""Every claim of the documents is used on a page or in a rule, or a page says why it isn’t."""

import re

import pytest
from django.test import Client

from decision.content import content
from decision.core.framework import Framework, load_framework
from tests.pages import text

PAGES = [
    "/",
    "/compare/",
    "/how-it-decides/",
    "/studio/",
    "/advice/result/?use=press-kit",
    "/advice/result/?use=press-kit&current=none&place=nyc&deadline=flexible&budget=300-1049",
    "/advice/result/?use=press-kit&use=medical-bio&use=casting-profile&current=none&place=elsewhere&deadline=today&budget=50-299",
    "/advice/result/?use=press-kit&current=none&place=nyc&deadline=today&budget=50-299",
    "/advice/result/?use=press-kit&current=strong",
    "/advice/result/?use=community-profile&viewer=nobody&screening=no&size=page&matching=no&current=none&selfies=good",
    "/advice/result/?use=community-profile&viewer=nobody&screening=no&size=page&matching=no&current=none&selfies=poor",
    "/advice/result/?use=linkedin&viewer=visitors&screening=unsure&lifespan=weeks&size=print&matching=no&meeting=usually"
    "&field=law&career=senior&worn=glasses&current=none&selfies=good",
]


def find_cited_on_pages(client: Client) -> set[str]:
    return {key for page in PAGES for key in re.findall(r'id="source-([a-z]+-\d+)"', text(client.get(page)))}


def find_cited_in_rules(framework: Framework) -> set[str]:
    parts = [*framework.questions, *framework.rules, *framework.plans, *framework.cautions, *framework.verdicts]
    options = [option for question in framework.questions for option in question.options]
    return {part.source for part in [*parts, *options, framework.price_bands]}


@pytest.mark.django_db
def test_every_claim_is_used_or_left_out_for_a_reason(client: Client) -> None:
    used = find_cited_on_pages(client) | find_cited_in_rules(load_framework())
    omitted = set(content().omissions)

    assert set(content().claims) - used - omitted == set()
    assert all(content().omissions[key].reason for key in omitted)


def test_no_rule_cites_a_heading_that_the_documents_do_not_have() -> None:
    cited = find_cited_in_rules(load_framework())

    headings = {(claim.document, claim.heading) for key, claim in content().claims.items() if key in cited}

    assert {heading for document, heading in headings if heading not in content().documents[document].headings} == set()


@pytest.mark.django_db
def test_every_contradiction_of_the_documents_is_shown_with_our_choice(client: Client) -> None:
    page = text(client.get("/how-it-decides/"))

    assert [key for key in content().contradictions if f'id="{key}"' not in page] == []
    assert len(content().contradictions) == 12


@pytest.mark.parametrize("address", ["/compare/", "/how-it-decides/"])
def test_every_number_of_a_source_leads_to_its_entry(client: Client, address: str) -> None:
    page = text(client.get(address))

    linked = set(re.findall(r'(?:href="#|popovertarget=")(source-[a-z]+-\d+)"', page))

    assert linked
    assert [key for key in linked if f'id="{key}"' not in page] == []
