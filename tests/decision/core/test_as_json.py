"""The advice as JSON: keys and values as documented; for many sets, one line in, one line out."""

import json
from typing import Any

import pytest

from decision.content import content
from decision.content.freshness import find_last_change
from decision.core.advice import advise
from decision.core.answers import Answers, read_answers
from decision.core.as_json import advise_lines, document_advice
from decision.core.framework import load_framework
from tests.decision.refusing import explain_refusal

FRAMEWORK = load_framework()
RISK = content().claims["gorn-11"].heading


def answer(**raw: str | list[str]) -> Answers:
    return read_answers(FRAMEWORK, raw)


def test_a_settled_set_has_every_key() -> None:
    answers = answer(use="linkedin", viewer="recruiters", current="none", place="nyc", deadline="flexible")

    document = document_advice(advise(FRAMEWORK, answers))

    assert document == {
        "framework": {"version": "2026.2", "sha256": FRAMEWORK.sha256},
        "facts": find_last_change().isoformat(),
        "answers": {
            "use": ["linkedin"],
            "viewer": "recruiters",
            "current": "none",
            "place": "nyc",
            "deadline": "flexible",
        },
        "missing": ["budget"],
        "settled": True,
        "verdict": "studio",
        "possible_verdicts": ["studio"],
        "stakes": 60,
        "stakes_at_least": True,
        "uses": [{"use": "linkedin", "verdict": "studio", "stakes": 60}],
        "contributions": [
            {
                "question": "use",
                "option": "linkedin",
                "points": 8,
                "document": "Gorn",
                "heading": RISK,
                "rule": None,
                "implied": False,
            },
            {
                "question": "viewer",
                "option": "recruiters",
                "points": 48,
                "document": "Gorn",
                "heading": RISK,
                "rule": None,
                "implied": False,
            },
            {
                "question": None,
                "option": None,
                "points": 4,
                "document": "Gorn",
                "heading": RISK,
                "rule": "watched-linkedin",
                "implied": False,
            },
        ],
        "plan": None,
        "cautions": ["recruiter-eyes"],
        "package": None,
        "because": ["use", "viewer"],
        "what_would_change": [{"changes": {"use": ["freelance-profile"]}, "verdict": "plain"}],
        "firmness": "close",
    }


def test_an_open_set_has_no_explanations() -> None:
    document = document_advice(advise(FRAMEWORK, answer(use="linkedin")))

    assert {key: document[key] for key in ("verdict", "stakes", "contributions", "plan")} == {
        "verdict": None,
        "stakes": None,
        "contributions": [],
        "plan": None,
    }
    assert {key: document[key] for key in ("because", "what_would_change", "firmness")} == {
        "because": None,
        "what_would_change": None,
        "firmness": None,
    }


def test_changes_name_the_new_options_or_the_whole_new_list_of_uses() -> None:
    answers = answer(use="internal-directory", screening="no", size="page", matching="no")

    document = document_advice(advise(FRAMEWORK, answers))

    assert document["what_would_change"] == [
        {"changes": {"use": ["internal-directory", "freelance-profile"]}, "verdict": "plain"},
    ]


def test_an_own_reading_is_added_to_the_verdict() -> None:
    advice = advise(FRAMEWORK, answer(use="press-kit", current="strong"))

    document = document_advice(advice, ("viewer", "high-stakes-use"))

    assert document["verdict"] == "studio"
    assert document["own_reading"] == {
        "without": ["viewer", "high-stakes-use"],
        "verdict": None,
        "possible_verdicts": ["ai", "ai-for-now", "plain"],
        "stakes": None,
        "stakes_at_least": False,
        "plan": "keep-current",
    }
    assert list(document)[-1] == "own_reading"


def test_without_anything_contested_there_is_no_own_reading() -> None:
    assert "own_reading" not in document_advice(advise(FRAMEWORK, answer(use="press-kit")))


def advise_line(line: str) -> dict[str, Any]:
    (document,) = advise_lines(FRAMEWORK, [line])
    return document


def test_a_line_gives_the_advice_of_its_answers() -> None:
    document = advise_line('{"use": ["linkedin", "press-kit"], "viewer": "recruiters"}\n')

    answers = read_answers(FRAMEWORK, {"use": ["linkedin", "press-kit"], "viewer": "recruiters"})
    assert document == document_advice(advise(FRAMEWORK, answers))


def test_a_use_may_be_a_string() -> None:
    assert advise_line('{"use": "press-kit"}')["answers"] == {"use": ["press-kit"]}


def test_an_empty_line_object_gives_every_verdict() -> None:
    assert advise_line("{}")["possible_verdicts"] == ["ai", "ai-for-now", "plain", "studio"]


def test_a_bad_line_does_not_stop_the_lines_after_it() -> None:
    lines = ['{"use": "press-kit"}', "nonsense", '{"use": "linkedin"}']

    documents = list(advise_lines(FRAMEWORK, lines))

    assert [document.get("verdict", document.get("error")) for document in documents] == [
        "studio",
        advise_line("nonsense")["error"],
        None,
    ]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('{"use": "press-kit"', "This line is not JSON."),
        ('{"use": "press-kit"} {}', "This line is not JSON."),
        ('\ufffd{"use": "press-kit"}', "This line is not JSON."),
        ('{"use": "\ufffd"}', "This line is not JSON."),
        ("[" * 100_000, "This line is not JSON."),
        ('{"use": ' * 100_000, "This line is not JSON."),
        ("9" * 10_000, "This line is not JSON."),
        ("[]", "This line is not a JSON object."),
        ('"press-kit"', "This line is not a JSON object."),
        ("null", "This line is not a JSON object."),
        ("NaN", "This line is not a JSON object."),
        ('{"use": "press-kit", "use": "linkedin"}', "A question appears more than once in this object."),
    ],
)
def test_a_bad_line_says_what_is_wrong_with_it(line: str, error: str) -> None:
    assert advise_line(line) == {"error": error}


@pytest.mark.parametrize(
    "line",
    [
        '{"shoes": "red"}',
        '{"use": "moon"}',
        '{"use": "linkedin,press-kit"}',
        '{"use": []}',
        '{"use": ""}',
        '{"use": null}',
        '{"use": ["linkedin", "linkedin"]}',
        '{"size": ["page", "print"]}',
        '{"size": 3}',
        '{"size": {"page": "print"}}',
        '{"size": "\\ud800"}',
    ],
)
def test_answers_in_a_line_are_refused_as_everywhere(line: str) -> None:
    document = advise_line(line)

    assert document == {"error": explain_refusal(json.loads(line))}
    assert json.loads(json.dumps(document)) == document
