"""The proof in plain text, as the command prints it."""

from decision.proof.stored import Asking, Proof, Shares


def summarize(proof: Proof) -> list[str]:
    """Return the lines that say what was checked, and what was found."""
    space = proof.space
    return [
        f"Framework {proof.framework.version}, SHA-256 {proof.framework.sha256}",
        f"{space.distinct:,} distinct complete sets of one use, {space.with_every_viewer:,} with every viewer,"
        f" {space.partial:,} partial sets",
        "",
        "rule      cases  promise",
        *(f"{p.rule:4} {p.cases:10,}  {_mark(p.counterexample)}{p.clause}" for p in proof.promises),
        "",
        *_describe_shares(proof.shares),
        *_describe_parts("Verdicts, uses weighing the same", proof.shares.equal_uses),
        *_describe_parts("Plans, all uses", proof.plans.all_uses),
        *_describe_parts("Plans, uses weighing the same", proof.plans.equal_uses),
        *_describe_asking(proof.asking),
        "",
    ]


def _mark(counterexample: str | None) -> str:
    return f"BROKEN ({counterexample}): " if counterexample else ""


def _describe_shares(shares: Shares) -> list[str]:
    named = {"all uses": shares.all_uses, "uses that the first question leaves open": shares.open_uses}
    return [
        f"Verdicts, {name}: " + ", ".join(f"{key} {count / sum(counts.values()):.1%}" for key, count in counts.items())
        for name, counts in named.items()
        if counts
    ]


def _describe_parts(name: str, shares: dict[str, float]) -> list[str]:
    return [f"{name}: " + ", ".join(f"{key} {share:.1%}" for key, share in shares.items())]


def _describe_asking(asking: Asking) -> list[str]:
    spread = ", ".join(f"{asked}: {count:,}" for asked, count in asking.histogram.items())
    return [
        f"Questions asked until settled: {asking.mean} on average ({spread})",
        f"The same, uses weighing the same: {asking.mean_equal_uses}",
        f"Sets that need every question, uses weighing the same: {asking.share_needing_all:.1%}",
    ]
