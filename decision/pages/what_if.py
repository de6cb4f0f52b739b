"""What if an answer were another: what a reader can try on the result page, and what follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from decision.content import content
from decision.core.advice import Advice, Assessment
from decision.core.answers import AnswerError, Answers, read_answers
from decision.core.explain import Alternative, find_alternatives, find_changes
from decision.core.framework import Framework
from decision.core.plan import find_possible_plans

MOST_IN_VIEW = 5
LEAVE_OUT = "leave-out"


@dataclass(frozen=True)
class WhatIf:
    """Some answers changed, and something else follows or may follow."""

    label: str
    """“If recruiters look”."""
    answers: Answers
    """All answers after the change."""
    was: tuple[str, ...]
    """The changed answers as they were, for the address of the page that shows what follows."""
    name: str
    """Its name on the page: “if-viewer-recruiters”."""
    is_shown: bool
    """Whether the page shows what follows from it now."""


@dataclass(frozen=True)
class WhatIfPart:
    """Everything that a reader can try from their own answers, and what they are trying now."""

    own: Advice
    items: tuple[WhatIf, ...]
    tried: str
    """What is tried now, “if recruiters look”; else empty."""
    says: str
    """What follows from it, beside the reader's own answers; else empty."""
    limit: str
    """That nothing but another place changes anything, where that is so; else empty."""

    @property
    def in_view(self) -> tuple[WhatIf, ...]:
        return self.items[:MOST_IN_VIEW]

    @property
    def further(self) -> tuple[WhatIf, ...]:
        return self.items[MOST_IN_VIEW:]

    @property
    def shows_further(self) -> bool:
        """Whether what is tried now is among the further ones."""
        return any(item.is_shown for item in self.further)


def read_own_answers(framework: Framework, answers: Answers, was: Sequence[str]) -> Answers:
    """Return the reader's own answers: those tried, with the changed ones as they were ("viewer.recruiters").

    Raises:
        AnswerError: something in `was` is not an answer.
    """
    found: dict[str, list[str]] = {}
    for item in was:
        key, _, option = item.partition(".")
        if key not in framework.by_key:
            raise AnswerError(f"There is no question {key[:40]!r} to change back.")
        found.setdefault(key, []).append(option)
    return read_answers(framework, {**answers.as_dict(), **found})


def describe_what_if(own: Advice, tried: Assessment | None = None) -> WhatIfPart:
    """Return what the reader can try from their own settled answers; `tried` is what they are trying now."""
    answers = list_what_ifs(own)
    return WhatIfPart(
        own,
        tuple(_describe(own, one, is_shown=tried is not None and one == tried.answers) for one in answers),
        f"if {phrase_change(own.answers, tried.answers)}" if tried else "",
        describe_trial(own, tried) if tried else "",
        _say_what_little_changes(own, answers),
    )


def _say_what_little_changes(own: Advice, tried: Sequence[Answers]) -> str:
    if not tried:
        return "Nothing that you can choose changes it."
    if any(one.uses == own.answers.uses for one in tried):
        return ""
    return "Only the choice of places changes it." if own.answers.uses[1:] else "Only another place would change it."


def list_what_ifs(advice: Advice) -> tuple[Answers, ...]:
    """Return the answers that a reader can try, the certain and nearest first.

    Where the advice is to leave the photo off, nothing matters but whether somebody asks for one.
    """
    if advice.plan == LEAVE_OUT:
        return (advice.answers.with_options({"requested": "yes"}),)
    changes = find_changes(advice) or ()
    further = (change.answers for change in changes if "use" in change.questions or len(change.questions) > 1)
    return tuple(dict.fromkeys([*_vary(advice), *further, *_leave_out(advice)]))


