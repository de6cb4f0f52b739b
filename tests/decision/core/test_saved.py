"""A saved result is computed again, and what changed since is listed."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.as_json import document_advice
from decision.core.framework import load_framework
from decision.core.own_reading import read_contested
from decision.core.saved import Difference, SavedResultError, check_saved, read_saved
from tests.decision.refusing import read_error

OLD_RESULT = Path(__file__).parents[2] / "data" / "advice-2026.1.json"
"""Printed by the code of commit 85903da, the last days of 2026.1."""


def make_saved(version: str = "2026.2", **raw: Any) -> dict[str, Any]:
    framework = load_framework(version)
    saved: dict[str, Any] = json.loads(json.dumps(document_advice(advise(framework, read_answers(framework, raw)))))
    return saved


def test_a_result_of_2026_1_is_computed_again_by_its_own_rules() -> None:
    checked = check_saved(read_saved(OLD_RESULT.read_bytes()))

    assert checked.differences == ()
    assert not checked.rules_changed
    assert (checked.advice.framework.version, checked.advice.verdict, checked.advice.stakes) == ("2026.1", "studio", 61)
    assert checked.newer is None


def test_an_old_result_counts_the_facts_that_changed_after_its_rules() -> None:
    checked = check_saved(read_saved(OLD_RESULT.read_bytes()))

    assert checked.since == date(2026, 11, 21)
    assert [(change.look.found, change.fact.key) for change in checked.changes][-9:] == [
        ("changed", "business-insider-poll"),
        ("new", "free-photo-booths"),
        ("new", "lightened-skin"),
        ("new", "default-white"),
        ("new", "told-it-is-ai"),
        ("new", "team-locks"),
        ("new", "edited-photo-marks"),
        ("new", "eu-ai-act"),
        ("new", "new-york-performers"),
    ]


def test_what_the_newest_rules_say_otherwise_is_found() -> None:
    checked = check_saved(make_saved("2026.1", use=["internal-directory"], screening="yes"))

    assert checked.newer is not None
    assert (checked.newer.version, checked.newer.verdicts) == ("2026.2", ("plain",))


def test_a_result_of_today_has_nothing_new() -> None:
    checked = check_saved(make_saved(use=["linkedin"], viewer="recruiters"))

    assert (checked.differences, checked.changes, checked.newer) == ((), (), None)


def test_a_changed_result_and_changed_rules_are_listed() -> None:
    saved = make_saved(use=["linkedin"], viewer="recruiters") | {"stakes": 61}
    saved["framework"]["sha256"] = 64 * "0"

    checked = check_saved(saved)

    assert checked.differences == (Difference("stakes", 61, 60),)
    assert checked.rules_changed


def test_the_package_does_not_affect_the_rules() -> None:
    saved = make_saved(use=["linkedin"], viewer="recruiters") | {"package": "long-gone"}

    assert check_saved(saved).differences == ()


def test_an_own_reading_is_derived_again_too() -> None:
    framework = load_framework()
    advice = advise(framework, read_answers(framework, {"use": ["press-kit"]}))

    checked = check_saved(document_advice(advice, ("high-stakes-use",)))

    assert checked.differences == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "This is not JSON."),
        (b"\xff", "This is not JSON."),
        (b"[" * 100_000, "This is not JSON."),
        (b"[]", "This is not a JSON object."),
    ],
)
def test_what_is_not_json_is_refused(text: bytes, message: str) -> None:
    with pytest.raises(SavedResultError) as refusal:
        read_saved(text)

    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"framework": "2026.2"}, "This is no result of ours: `framework` needs a version and a sha256."),
        ({"framework": {"version": "1066.1", "sha256": ""}}, read_error(load_framework, "1066.1")),
        ({"answers": []}, "This is no result of ours: `answers` is not an object."),
        ({"own_reading": []}, "This is no result of ours: `own_reading` is not an object."),
        ({"own_reading": {"without": ["gravity"]}}, read_error(read_contested, load_framework(), ["gravity"])),
        ({"own_reading": {"without": 3}}, "This is no result of ours: `without` is not a list of keys."),
        ({"own_reading": {"without": [[]]}}, "This is no result of ours: `without` is not a list of keys."),
        ({"facts": 3}, "This is no result of ours: `facts` is not a day."),
    ],
)
def test_a_document_that_is_not_a_result_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(SavedResultError) as refusal:
        check_saved(make_saved(use=["linkedin"]) | change)

    assert str(refusal.value) == message


def test_unknown_answers_are_refused_as_everywhere() -> None:
    saved = make_saved(use=["linkedin"]) | {"answers": {"use": ["moon"]}}

    with pytest.raises(SavedResultError, match="moon"):
        check_saved(saved)
