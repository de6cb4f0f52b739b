"""What the verdict is if the place accepts AI portraits, and if it doesn’t."""

from decision.core.advice import assess
from decision.core.answers import Answers, read_answers
from decision.core.explain import Reply, find_replies
from decision.core.framework import load_framework

FRAMEWORK = load_framework("2026.1")
UNSURE = {
    "viewer": "visitors", "screening": "unsure", "lifespan": "weeks", "size": "thumbnail", "matching": "no",
    "meeting": "rarely", "field": "other", "career": "student", "worn": "none",
}  # fmt: skip


def answer(**raw: str | list[str]) -> Answers:
    return read_answers(FRAMEWORK, raw)


def test_yes_means_that_ai_is_not_refused() -> None:
    answers = answer(use="linkedin", **UNSURE)

    replies = find_replies(assess(FRAMEWORK, answers))

    assert replies == (
        Reply("yes", answers.with_options({"screening": "no"}), ("ai",)),
        Reply("no", answers.with_options({"screening": "yes"}), ("studio",)),
    )


def test_with_questions_open_a_reply_may_leave_several_verdicts() -> None:
    answers = answer(use="company-page", viewer="clients", screening="unsure", size="page")

    replies = find_replies(assess(FRAMEWORK, answers))

    assert [(reply.says, reply.verdicts) for reply in replies] == [
        ("yes", ("ai-for-now", "studio")),
        ("no", ("studio",)),
    ]


def test_nobody_is_asked_when_no_reply_matters() -> None:
    assert find_replies(assess(FRAMEWORK, answer(use="press-kit", screening="unsure"))) == ()


def test_nobody_is_asked_what_is_known() -> None:
    assert find_replies(assess(FRAMEWORK, answer(use="linkedin", **{**UNSURE, "screening": "no"}))) == ()


def test_nobody_is_asked_while_the_verdict_is_open() -> None:
    assert find_replies(assess(FRAMEWORK, answer(use="linkedin", screening="unsure"))) == ()
