"""The advice as JSON: keys and values as documented."""

from decision.core.advice import advise
from decision.core.answers import Answers, read_answers
from decision.core.as_json import document_advice
from decision.core.framework import load_framework

FRAMEWORK = load_framework()


def answer(**raw: str | list[str]) -> Answers:
    return read_answers(FRAMEWORK, raw)


def test_a_settled_set_in_full() -> None:
    answers = answer(use="linkedin", viewer="recruiters", current="none", place="nyc", deadline="flexible")

    document = document_advice(advise(FRAMEWORK, answers))

    assert document == {
        "framework": {"version": "2026.1", "sha256": FRAMEWORK.sha256},
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
                "heading": "Where AI Headshots Become a Professional Risk",
                "rule": None,
                "implied": False,
            },
            {
                "question": "viewer",
                "option": "recruiters",
                "points": 36,
                "document": "Gorn",
                "heading": "Where AI Headshots Become a Professional Risk",
                "rule": None,
                "implied": False,
            },
            {
                "question": None,
                "option": None,
                "points": 16,
                "document": "Gorn",
                "heading": "Where AI Headshots Become a Professional Risk",
                "rule": "watched-linkedin",
                "implied": False,
            },
        ],
        "plan": None,
        "cautions": ["recruiter-eyes"],
        "package": None,
        "because": ["use", "viewer"],
        "what_would_change": None,
        "firmness": "close",
    }


def test_an_open_set_explains_nothing() -> None:
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
        {"changes": {"use": ["internal-directory", "client-facing-bio"]}, "verdict": "studio"},
        {"changes": {"use": ["internal-directory", "medical-bio"]}, "verdict": "studio"},
        {"changes": {"use": ["internal-directory", "speaker-bio"]}, "verdict": "studio"},
    ]


def test_an_own_reading_stands_beside_the_verdict() -> None:
    advice = advise(FRAMEWORK, answer(use="press-kit", current="strong"))

    document = document_advice(advice, ("viewer", "high-stakes-use"))

    assert document["verdict"] == "studio"
    assert document["own_reading"] == {
        "without": ["viewer", "high-stakes-use"],
        "verdict": None,
        "possible_verdicts": ["ai", "ai-for-now", "studio"],
        "stakes": None,
        "stakes_at_least": False,
        "plan": "keep-current",
    }
    assert list(document)[-1] == "own_reading"


def test_without_anything_contested_there_is_no_own_reading() -> None:
    assert "own_reading" not in document_advice(advise(FRAMEWORK, answer(use="press-kit")))
