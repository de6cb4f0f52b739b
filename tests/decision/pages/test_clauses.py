"""Reasons as clauses: every answer with points has one."""

from decision.core.framework import load_framework
from decision.core.scoring import list_contributions
from decision.pages.clauses import CLAUSES, MILD, write_because, write_why_low

FRAMEWORK = load_framework()


def test_every_answer_with_points_has_a_clause() -> None:
    weighty = {(q.key, o.key) for q in FRAMEWORK.verdict_questions for o in q.options if o.points}

    assert weighty - set(CLAUSES) == set()


def test_clauses_name_answers_of_some_version() -> None:
    questions = [*load_framework("2026.1").questions, *FRAMEWORK.questions]
    known = {(question.key, key) for question in questions for key in question.by_key}

    assert {*CLAUSES, *MILD} - known == set()


def test_the_weightiest_answers_come_first() -> None:
    options = {"viewer": "visitors", "screening": "no", "matching": "yes", "size": "page"}

    rows = list_contributions(FRAMEWORK, "linkedin", options)

    assert write_because(rows) == (
        "strangers meet you through this photo first, people look you up there"
        " and it has to match your colleagues’ portraits"
    )


def test_low_stakes_are_told_from_what_keeps_them_low() -> None:
    rows = list_contributions(FRAMEWORK, "internal-directory", {"size": "thumbnail", "lifespan": "years"})

    assert write_why_low(rows) == "only coworkers see it and it’s small"
