"""`manage.py verify_framework`: what it prints and how it fails. The published proof has its own tests."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from decision.core.framework import forget_folder, load_framework, register_folder
from decision.proof import find_proof
from decision.proof.summary import summarize
from tests.decision.editing import edit_text

SMALL = "2025.3"
KEPT = {"use", "viewer", "screening", "current", "selfies", "place", "deadline", "budget"}
RULES = {"ai-refused", "high-stakes-use", "watched-linkedin"}


def write_small_framework() -> str:
    """Write a framework with three of the ten verdict questions, so that a run is fast. `viewer` has no effect."""
    kept, question = [], "use"
    for table in edit_text(('"2026.1"', f'"{SMALL}"')).split("\n[["):
        kind, _, body = table.partition("]]\n")
        key = body.partition('"')[2].partition('"')[0]
        question = key if kind == "question" else question
        dropped = {
            "question": question not in KEPT,
            "question.option": question not in KEPT,
            "rule": key not in RULES,
            "caution": key not in {"ask-first", "recruiter-eyes"},
        }
        kept += [] if dropped.get(kind) else [table]
    return "\n[[".join(kept)


@pytest.fixture
def small_framework(tmp_path: Path) -> Iterator[str]:
    (tmp_path / f"{SMALL}.toml").write_text(write_small_framework(), encoding="utf-8")
    register_folder(tmp_path)
    yield SMALL
    forget_folder(tmp_path)


def test_prints_the_proof_as_json_and_fails_when_a_promise_is_broken(small_framework: str) -> None:
    out = io.StringIO()

    with pytest.raises(CommandError) as failure:
        call_command("verify_framework", "--json", "--full", version=small_framework, stdout=out)

    proof = json.loads(out.getvalue())
    broken = {promise["key"]: promise["counterexample"] for promise in proof["promises"] if promise["counterexample"]}
    assert str(failure.value) == "Broken: every-step-counts."
    assert broken == {"every-step-counts": "viewer: the step from nobody to colleagues changes nothing"}
    assert proof["framework"] == {"version": SMALL, "sha256": load_framework(SMALL).sha256}
    assert proof["what_if_every"] == 1
    assert proof["space"] == {"distinct": 114, "with_every_viewer": 234, "partial": 280}


def test_prints_the_proof_as_text(small_framework: str) -> None:
    out = io.StringIO()

    with pytest.raises(CommandError):
        call_command("verify_framework", version=small_framework, stdout=out)

    lines = out.getvalue().splitlines()
    assert lines[0] == f"Framework {SMALL}, SHA-256 {load_framework(SMALL).sha256}"
    assert lines[1] == "114 distinct complete sets of one use, 234 with every viewer, 280 partial sets"
    assert (
        "   5          1  BROKEN (viewer: the step from nobody to colleagues changes nothing): Every step between two"
        " neighboring levels of an ordered question changes the verdict somewhere."
    ) in lines
    assert lines[-1].endswith(" s of processor time")


def test_prints_the_figures_of_the_published_proof() -> None:
    proof = find_proof(load_framework("2026.1"))

    assert proof is not None
    assert [line for line in summarize(proof) if line.startswith(("   7", "Verdicts, uses that", "Sets"))] == [
        "   7     12,096  A directory or community picture that only coworkers or passers-by see small stays with AI"
        " for everybody.",
        "Verdicts, uses that the first question leaves open: ai 10.5%, ai-for-now 23.6%, studio 65.9%",
        "Sets that need every question, uses weighing the same: 2.2%",
    ]


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("verify_framework", version="1999.1")

    assert "'1999.1'" in str(refusal.value)
