"""Random sets of answers of both versions, on every page: none is a server error."""

from collections.abc import Iterator
from random import Random
from urllib.parse import urlencode

import pytest
from django.test import Client

from decision.core.framework import load_framework, versions

SETS = 40
PAGES = ("/advice/result/", "/advice/", "/embed/", "/advice/replace.ics", "/check/answer/", "/advice.json")


def draw_sets() -> Iterator[str]:
    """Yield the query strings of the same sets each time, some of them incomplete or with a question left open."""
    random = Random(16)  # noqa: S311  a fixed choice, not a secret
    for _ in range(SETS):
        version = random.choice(versions())
        framework = load_framework(version)
        pairs = [("use", use) for use in random.sample(list(framework.uses), random.choice((1, 1, 2)))]
        for question in framework.questions[1:]:
            if question.may_be_unsure and random.random() < 0.2:
                pairs.append(("unsure", question.key))
            elif random.random() < 0.9:
                pairs.append((question.key, random.choice(list(question.by_key))))
        yield urlencode([*pairs, ("framework", version)])


@pytest.mark.django_db
@pytest.mark.parametrize("query", list(draw_sets()))
def test_no_set_is_a_fault_on_any_page(client: Client, query: str) -> None:
    statuses = {client.get(f"{page}?{query}", follow=True).status_code for page in PAGES}

    assert statuses <= {200, 404}
