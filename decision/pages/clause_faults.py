"""Compare decision/content/reasons.toml with the frameworks: whatever a reason may need to say has to be there."""

from collections.abc import Iterator, Sequence

from decision.content.model import Clauses
from decision.core.framework import Framework, Question
from decision.pages.clauses import ENDS, list_extremes, weigh


def find_clause_faults(clauses: Clauses, frameworks: Sequence[Framework]) -> Iterator[str]:
    """Yield a sentence for every clause that a reason may need and that is missing, or that no reason ever needs."""
    needed = {where for framework in frameworks for where in _list_needed(framework)}
    written = {
        *(f"[place] {use}" for use in clauses.place),
        *(
            f"[answer.{question}.{option}] {direction}"
            for question, options in clauses.answer.items()
            for option, words in options.items()
            for direction in ("raises", "lowers", "leaves")
            if getattr(words, direction)
        ),
        *(f"[rule.{rule}]" for rule in clauses.rule),
        *(f"[unsure.{question}]" for question in clauses.unsure),
    }
    yield from (f"reasons.toml: {where} is missing" for where in sorted(needed - written))
    yield from (f"reasons.toml: {where} is never said" for where in sorted(written - needed))


def _list_needed(framework: Framework) -> Iterator[str]:
    yield from (f"[place] {use}" for use in framework.uses)
    yield from (f"[rule.{rule.key}]" for rule in framework.rules)
    for question in framework.verdict_questions:
        if question.may_be_unsure:
            yield f"[unsure.{question.key}]"
        for option in question.by_key:
            needs = {
                "raises": weigh(question, option, raises=True) > 0,
                "lowers": _may_lower(framework, question, option),
                "leaves": _may_be_outweighed(framework, question, option),
            }
            yield from (f"[answer.{question.key}.{option}] {direction}" for direction, need in needs.items() if need)


def _may_lower(framework: Framework, question: Question, option: str) -> bool:
    """Whether the option is not the highest. A place says so by the viewer that it implies."""
    if question.key != "use":
        return weigh(question, option, raises=False) > 0
    implied = framework.uses[option].implies.get("viewer")
    return implied is not None and weigh(framework.by_key["viewer"], implied, raises=False) > 0


def _may_be_outweighed(framework: Framework, question: Question, option: str) -> bool:
    """Whether the option is at the end of its scale and a rule that does not read it may decide the other way."""
    return question.key != "use" and any(
        option in list_extremes(question, lowest=rule.kind == "floor")
        for rule in framework.rules
        if rule.verdict in ENDS and question.key not in rule.when
        for use in rule.when.get("use", framework.uses)
        if question.key not in framework.fixed[use]
    )
