"""What each answer would mean to a question that the person left open, side by side, and how to find out."""

from collections.abc import Mapping
from dataclasses import dataclass

from decision.content import content
from decision.content.model import Guide, VerdictText
from decision.core.advice import Advice
from decision.core.answers import Answers
from decision.core.framework import Question
from decision.core.readings import Reading
from decision.core.versions import NewerResult
from decision.pages.charts import Scale, lay_out_scale
from decision.pages.result import describe_newer
from decision.pages.words import AnsweredQuestion, UseRow, describe_uses, list_answered
from decision.sentences import join_words

VIEWERS = {
    "colleagues": "coworkers",
    "visitors": "interested strangers",
    "clients": "clients",
    "recruiters": "recruiters",
    "selectors": "others who choose people",
}
"""Viewer -> who looks, inside a sentence."""
COMPETITION = {"open": "most people who apply get in", "competitive": "many apply for few places"}
NOT_SURE = {
    "viewer": "You’re not sure who looks at it.",
    "competition": "You’re not sure how hard it is to get in.",
}
"""Question -> what the person is not sure of."""
FIND_OUT = {
    "viewer": (
        "Ask the people who run the page who reads it.",
        "On LinkedIn, open “Who viewed your profile”: it names employers and lines of work.",
        "If you are looking for work or for clients, count on being looked up by them.",
    ),
    "competition": (
        "Ask them how many people apply, and how many they take.",
        "Look at the posting: shift work, seasonal jobs and background roles take most people who apply.",
        "A long form, several rounds or a known name mean that many apply.",
    ),
}
"""Question -> how to find out."""


@dataclass(frozen=True)
class ReadingRow:
    """Some answers to the open question, and what follows from each of them."""

    condition: str
    """As it follows “If”."""
    verdicts: tuple[VerdictText, ...]
    """More than one where answers with different verdicts share a reading."""
    plans: tuple[Guide, ...]
    answers: Answers
    """With the most careful look among these answers."""


@dataclass(frozen=True)
class Readings:
    """The readings of answers that leave the verdict open for good."""

    advice: Advice
    question: Question
    not_sure: str
    rows: tuple[ReadingRow, ...]
    scale: Scale
    find_out: tuple[str, ...]
    uses: list[UseRow]
    answered: list[AnsweredQuestion]


@dataclass(frozen=True)
class ReadingsPage(Readings):
    """The page of an open verdict, and what its address says beside the answers."""

    newer: NewerResult | None
    contested: tuple[str, ...]
    problems: tuple[str, ...]
    kept: Mapping[str, str | tuple[str, ...]]

    @property
    def newer_says(self) -> str:
        """What the newest version says, in words."""
        return describe_newer(self.newer) if self.newer else ""


def describe_readings(advice: Advice) -> Readings:
    """Return the readings; the advice has some."""
    question = advice.framework.by_key[advice.readings[0].question]
    return Readings(
        advice=advice,
        question=question,
        not_sure=NOT_SURE[question.key],
        rows=tuple(_describe(reading) for reading in advice.readings),
        scale=lay_out_scale(advice),
        find_out=FIND_OUT[question.key],
        uses=describe_uses(advice),
        answered=list_answered(advice.framework, advice.answers),
    )


def _describe(reading: Reading) -> ReadingRow:
    return ReadingRow(
        condition=_write_condition(reading),
        verdicts=tuple(content().verdicts[verdict] for verdict in reading.verdicts),
        plans=tuple(content().plans[plan] for plan in reading.plans),
        answers=reading.answers,
    )


def _write_condition(reading: Reading) -> str:
    """Return the options of a reading as a clause; viewers from the lowest up as “at most” the highest of them."""
    if reading.question == "competition":
        return join_words([COMPETITION[option] for option in reading.options])
    if reading.options == ("nobody",):
        return "nobody in particular looks at it"
    if "nobody" in reading.options:
        return f"at most {VIEWERS[reading.options[-1]]} look at it"
    return join_words([VIEWERS[option] for option in reading.options], "or") + " look at it"
