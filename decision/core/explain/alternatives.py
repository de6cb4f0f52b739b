"""What if one answer were another: each other answer, to one question, that lets another verdict in."""

from decision.core.advice import Standing, list_answers_that_count
from decision.core.explain.changes import CHOICES, TO_FIND_OUT
from decision.core.explain.firmness import Step
from decision.core.possible import find_possible_verdicts


def find_alternatives(standing: Standing) -> tuple[Step, ...]:
    """Return these answers, those to the questions asked first coming first; none while the verdict is open.

    Only what a person can choose or may yet find out is varied. Options that count alike are all named, so that a page
    can pick the one that is the most telling.
    """
    framework, answers = standing.framework, standing.answers
    if standing.verdict is None:
        return ()
    asked = set(list_answers_that_count(framework, answers))
    if answers.get("screening") != "unsure":
        asked.discard("screening")
    steps = (
        Step(question.key, option, find_possible_verdicts(framework, answers.with_options({question.key: option})))
        for question in framework.verdict_questions
        if question.key in asked.intersection((*CHOICES, *TO_FIND_OUT))
        for option in question.by_key
        if question.rank_of[option] != question.rank_of[answers.options[question.key]]
    )
    return tuple(step for step in steps if step.verdicts != (standing.verdict,))
