"""Rule 1, for a question that a person leaves open for good: its readings, side by side."""

from collections.abc import Iterator

from decision.core.answers import Answers
from decision.core.readings import MOST, Reading
from decision.proof.reference import find_verdicts
from decision.proof.rule import Tally
from decision.proof.space import Space, describe


def readings_say_what_each_answer_means(space: Space, use: str) -> Iterator[Tally]:
    """Where "I'm not sure" leaves the verdict open, at most three readings cover all answers, each with its verdicts.

    One option for all that count alike.
    """
    for question in space.questions:
        if question.may_be_unsure and question.key not in space.framework.fixed[use]:
            lowest = question.ranks[0][0].key
            for _, answers in space.list_sets(use, {**space.ranked, question.key: (lowest,)}):
                options = {key: option for key, option in answers.options.items() if key != question.key}
                unsure = Answers((use,), options, (question.key,))
                yield Tally(1, _find_fault(space, unsure, space.engine.find_readings(space.framework, unsure)))


def _find_fault(space: Space, answers: Answers, readings: tuple[Reading, ...]) -> str | None:
    key = answers.unsure[0]
    is_open = len(find_verdicts(space.framework, answers.uses, answers.options)) > 1
    if not is_open:
        return f"{describe(answers)}: settled, yet read {len(readings)} ways" if readings else None
    covered = [option for reading in readings for option in reading.options]
    if sorted(covered) != sorted(space.framework.by_key[key].by_key) or len(readings) > MOST:
        return f"{describe(answers)}: {len(readings)} readings cover {', '.join(covered)}"
    for reading in readings:
        found = [find_verdicts(space.framework, answers.uses, {**answers.options, key: o}) for o in reading.options]
        if {*reading.verdicts} != set().union(*found):
            return f"{describe(answers)} {key}={','.join(reading.options)}: {', '.join(reading.verdicts)}"
    return None
