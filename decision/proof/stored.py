"""The proof as it is stored beside the framework and published: counts, shares, and no timings."""

from pathlib import Path

import msgspec

from decision.core import framework as framework_package
from decision.core.framework import Framework, load_framework, versions

FOLDER = Path(framework_package.__file__).parent / "proofs"


class Edition(msgspec.Struct, frozen=True):
    """The framework that was checked, and the SHA-256 of its file."""

    version: str
    sha256: str


class Extent(msgspec.Struct, frozen=True):
    """The numbers of sets of answers to the verdict questions, of one use."""

    distinct: int
    """Complete sets that differ in something that counts."""
    with_every_viewer: int
    """The same, with the viewer also varied where the use implies one."""
    partial: int
    """Partial sets, `use` given or open, one option for each level."""


class Proven(msgspec.Struct, frozen=True):
    """One promise, how many cases were checked, and the first that breaks it, if any."""

    rule: int
    key: str
    clause: str
    note: str
    """Why the cases represent all, where they are not all; else empty."""
    cases: int
    counterexample: str | None


class Shares(msgspec.Struct, frozen=True):
    """Verdict -> number of distinct sets."""

    all_uses: dict[str, int]
    open_uses: dict[str, int]
    """Of the uses that the first question does not settle."""
    by_use: dict[str, dict[str, int]]
    equal_uses: dict[str, float]
    """Verdict -> its share of the sets, each use weighing the same; 0 to 1."""


class PlanShares(msgspec.Struct, frozen=True):
    """Plan -> its share of the distinct complete sets, plan answers among them; 0 to 1."""

    all_uses: dict[str, float]
    equal_uses: dict[str, float]
    """Each use weighing the same."""
    by_use: dict[str, dict[str, float]]


class Asking(msgspec.Struct, frozen=True):
    """How many verdict questions are asked until the verdict is settled, over the distinct sets."""

    mean: float
    mean_equal_uses: float
    """The same with each use weighing the same."""
    histogram: dict[str, int]
    """Number of questions, `use` among them -> number of sets."""
    share_needing_all: float
    """The share of the sets that need every question, each use weighing the same; 0 to 1."""
    by_use: dict[str, dict[str, int]]
    """Use -> the same as `histogram` for this use alone."""


class Proof(msgspec.Struct, frozen=True):
    """What a run of the verifier found."""

    framework: Edition
    space: Extent
    promises: tuple[Proven, ...]
    what_if_every: int
    """The what-if items were checked on one of this many distinct sets."""
    partial_every: int
    """One of this many partial sets was compared with the reference."""
    shares: Shares
    plans: PlanShares
    asking: Asking

    @property
    def holds(self) -> bool:
        """Whether no promise is broken."""
        return all(proven.counterexample is None for proven in self.promises)


def write_proof(proof: Proof) -> str:
    """Return the proof as readable JSON."""
    return msgspec.json.format(msgspec.json.encode(proof), indent=2).decode() + "\n"


def find_proof_file(version: str) -> Path | None:
    """Return the file of the stored proof of a framework version, or None when there is none."""
    return next((path for path in FOLDER.glob("*.json") if path.stem == version), None)


def find_proof(framework: Framework) -> Proof | None:
    """Return the stored proof of just this framework file, or None when there is none.

    Raises:
        msgspec.ValidationError: the stored file isn't a proof.
    """
    path = find_proof_file(framework.version)
    if path is None:
        return None
    proof = msgspec.json.decode(path.read_bytes(), type=Proof)
    return proof if proof.framework.sha256 == framework.sha256 else None


def list_proofs() -> tuple[tuple[Framework, Proof], ...]:
    """Return the published versions whose file has a stored proof, the oldest first, to be set side by side."""
    frameworks = [load_framework(version) for version in versions()]
    found = ((framework, find_proof(framework)) for framework in frameworks)
    return tuple((framework, proof) for framework, proof in found if proof)
