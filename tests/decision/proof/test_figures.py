"""The figures of the proof, for a use whose sets can be counted by hand."""

from decision.core.answers import Answers
from decision.core.framework import load_framework
from decision.proof.completions import tabulate_completions, tabulate_movers
from decision.proof.figures import count_questions, count_verdicts, share_out_plans, weigh_questions
from decision.proof.space import Space, describe, judge, score, split
from decision.proof.walk import Stage, walk

SPACE = Space(load_framework("2026.1"))


def test_a_press_kit_is_a_studio_case_in_every_set() -> None:
    assert count_verdicts(SPACE, "press-kit") == {"ai": 0, "ai-for-now": 0, "studio": 13_608}


def test_a_press_kit_is_asked_one_question() -> None:
    assert count_questions(SPACE, "press-kit") == {"1": 13_608}
    assert walk(SPACE, "press-kit") == (Stage(Answers(("press-kit",), {}), 1, (), 13_608),)


def test_every_set_of_a_use_ends_the_questionnaire_once() -> None:
    assert sum(count_questions(SPACE, "linkedin").values()) == 81_648


def test_positions_and_options_say_the_same() -> None:
    options = {"viewer": "selectors", "worn": "glasses", "size": "page"}
    position = next(SPACE.list_positions({key: (option,) for key, option in options.items()}))

    assert SPACE.find_options(position) == {
        "viewer": "selectors", "screening": "no", "lifespan": "weeks", "size": "page", "matching": "no",
        "meeting": "rarely", "field": "other", "career": "student", "worn": "glasses",
    }  # fmt: skip
    assert score(SPACE, "company-page")[position] == 8 + 36 + 4 + 3
    assert judge(SPACE, "company-page")[position] == 1


def test_sets_leave_out_what_the_use_implies() -> None:
    position, answers = next(SPACE.list_sets("press-kit", {"screening": ["yes"]}))

    assert "viewer" not in answers
    assert describe(answers).startswith("use=press-kit screening=yes lifespan=weeks ")
    assert SPACE.find_options(position)["viewer"] == "selectors"


def test_splitting_keeps_the_order_of_the_other_questions() -> None:
    indexes = split(SPACE, score(SPACE, "company-page"), SPACE.framework.by_key["worn"])

    assert {option: (len(column), column[0]) for option, column in indexes.items()} == {
        "none": (27_216, 8),
        "jewellery": (27_216, 9),
        "glasses": (27_216, 11),
    }


def test_completions_are_tried_one_by_one() -> None:
    code = SPACE.find_code({"viewer": "visitors", "lifespan": "weeks", "screening": "unsure"})

    assert tabulate_completions(SPACE, "linkedin")[code] == 0b011
    assert tabulate_completions(SPACE, None)[code] == 0b111
    assert tabulate_movers(SPACE, "linkedin", "size")[code] != 0
    assert tabulate_movers(SPACE, "press-kit", "size")[code] == 0


def test_plans_are_shared_out_over_all_sets() -> None:
    space = Space(load_framework("2026.2"))

    shares = share_out_plans(space, {"id-photo": count_verdicts(space, "id-photo")})

    assert shares.by_use["id-photo"]["take-plain"] == shares.equal_uses["take-plain"] == 1
    assert sum(shares.all_uses.values()) == 1


def test_uses_may_weigh_the_same() -> None:
    questions = {"press-kit": {"1": 9}, "job-application": {"2": 1}}

    asking = weigh_questions(SPACE, questions)

    assert (asking.mean, asking.mean_equal_uses) == (1.1, 1.5)
