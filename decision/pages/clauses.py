"""Reasons as clauses with the person in them, for the sentence that explains a verdict."""

from collections.abc import Sequence

from decision.content import content
from decision.core.advice import Advice
from decision.core.scoring import Contribution
from decision.pages.words import find_rule, join_words

Answer = tuple[str | None, str | None]
"""A question and its option; both None for a rule."""

CLAUSES: dict[Answer, str] = {
    ("use", "personal-website"): "people look you up there",
    ("use", "company-page"): "people look you up there before they call",
    ("use", "linkedin"): "people look you up there",
    ("use", "faculty-page"): "students and journalists look you up there",
    ("use", "freelance-profile"): "clients pick people there",
    ("use", "client-facing-bio"): "clients choose you there",
    ("use", "medical-bio"): "patients choose you there",
    ("use", "speaker-bio"): "event organizers choose you there",
    ("use", "press-kit"): "editors print it",
    ("use", "residency-application"): "programs choose by it",
    ("use", "casting-profile"): "casting directors choose by it",
    ("use", "job-application"): "employers see it",
    ("viewer", "colleagues"): "your coworkers see it",
    ("viewer", "visitors"): "strangers meet you through this photo first",
    ("viewer", "clients"): "clients decide by it whether to trust you",
    ("viewer", "recruiters"): "recruiters decide by it whom to invite",
    ("viewer", "selectors"): "people choose by it whom to take",
    ("competition", "competitive"): "many apply for few places",
    ("screening", "unsure"): "you don’t know whether the place takes AI images",
    ("screening", "yes"): "the place refuses AI images",
    ("matching", "yes"): "it has to match your colleagues’ portraits",
    ("lifespan", "months"): "it stays up for months",
    ("lifespan", "years"): "it stays up for years",
    ("size", "page"): "it’s shown large enough to look at closely",
    ("size", "print"): "it’s shown very large",
    ("meeting", "sometimes"): "some who see it will meet you",
    ("meeting", "usually"): "those who see it will meet you",
    ("field", "consulting"): "your field lives on trust",
    ("field", "finance"): "your field lives on trust",
    ("field", "law"): "your field lives on trust",
    ("field", "medicine"): "your field lives on trust",
    ("career", "established"): "you’re established in your field",
    ("career", "senior"): "you’re senior in your field",
    ("worn", "glasses"): "AI often gets glasses wrong",
    ("worn", "jewellery"): "AI often gets jewelry wrong",
}
"""(question, option) -> why that raises the stakes, as it follows “because”."""
MILD: dict[Answer, str] = {
    ("viewer", "nobody"): "nobody looks at it for a reason",
    ("viewer", "colleagues"): "only coworkers see it",
    ("viewer", "visitors"): "those who look have nothing to decide",
    ("size", "thumbnail"): "it’s small",
    ("lifespan", "weeks"): "it’s only for a few weeks",
    ("lifespan", "months"): "it’s only for a few months",
    ("meeting", "rarely"): "few who see it will meet you",
}
"""(question, option) -> why that keeps the stakes low."""
MOST = 3


def write_reason(advice: Advice) -> str:
    """Return why the verdict is what it is, in one or two sentences."""
    rules = [row.rule for row in advice.contributions if row.rule]
    if rules:
        return find_rule(advice.framework, rules[0]).reason
    if advice.verdict == "ai":
        low = write_why_low(advice.contributions)
        return f"Little is at stake here: {low}." if low else "Little is at stake here."
    because = write_because(advice.contributions)
    return f"Mostly because {because}." if because else content().verdicts[str(advice.verdict)].sentence


def write_short_reason(advice: Advice) -> str:
    """Return the one thing that weighs most, as a short sentence."""
    rows = sorted(advice.contributions, key=lambda row: -row.points)
    clauses = MILD if advice.verdict == "ai" else CLAUSES
    clause = next((clauses[row.question, row.option] for row in rows if (row.question, row.option) in clauses), "")
    return f"{clause[:1].upper()}{clause[1:]}." if clause else write_reason(advice)


def write_because(rows: Sequence[Contribution]) -> str:
    """Return the answers that raise the stakes most, as clauses: at most three, the weightiest first."""
    ranked = sorted((row for row in rows if row.points > 0), key=lambda row: -row.points)
    found = [CLAUSES[row.question, row.option] for row in ranked if (row.question, row.option) in CLAUSES]
    return join_words([*dict.fromkeys(found)][:MOST])


def write_why_low(rows: Sequence[Contribution]) -> str:
    """Return the answers that keep the stakes low, as clauses: at most two."""
    found = [MILD[row.question, row.option] for row in rows if (row.question, row.option) in MILD]
    return join_words(found[: MOST - 1])
