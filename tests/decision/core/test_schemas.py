"""JSON follows the published schemas: the examples, the rules, and 2,000 random results."""

import json
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from decision.content import content
from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.as_json import document_advice, document_framework
from decision.core.framework import Framework, load_framework
from decision.core.saved import check_saved
from decision.core.schemas import find_schema_file

VERSIONS = ("2026.1", "2026.2")


def load_schema(name: str) -> dict[str, Any]:
    file = find_schema_file(name)
    assert file is not None
    schema: dict[str, Any] = json.loads(file.read_bytes())
    return schema


ADVICE = load_schema("advice-1")


def draw_answers(framework: Framework, random: Random) -> dict[str, Any]:
    """Return a random set of answers, complete or not, with one to three uses or none."""
    raw: dict[str, Any] = {}
    for question in framework.questions:
        keys = [option.key for option in question.options]
        if question.many:
            raw[question.key] = random.sample(keys, random.randint(1, 3))
        elif random.random() < 0.75:
            raw[question.key] = random.choice(keys)
        elif question.may_be_unsure:
            raw.setdefault("unsure", []).append(question.key)
    if random.random() < 0.05:
        del raw["use"]
    return raw


@pytest.mark.parametrize("name", ["advice-1", "framework-1"])
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(load_schema(name))


@pytest.mark.parametrize(
    ("version", "sets"),
    [
        ("2026.1", 60),
        ("2026.2", 60),
        pytest.param("2026.1", 1000, marks=pytest.mark.slow),
        pytest.param("2026.2", 1000, marks=pytest.mark.slow),
    ],
)
def test_random_results_follow_the_schema(version: str, sets: int) -> None:
    framework, random = load_framework(version), Random(version)  # noqa: S311  # the same sets on every run
    validator = Draft202012Validator(ADVICE)
    seen: set[str] = set()

    for _ in range(sets):
        answers = read_answers(framework, draw_answers(framework, random))
        document = json.loads(json.dumps(document_advice(advise(framework, answers))))

        assert [error.message for error in validator.iter_errors(document)] == [], answers
        assert document.keys() <= ADVICE["properties"].keys()
        seen.add(str(document["verdict"]))
    assert {"None", "studio"} <= seen


def test_an_own_reading_follows_the_schema() -> None:
    advice = advise(load_framework(), read_answers(load_framework(), {"use": ["press-kit"]}))

    document = json.loads(json.dumps(document_advice(advice, ("viewer", "high-stakes-use"))))

    assert list(Draft202012Validator(ADVICE).iter_errors(document)) == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"verdict": "perhaps"}, "verdict"),
        ({"stakes": 101}, "stakes"),
        ({"possible_verdicts": []}, "possible_verdicts"),
        ({"settled": False}, "verdict"),
        ({"facts": "yesterday"}, "facts"),
    ],
)
def test_a_wrong_document_does_not_follow_the_schema(change: dict[str, Any], path: str) -> None:
    document = ADVICE["examples"][0] | change

    found = {str(error.absolute_path[0]) for error in Draft202012Validator(ADVICE).iter_errors(document)}

    assert path in found


def test_every_field_that_is_documented_is_in_the_schema() -> None:
    document = document_advice(advise(load_framework(), read_answers(load_framework(), {})), ("viewer",))

    assert {*document, "readings"} == ADVICE["properties"].keys()


def test_the_examples_follow_the_schema_and_come_out_again() -> None:
    assert len(ADVICE["examples"]) == 2
    for example in ADVICE["examples"]:
        assert list(Draft202012Validator(ADVICE).iter_errors(example)) == []
        assert check_saved(example).differences == ()


@pytest.mark.parametrize("version", VERSIONS)
def test_the_rules_follow_their_schema(version: str) -> None:
    document = json.loads(json.dumps(document_framework(load_framework(version))))

    assert list(Draft202012Validator(load_schema("framework-1")).iter_errors(document)) == []


def test_the_rules_name_their_sources_in_words() -> None:
    document = document_framework(load_framework("2026.2"))

    assert document["version"] == "2026.2"
    assert document["published"] == "2026-11-27"
    assert document["verdict"][3] == {
        "key": "studio",
        "from": 50,
        "source": "gorn-11",
        "document": "Gorn",
        "heading": content().claims["gorn-11"].heading,
    }
    viewer = next(question for question in document["question"] if question["key"] == "viewer")
    assert {option["key"]: option["points"] for option in viewer["option"]} == {
        option.key: option.points for option in load_framework("2026.2").by_key["viewer"].options
    }
