"""Reasons as clauses with the person in them, for the sentence that explains a verdict."""

from collections.abc import Sequence

from decision.core.scoring import Contribution
from decision.pages.words import join_words

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
    ("use", "id-photo"): "the issuer’s rules ask for a real photo",
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
LEAVING_LOW: dict[Answer, str] = {
    ("use", "internal-directory"): "only coworkers see it",
    ("use", "id-photo"): "the issuer’s rules ask for a plain photo",
    ("use", "freelance-profile"): "the marketplace says a simple photo will do",
    ("competition", "open"): "most people who apply get in",
    ("screening", "no"): "AI images are fine there",
    ("screening", "unsure"): "nobody told you that AI images are refused",
    ("matching", "no"): "it doesn’t have to match other portraits",
    ("size", "page"): "it isn’t shown very large",
    ("meeting", "sometimes"): "only some who see it will meet you",
    ("career", "student"): "you’re just starting out",
    ("career", "early"): "you’re early in your career",
}
"""(question, option) -> why that keeps a verdict from rising, where it isn't a reason on its own."""
MOST = 3


def find_clause(question: str, option: str, *, raises: bool) -> str:
    """Return the clause for an answer that raises the verdict, or that keeps it low."""
    answer = question, option
    if raises:
        return CLAUSES.get(answer, "too much is at stake")
    return (MILD | LEAVING_LOW).get(answer, "too little is at stake")


def write_because(rows: Sequence[Contribution]) -> str:
    """Return the answers that raise the stakes most, as clauses: at most three, the weightiest first."""
    ranked = sorted((row for row in rows if row.points > 0), key=lambda row: -row.points)
    found = [CLAUSES[row.question, row.option] for row in ranked if (row.question, row.option) in CLAUSES]
    return join_words([*dict.fromkeys(found)][:MOST])


def write_why_low(rows: Sequence[Contribution]) -> str:
    """Return the answers that keep the stakes low, as clauses: at most two."""
    found = [MILD[row.question, row.option] for row in rows if (row.question, row.option) in MILD]
    return join_words(found[: MOST - 1])
