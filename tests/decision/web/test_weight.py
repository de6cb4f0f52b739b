"""How many bytes a step sends. The numbers are the same on every machine."""

import gzip

import pytest
from django.test import Client

from decision.core.framework import load_framework

HTMX = {"HX-Request": "true"}
STEP = 1.4 * 1024  # bytes
FIRST_STEP = 4 * 1024  # with six drawings and the search words

# The first option of every question: a person who changes an answer at the very end.
EVERYTHING = "&".join(f"{question.key}={question.options[0].key}" for question in load_framework().questions[1:])
LATER_QUESTIONS = [question.key for question in load_framework().questions[1:]]


def weigh(client: Client, address: str) -> int:
    return len(gzip.compress(client.get(address, headers=HTMX).content, compresslevel=6, mtime=0))


@pytest.mark.parametrize("key", LATER_QUESTIONS)
def test_a_step_is_light(client: Client, key: str) -> None:
    assert weigh(client, f"/advice/{key}/?use=linkedin") <= STEP
    assert weigh(client, f"/advice/{key}/?use=linkedin&{EVERYTHING}") <= STEP


def test_the_first_question_is_light(client: Client) -> None:
    assert weigh(client, "/advice/use/") <= FIRST_STEP
    assert weigh(client, f"/advice/use/?use=linkedin&{EVERYTHING}") <= FIRST_STEP