def _vary(advice: Advice) -> Iterator[Answers]:
    """Yield the answers with one of them changed. Of options that count alike, the first in what_if.toml."""
    firsts: dict[tuple[str, int], Alternative] = {}
    for step in sorted(find_alternatives(advice), key=_find_line):
        firsts.setdefault((step.question, advice.framework.by_key[step.question].rank_of[step.option]), step)
    for step in sorted(firsts.values(), key=lambda step: _rank(advice, step)):
        yield advice.answers.with_options({step.question: step.option})


def _find_line(step: Alternative) -> int:
    """Return the number of an option among those of its question in what_if.toml."""
    return [*content().what_if[step.question]].index(step.option)


def _rank(advice: Advice, step: Alternative) -> tuple[bool, int, int]:
    question = advice.framework.by_key[step.question]
    distance = abs(question.rank_of[step.option] - question.rank_of[advice.answers.options[step.question]])
    return len(step.verdicts) > 1, distance, advice.framework.questions.index(question)


def _leave_out(advice: Advice) -> Iterator[Answers]:
    """Yield the answers of someone whom nobody asks for a photo, where that was a question."""
    if advice.answers.get("requested"):
        answers = advice.answers.with_options({"requested": "no"})
        if find_possible_plans(advice.framework, answers) == (LEAVE_OUT,):
            yield answers


def _describe(own: Advice, answers: Answers, *, is_shown: bool) -> WhatIf:
    keys = _find_changed(own.answers, answers)
    was = tuple(f"{key}.{option}" for key in keys for option in _list(own.answers, key))
    name = "-".join(["if", *(f"{key}-{'-'.join(_list(answers, key))}" for key in keys)])
    return WhatIf(f"If {phrase_change(own.answers, answers)}", answers, was, name, is_shown)


def _find_changed(before: Answers, after: Answers) -> list[str]:
    keys = [key for key, option in after.options.items() if option != before.options[key]]
    return keys if before.uses == after.uses else ["use", *keys]


def _list(answers: Answers, key: str) -> tuple[str, ...]:
    return answers.uses if key == "use" else (answers.options[key],)


def phrase_change(before: Answers, after: Answers) -> str:
    """Return the changed answers as they follow “If”."""
    phrases = content().what_if
    changed = [key for key in _find_changed(before, after) if key != "use"]
    return " and ".join([*_phrase_uses(before, after), *(phrases[key][after.options[key]] for key in changed)])


def _phrase_uses(before: Answers, after: Answers) -> Iterator[str]:
    nouns = content().clauses.place
    came, left = (
        [use for use in one.uses if use not in other.uses] for one, other in ((after, before), (before, after))
    )
    if came:
        instead = " instead" if left else " too"
        yield f"it’s for {' and '.join(nouns[use] for use in came)}{instead}"
    elif left:
        yield f"it isn’t for {' or '.join(nouns[use] for use in left)}"


def describe_trial(own: Assessment, tried: Assessment) -> str:
    """Return in one sentence what follows from the tried answers, beside what follows from the reader's own."""
    change = phrase_change(own.answers, tried.answers)
    then, now = _conclude(tried), _conclude(own)
    if then == now:
        return f"If {change}, {then}, just as by your own answers."
    return f"If {change}, {then}. By your own answers, {now}."


def _conclude(assessment: Assessment) -> str:
    if find_possible_plans(assessment.framework, assessment.answers) == (LEAVE_OUT,):
        return "the best photo is none"
    if assessment.verdict is None:
        return "it depends on a few more answers"
    return content().verdicts[assessment.verdict].then


def describe_solidity(advice: Advice, steps: Sequence[Alternative]) -> str:
    """Return in one sentence whether a single answer, a step higher or lower, could flip the verdict."""
    if advice.plan == LEAVE_OUT:
        return "This is solid as long as nobody asks for a photo."
    if not steps:
        return "This is solid: no single answer, a step higher or lower, would flip it."
    phrases = dict.fromkeys(content().what_if[step.question][step.option] for step in steps)
    return f"This is a close call: it could come out differently if {', or if '.join([*phrases][:MOST_IN_VIEW])}."
