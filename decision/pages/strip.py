"""The strip beside a question: which verdicts are still possible, and why the others are out."""

from collections.abc import Sequence
from dataclasses import dataclass

from decision.core.advice import is_implied
from decision.core.answers import Answers
from decision.core.framework import Framework, Question
from decision.core.possible import list_verdicts
from decision.core.possible.tables import find_code, lay_out
from decision.pages.clauses import write_clause
from decision.pages.words import SHORT_VERDICTS
from decision.sentences import join_words

NAMES = {("ai", "ai-for-now"): "AI", ("ai",): "AI for good", ("ai-for-now",): "AI for now", ("plain",): "a plain photo"}
"""What a verdict is called when it isn't enough."""
SPARED = {
    "ai-for-now": "AI will do, and not only for now",
    "plain": "It needn’t be a real photo",
    "studio": "You don’t need a studio session",
}
"""The lowest verdict that is more than needed -> what that means."""


@dataclass(frozen=True)
class StripCell:
    """One verdict on the strip: still possible, or ruled out."""

    key: str
    title: str
    possible: bool


@dataclass(frozen=True)
class Strip:
    """All verdicts, the lowest first, and a sentence for each answer that ruled some out."""

    cells: tuple[StripCell, ...]
    reasons: tuple[str, ...]


def narrow_verdicts(framework: Framework, answers: Answers) -> Strip:
    """Return each verdict, and whether it is still possible or why it is out."""
    layout, code = lay_out(framework), 0
    uses: tuple[str, ...] = ()
    out: dict[tuple[str, bool], list[str]] = {}
    possible = list_verdicts(framework, uses, code)
    for question in framework.verdict_questions:
        if question.key not in answers or is_implied(framework, answers.uses, question.key):
            continue
        if question.many:
            uses = answers.uses
        else:
            code += layout.codes[question.key][answers.options[question.key]]
        still = list_verdicts(framework, uses, code)
        for verdict in possible:
            if verdict not in still:
                raises = possible.index(verdict) < possible.index(still[0])
                clause = _find_reason(framework, answers, question, verdict, raises=raises)
                out.setdefault((clause, raises), []).append(verdict)
        possible = still
    return Strip(
        cells=tuple(StripCell(v.key, SHORT_VERDICTS[v.key], v.key in possible) for v in framework.verdicts),
        reasons=tuple(
            f"{_rule_out(verdicts) if raises else SPARED[verdicts[0]]}: {clause}."
            for (clause, raises), verdicts in out.items()
        ),
    )


def _find_reason(framework: Framework, answers: Answers, question: Question, verdict: str, *, raises: bool) -> str:
    """Return the clause of the answer that rules the verdict out; of several uses, the first that does so alone."""
    if not question.many:
        return write_clause(framework, question, answers.options[question.key], raises=raises)
    code = find_code(lay_out(framework), {})
    deciding = [use for use in answers.uses if verdict not in list_verdicts(framework, (use,), code)]
    return write_clause(framework, question, (deciding or list(answers.uses))[0], raises=raises)


def _rule_out(verdicts: Sequence[str]) -> str:
    """Return "AI and a plain photo are out" for these verdicts, which are the lowest that were possible."""
    names = []
    left = set(verdicts)
    for keys, name in NAMES.items():
        if left.issuperset(keys):
            names.append(name)
            left.difference_update(keys)
    named = join_words(names)
    return f"{named[0].upper()}{named[1:]} {'is' if len(names) == 1 else 'are'} out"
