"""Rules 1 and 10, for partial sets: exactly what some completion gives is possible, and nothing is asked in vain."""

from collections.abc import Collection, Iterator
from itertools import product

from decision.core.answers import Answers
from decision.core.readings import MOST, Reading
from decision.proof.completions import tabulate_completions, tabulate_movers
from decision.proof.promise import Tally
from decision.proof.reference import find_verdicts
from decision.proof.space import Space, describe
from decision.proof.walk import walk


def a_partial_set_has_the_verdicts_of_its_completions(space: Space, use: str) -> Iterator[Tally]:
    """A partial set has exactly the verdicts that some completion gives, and so a verdict only if that is one.

    Compared with a plain reference that shares no code with the tables: one set in ten, in the stored proof each.
    Options that count alike share a set.
    """
    return _compare(space, (use,))


def without_a_use_all_uses_are_possible(space: Space) -> Iterator[Tally]:
    """With the use open, a partial set has exactly the verdicts that some use with some completion gives.

    Compared like the sets with a use.
    """
    return _compare(space, ())


def _compare(space: Space, uses: tuple[str, ...]) -> Iterator[Tally]:
    fixed = {key for use in uses for key in space.framework.fixed[use]}
    asked = [question for question in space.questions if question.key not in fixed]
    rooms = [(None, *(rank[0].key for rank in question.ranks)) for question in asked]
    for number, chosen in enumerate(product(*rooms)):
        # One set of each ten, and not always the same one of the ten: some questions have two or five options.
        tenth, rest = divmod(number, space.partial_every)
        if rest != tenth * 7 % space.partial_every:
            continue
        options = {question.key: key for question, key in zip(asked, chosen, strict=True) if key}
        found = {*space.engine.find_possible_verdicts(space.framework, Answers(uses, options))}
        right = find_verdicts(space.framework, uses, options)
        yield Tally(1, None if found == right else _describe(Answers(uses, options), found, right))


def _describe(answers: Answers, found: Collection[str], right: Collection[str]) -> str:
    said, given = (", ".join(sorted(verdicts)) for verdicts in (found, right))
    return f"{describe(answers)}: {said}, its completions give {given}"


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


def settled_means_settled(space: Space, use: str) -> Iterator[Tally]:
    """The questionnaire calls the verdict settled as soon as every completion agrees, and never before.

    At every stage that the questionnaire can reach for one use. Options of one level share a stage.
    """
    completions = tabulate_completions(space, use)
    for stage in walk(space, use):
        agree = completions[space.find_code(stage.answers.options)].bit_count() == 1
        called = not stage.mattering
        yield Tally(1, None if called == agree else f"{describe(stage.answers)}: settled {called}, agreed {agree}")


def what_can_matter_is_asked(space: Space, use: str) -> Iterator[Tally]:
    """A question is asked if, and only if, changing its answer alone can still change the verdict.

    At every stage that the questionnaire can reach for one use. Options of one level share a stage.
    """
    for stage in walk(space, use):
        code = space.find_code(stage.answers.options)
        for question in space.questions:
            if question.key not in stage.answers:
                matters = bool(tabulate_movers(space, use, question.key)[code])
                right = matters == (question.key in stage.mattering)
                yield Tally(1, None if right else f"{describe(stage.answers)}: {question.key} matters: {matters}")
