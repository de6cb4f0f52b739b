"""A new run of the proof gives the published one."""

import json

import pytest
from msgspec.structs import replace

from decision.core.framework import Framework, load_framework
from decision.proof import Proof, find_proof, prove, write_proof
from decision.proof.stored import FOLDER

FIRST, LATEST = load_framework("2026.1"), load_framework("2026.2")


@pytest.fixture(scope="module", params=[FIRST, LATEST], ids=lambda framework: framework.version)
def proof(request: pytest.FixtureRequest) -> Proof:
    stored = find_proof(request.param)
    assert stored is not None
    return stored


@pytest.mark.slow
@pytest.mark.parametrize("framework", [FIRST, LATEST], ids=lambda framework: framework.version)
def test_a_run_finds_what_is_stored(framework: Framework) -> None:
    stored = find_proof(framework)

    found = prove(framework)

    assert stored is not None
    assert stored.partial_every == 1
    assert forget_partial(found) == forget_partial(stored)


def forget_partial(proof: Proof) -> Proof:
    """Return the proof without the number of partial sets: the stored proof compared all, a test run a tenth."""
    compared = ("a-partial-set-has-the-verdicts-of-its-completions", "without-a-use-all-uses-are-possible")
    promises = [replace(proven, cases=0) if proven.key in compared else proven for proven in proof.promises]
    return replace(proof, promises=tuple(promises), partial_every=0)


def test_the_stored_file_is_what_a_run_writes(proof: Proof) -> None:
    assert (FOLDER / f"{proof.framework.version}.json").read_text(encoding="utf-8") == write_proof(proof)


def test_every_promise_holds(proof: Proof) -> None:
    assert proof.holds
    assert [proven.key for proven in proof.promises if proven.cases == 0] == []


def test_the_spaces_are_as_large_as_published() -> None:
    first, latest = find_proof(FIRST), find_proof(LATEST)

    assert first is not None
    assert latest is not None
    assert (first.space.distinct, sum(first.shares.all_uses.values())) == (517_104, 517_104)
    assert (latest.space.distinct, sum(latest.shares.all_uses.values())) == (210_169, 210_169)
    assert sum(latest.asking.histogram.values()) == 210_169


def test_the_seller_sells_less_than_before() -> None:
    first, latest = find_proof(FIRST), find_proof(LATEST)

    assert first is not None
    assert latest is not None
    assert (first.shares.equal_uses["studio"], latest.shares.equal_uses["studio"]) == (0.8218, 0.5662)
    assert latest.shares.equal_uses["ai"] >= 0.08
    assert latest.shares.equal_uses["ai"] + latest.shares.equal_uses["ai-for-now"] >= 0.15
    assert latest.plans.equal_uses["book-studio"] < first.plans.equal_uses["book-studio"]


def test_few_questions_are_asked() -> None:
    latest = find_proof(LATEST)

    assert latest is not None
    assert latest.asking.mean <= 4
    assert latest.asking.mean_equal_uses <= 2.7


def test_one_process_finds_the_same_as_several() -> None:
    cut = replace(FIRST, questions=(*FIRST.questions[:3], *FIRST.questions[10:]))

    alone = prove(cut, workers=1)

    assert alone == prove(cut, workers=2)
    assert alone.space.distinct == 38 * 3


def test_a_proof_of_another_file_is_not_shown() -> None:
    assert find_proof(replace(FIRST, sha256="0" * 64)) is None


def test_a_version_without_a_proof_has_none() -> None:
    assert find_proof(replace(FIRST, version="2025.1")) is None


def test_the_stored_proof_has_no_timings() -> None:
    stored = json.loads((FOLDER / "2026.1.json").read_bytes())

    assert list(stored) == [
        "framework", "space", "promises", "what_if_every", "partial_every", "shares", "plans", "asking",
    ]  # fmt: skip
