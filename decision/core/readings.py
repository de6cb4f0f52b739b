"""What each answer to a question would mean that a person leaves open, side by side."""

from dataclasses import dataclass

from decision.core.answers import Answers
from decision.core.framework import Framework, VerdictKey
from decision.core.plan import find_possible_plans
from decision.core.possible import find_possible_verdicts, find_questions_that_matter

MOST = 3


@dataclass(frozen=True)
class Reading:
    """Some options of the open question, and what follows if one of them is the answer."""

    question: str
    options: tuple[str, ...]
    answers: Answers
    """The answers with the last of these options, the most careful look."""
    verdicts: tuple[VerdictKey, ...]
    plans: tuple[str, ...]


def find_readings(framework: Framework, answers: Answers) -> tuple[Reading, ...]:
    """Return at most three readings of the first question left open for good that can still move the verdict.

    Options with the same verdicts share a reading. Where that leaves more than three, the lowest are joined.
    """
    open_for_good = [key for key in find_questions_that_matter(framework, answers) if key in answers.unsure]
    if not open_for_good:
        return ()
    question = framework.by_key[open_for_good[0]]
    groups: dict[tuple[VerdictKey, ...], list[str]] = {}
    for option in question.by_key:
        found = find_possible_verdicts(framework, answers.answer(question.key, option))
        groups.setdefault(found, []).append(option)
    grouped = [*groups.values()]
    lowest = [option for group in grouped[: 1 - MOST] for option in group]
    joined = [lowest, *grouped[1 - MOST :]]
    return tuple(_read(framework, answers, question.key, tuple(options)) for options in joined if options)


def _read(framework: Framework, answers: Answers, question: str, options: tuple[str, ...]) -> Reading:
    each = [answers.answer(question, option) for option in options]
    verdicts = {verdict for one in each for verdict in find_possible_verdicts(framework, one)}
    plans = {plan for one in each for plan in find_possible_plans(framework, one)}
    return Reading(
        question,
        options,
        each[-1],
        tuple(verdict.key for verdict in framework.verdicts if verdict.key in verdicts),
        tuple(plan.key for plan in framework.plans if plan.key in plans),
    )
