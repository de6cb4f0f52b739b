"""The proof as it is published: a run of today gives what is stored."""

import json

import pytest
from msgspec.structs import replace

from decision.core.framework import load_framework
from decision.proof import Proof, find_proof, prove, write_proof
from decision.proof.stored import FOLDER

NEWEST = load_framework()


@pytest.fixture(scope="module")
def proof() -> Proof:
    return prove(NEWEST)


@pytest.mark.slow
def test_the_stored_proof_is_what_a_run_finds(proof: Proof) -> None:
    assert find_proof(NEWEST) == proof


@pytest.mark.slow
def test_the_stored_file_is_what_a_run_writes(proof: Proof) -> None:
    assert (FOLDER / f"{NEWEST.version}.json").read_text(encoding="utf-8") == write_proof(proof)


@pytest.mark.slow
def test_every_promise_holds(proof: Proof) -> None:
    assert proof.holds
    assert [proven.key for proven in proof.promises if proven.cases == 0] == []


@pytest.mark.slow
def test_the_space_is_as_large_as_published(proof: Proof) -> None:
    assert (proof.space.distinct, proof.space.with_every_viewer) == (517_104, 1_061_424)
    assert sum(proof.shares.all_uses.values()) == 517_104
    assert sum(proof.asking.histogram.values()) == 517_104


@pytest.mark.slow
def test_six_uses_stay_open_after_the_first_question(proof: Proof) -> None:
    still_open = [use for use, counts in proof.shares.by_use.items() if counts["studio"] < sum(counts.values())]

    assert still_open == [
        "internal-directory",
        "community-profile",
        "personal-website",
        "company-page",
        "linkedin",
        "faculty-page",
    ]
    assert sum(proof.shares.open_uses.values()) == sum(sum(proof.shares.by_use[use].values()) for use in still_open)


@pytest.mark.slow
def test_few_questions_are_asked(proof: Proof) -> None:
    assert proof.asking.mean <= 4.5
    assert proof.asking.share_needing_all <= 0.05


@pytest.mark.slow
def test_nothing_is_idle(proof: Proof) -> None:
    assert proof.idle_questions == []
    assert proof.alike["viewer"] == [["clients", "recruiters", "selectors"]]


def test_one_process_finds_the_same_as_several() -> None:
    cut = replace(NEWEST, questions=(*NEWEST.questions[:3], *NEWEST.questions[10:]))

    alone = prove(cut, workers=1)

    assert alone == prove(cut, workers=2)
    assert alone.space.distinct == 38 * 3


def test_a_proof_of_another_file_is_not_shown() -> None:
    assert find_proof(replace(NEWEST, sha256="0" * 64)) is None


def test_a_version_without_a_proof_has_none() -> None:
    assert find_proof(replace(NEWEST, version="2025.1")) is None


def test_the_stored_proof_has_no_timings() -> None:
    stored = json.loads((FOLDER / "2026.1.json").read_bytes())

    assert list(stored) == [
        "framework", "space", "promises", "what_if_every", "shares", "asking", "idle_questions", "alike",
    ]  # fmt: skip
