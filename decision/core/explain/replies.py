"""Ask the place: what the verdict becomes once the place has said whether it accepts AI portraits."""

from dataclasses import dataclass
from typing import Literal

from decision.core.advice import Assessment
from decision.core.answers import Answers
from decision.core.framework import Framework, VerdictKey
from decision.core.possible import find_possible_verdicts


@dataclass(frozen=True)
class Reply:
    """What the place may say to "do you accept AI-made portraits?", and the answers that then hold."""

    says: Literal["yes", "no"]
    """What they say. It is the reverse of the option: a place that accepts AI images doesn't refuse them."""
    answers: Answers
    verdicts: tuple[VerdictKey, ...]
    """The verdicts possible then; a single one unless questions are open."""


def find_replies(assessment: Assessment) -> tuple[Reply, ...]:
    """Return both replies, "yes" first; empty unless `screening` is `unsure` and a reply could change the verdict."""
    framework, answers = assessment.framework, assessment.answers
    if assessment.verdict is None or answers.get("screening") != "unsure":
        return ()
    replies = (
        _apply_reply(framework, "yes", answers.with_options({"screening": "no"})),
        _apply_reply(framework, "no", answers.with_options({"screening": "yes"})),
    )
    return replies if any(reply.verdicts != (assessment.verdict,) for reply in replies) else ()


def _apply_reply(framework: Framework, says: Literal["yes", "no"], answers: Answers) -> Reply:
    return Reply(says, answers, find_possible_verdicts(framework, answers))
