"""Rule 9: the points add up, the reasons given force the verdict, and what would change it does."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice, pairwise, product

from decision.content import content
from decision.core.advice import assess
from decision.core.answers import Answers
from decision.core.explain import Change
from decision.core.framework import Framework
from decision.proof.completions import tabulate_completions
from decision.proof.promise import Tally
from decision.proof.space import Space, describe, score


def changes_are_certain_and_fewest(space: Space, use: str) -> Iterator[Tally]:
    """What is said to change the verdict certainly gives the verdict that it says, and nothing less would do.

    Only what can be chosen or found out is changed. One set in ten, all with `--full`.
    """
    plan_answers = {question.key: question.options[0].key for question in space.framework.plan_questions}
    for _, answers in islice(space.list_sets(use, {}), 0, None, space.what_if_every):
        complete = Answers(answers.uses, {**answers.options, **plan_answers})
        changes = space.engine.find_changes(assess(space.framework, complete))
        yield Tally(1, _Case(space, complete).find_fault(changes))


@dataclass(frozen=True)
class _Case:
    """A complete set of answers of one use, and what its changes have to be."""

    space: Space
    answers: Answers

    @cached_property
    def keys(self) -> list[str]:
        """The questions whose answers may be changed."""
        keys = (*self.space.specification.choices, *self.space.specification.to_find_out)
        return [key for key in keys if key != "screening" or self.answers.get(key) == "unsure" if key in self.answers]

    @cached_property
    def steps(self) -> dict[str, int]:
        """Question -> what its answer adds to the code; nothing for `use`, which has a table of its own."""
        codes = self.space.codes
        return {key: codes[key][self.answers.options[key]] for key in self.keys if key != "use"} | {"use": 0}

    @cached_property
    def code(self) -> int:
        """The code of all answers."""
        return self.space.find_code(self.answers.options)

    @cached_property
    def present(self) -> int:
        """The verdict of the answers as they are, as a bit."""
        return tabulate_completions(self.space, self.answers.uses[0])[self.code]

    def can_change(self, tried: Iterable[Collection[str]]) -> bool:
        """Whether other answers to one of these groups of questions certainly give another verdict."""
        return any(map(self._can_change, tried))

    def _can_change(self, keys: Collection[str]) -> bool:
        code = self.code - sum([self.steps[key] for key in keys])
        use = None if "use" in keys else self.answers.uses[0]
        if tabulate_completions(self.space, use)[code] == self.present:
            return False
        # With all else answered a change is certain, except that another use may ask what this one does not.
        return use is not None or self._try_uses(code, keys)

    def _try_uses(self, code: int, keys: Collection[str]) -> bool:
        """Whether some use with some answers to the other questions certainly gives another verdict."""
        codes = self.space.codes
        moves = product(*({*codes[key].values()} - {0} for key in keys if key != "use"))
        tried = [code + sum(move) for move in moves]
        found = {tabulate_completions(self.space, use)[code] for use in self.space.uses for code in tried}
        return any(bits.bit_count() == 1 for bits in found - {self.present})

    def find_fault(self, changes: tuple[Change, ...] | None) -> str | None:
        """Return what is wrong with the changes that are named, if anything."""
        counts = range(1, len(self.keys) + 1)
        least = next((count for count in counts if self.can_change(combinations(self.keys, count))), None)
        if changes is None or len(changes) not in ({0} if least is None else {1, 2, 3}):
            return f"{describe(self.answers)}: changes {changes}, the least number is {least}"
        for change in changes:
            if len(change.questions) != least or not {*self.keys}.issuperset(change.questions):
                return f"{describe(self.answers)}: {change.options} is more than {least} changes, or of others"
            if not self._is_right(change):
                return (
                    f"{describe(self.answers)}: {change.options} does not just that, or does not give {change.verdict}"
                )
        if sum(not change.leaves_use_alone for change in changes) > self.space.specification.use_changes:
            return f"{describe(self.answers)}: too many changes of use"
        if least and not self._puts_use_last(changes, least):
            return f"{describe(self.answers)}: changes that leave use alone do not come first"
        return None

    def _puts_use_last(self, changes: tuple[Change, ...], least: int) -> bool:
        order = [change.leaves_use_alone for change in changes]
        can_stay = self.can_change(combinations([key for key in self.keys if key != "use"], least))
        return order == sorted(order, reverse=True) and can_stay == order[0]

    def _is_right(self, change: Change) -> bool:
        """Whether just these answers are changed, and the new set certainly gives another verdict, the one named."""
        verdicts = [verdict.key for verdict in self.space.framework.verdicts]
        code = self.space.find_code(change.answers.options)
        # The verdict of a list is the highest of its uses' verdicts, and a higher verdict has a higher bit.
        found = max(tabulate_completions(self.space, use)[code] for use in change.answers.uses)
        before, after = self.answers.as_pairs(), change.answers.as_pairs()
        changed = {key for key, _ in {*before} ^ {*after}}
        return 1 << verdicts.index(change.verdict) == found != self.present and changed == {*change.questions}


def because_forces_the_verdict(space: Space, use: str) -> Iterator[Tally]:
    """The answers named as the reason force the verdict, whatever the others are; without any one they do not.

    One option for each level: its options count alike, as another line of this proof says.
    """
    for _, answers in space.list_sets(use, space.ranked):
        because = space.engine.find_because(assess(space.framework, answers))
        yield Tally(1, _find_fault(space, answers, because or ()))


def _find_fault(space: Space, answers: Answers, because: tuple[str, ...]) -> str | None:
    verdict = _complete(space, answers, {"use", *answers.options})
    if _complete(space, answers, because) != verdict:
        return f"{describe(answers)}: {because} do not force the verdict"
    for key in because:
        if _complete(space, answers, [other for other in because if other != key]) == verdict:
            return f"{describe(answers)}: {because} force the verdict even without {key}"
    return None


def _complete(space: Space, answers: Answers, keys: Collection[str]) -> int:
    """Return the verdicts, as bits, of the completions of the answers to these questions alone."""
    code = sum(space.codes[key][answers.options[key]] for key in keys if key != "use")
    return tabulate_completions(space, answers.uses[0] if "use" in keys else None)[code]


LEAST_STEP = {("screening", "yes"): 0, ("field", "consulting"): 4}
"""The first option of a level -> the least points of the step to it, where that is not the usual; 0 means just 0."""


def points_add_up(space: Space, use: str) -> Iterator[Tally]:
    """The points shown add up exactly to the stakes index shown.

    One option for each level: its options have the same points, as another line of this proof says.
    """
    for position, answers in space.list_sets(use, space.ranked):
        rows = space.engine.list_contributions(space.framework, use, answers.options)
        shown = space.engine.score_use(space.framework, use, answers.options)
        total = sum(row.points for row in rows)
        if total == shown == score(space, use)[position]:
            yield Tally(1)
        else:
            yield Tally(1, f"{describe(answers)}: the points add up to {total}, the index is {shown}")


def every_part_cites_a_document(space: Space) -> Iterator[Tally]:
    """Every part names a heading of a document, or an outside source where only that carries it."""
    for part, source in _list_sources(space.framework):
        cited = _is_heading(source) or (part in space.specification.cites_evidence and source in content().evidence)
        yield Tally(1, None if cited else f"{part} cites {source}")


def _is_heading(source: str) -> bool:
    claim = content().claims.get(source)
    return claim is not None and claim.heading in content().documents[claim.document].headings


def _list_sources(framework: Framework) -> Iterator[tuple[str, str]]:
    for verdict in framework.verdicts:
        yield f"verdict {verdict.key}", verdict.source
    for question in framework.questions:
        yield from ((f"{question.key} {option.key}", option.source) for option in question.options)
    yield from ((f"question {part.key}", part.source) for part in framework.questions)
    yield from ((f"rule {part.key}", part.source) for part in framework.rules)
    yield from ((f"plan {part.key}", part.source) for part in framework.plans)
    yield from ((f"caution {part.key}", part.source) for part in framework.cautions)


def points_keep_their_proportion(space: Space) -> Iterator[Tally]:
    """Each ordered step weighs 2 points or more, a trust profession 4 or more, and nothing more than who looks.

    Only a refusal of AI weighs as much as not knowing: a rule speaks for it.
    """
    highest = max(option.points for option in space.framework.by_key["viewer"].options)
    for question in space.framework.verdict_questions:
        for lower, upper in pairwise(question.ranks if question.ordered else ()):
            step = upper[0].points - lower[0].points
            least = LEAST_STEP.get((question.key, upper[0].key), space.specification.steps_weigh)
            right = step == 0 if least == 0 else step >= least
            yield Tally(1, None if right else f"{question.key}: the step to {upper[0].key} weighs {step}")
        for option in question.options:
            heavy = f"{question.key} {option.key} weighs {option.points}, who looks {highest} at most"
            yield Tally(1, None if option.points <= highest else heavy)
