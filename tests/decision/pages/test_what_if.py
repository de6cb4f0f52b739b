"""What a reader can try: the results are right, and everything that can be tried has words."""

import pytest

from decision.content import content
from decision.core.advice import Advice, advise
from decision.core.answers import AnswerError, Answers, read_answers
from decision.core.explain.changes import CHOICES, TO_FIND_OUT
from decision.core.framework import Framework, load_framework, versions
from decision.core.scoring import score_use
from decision.pages.what_if import describe_solidity, describe_what_if, list_what_ifs, read_own_answers
from tests.decision.drawing import draw_answers

FRAMEWORK = load_framework()


def advise_raw(**raw: str | list[str]) -> Advice:
    return advise(FRAMEWORK, read_answers(FRAMEWORK, raw))


def conclude(framework: Framework, answers: Answers) -> str:
    """Return the result of complete answers from the points: a verdict, or to leave the photo off."""
    if answers.get("requested") == "no" and set(answers.uses) == {"job-application"}:
        return "leave-out"
    return framework.verdict_of(max(score_use(framework, use, answers.options) for use in answers.uses))


def list_single_changes(answers: Answers) -> list[Answers]:
    """Return the answers with one changed that a person can choose or find out."""
    keys = [key for key in (*CHOICES, *TO_FIND_OUT) if key != "screening" or answers.get(key) == "unsure"]
    return [answers.with_options({key: option}) for key in keys for option in FRAMEWORK.by_key[key].by_key]


@pytest.mark.parametrize("seed", range(200))
def test_what_is_offered_changes_the_outcome_and_nothing_nearer_is_kept_back(seed: int) -> None:
    own = draw_answers(FRAMEWORK, seed, uses=(1, 1, 2))
    now = conclude(FRAMEWORK, own)

    offered = list_what_ifs(advise(FRAMEWORK, own))

    outcomes = [conclude(FRAMEWORK, tried) for tried in offered]
    assert now not in outcomes
    if now != "leave-out":
        missed = {conclude(FRAMEWORK, tried) for tried in list_single_changes(own)} - {now, *outcomes}
        assert missed == set()


def test_every_option_that_can_be_tried_has_words_and_no_other_has() -> None:
    questions = [q for version in versions() for q in load_framework(version).questions]
    tried = {
        (q.key, key)
        for q in questions
        if (q.decides == "verdict" and not q.many) or q.key == "requested"
        for key in q.by_key
    }

    worded = {(key, option) for key, options in content().what_if.items() for option in options}

    assert worded == tried


def test_the_certain_and_nearest_come_first() -> None:
    part = describe_what_if(
        advise_raw(
            use="linkedin", viewer="visitors", screening="no", matching="no", lifespan="weeks", size="page",
            meeting="sometimes",
        )
    )  # fmt: skip

    assert [item.label for item in part.items[:4]] == [
        "If recruiters look",
        "If only coworkers look",
        "If nobody in particular looks",
        "If it’s only for a few months",
    ]


def test_an_address_says_what_was_changed_and_leads_back() -> None:
    own = advise_raw(
        use=["internal-directory", "press-kit"], screening="no", matching="no", lifespan="weeks", size="thumbnail"
    )
    (item, *_) = describe_what_if(own).items

    assert item.label == "If it isn’t for your press kit"
    assert item.was == ("use.internal-directory", "use.press-kit")
    assert read_own_answers(FRAMEWORK, item.answers, item.was) == own.answers


@pytest.mark.parametrize("was", ["shoes.red", "viewer.aliens", "viewer", "use.linkedin.x"])
def test_an_answer_that_cannot_have_been_is_refused(was: str) -> None:
    with pytest.raises(AnswerError):
        read_own_answers(FRAMEWORK, advise_raw(use="press-kit").answers, [was])


def test_what_follows_is_said_together_with_the_own_answers() -> None:
    own = advise_raw(use="linkedin", viewer="recruiters")

    part = describe_what_if(own, advise_raw(use="linkedin", viewer="visitors"))

    assert part.tried == "if curious strangers look"
    assert part.says == (
        "If curious strangers look, it depends on a few more answers."
        " By your own answers, it takes a real, directed photograph."
    )
    assert [item.is_shown for item in part.items] == [True, False, False, False]


def test_an_application_without_a_photo_can_only_be_asked_for_one() -> None:
    own = advise_raw(use="job-application", competition="open", requested="no")

    part = describe_what_if(own, advise_raw(use="job-application", competition="open", requested="yes"))

    assert [item.label for item in part.items] == ["If they do ask for a photo"]
    assert part.says.startswith("If they do ask for a photo, ")
    assert part.says.endswith(" the best photo is none.")


def test_a_verdict_that_only_another_place_would_change_says_so() -> None:
    assert describe_what_if(advise_raw(use="press-kit")).limit == "Only another place would change it."
    assert describe_what_if(advise_raw(use="linkedin", viewer="recruiters")).limit == ""


def test_a_verdict_without_a_step_to_another_is_solid() -> None:
    advice = advise_raw(use="press-kit")

    assert describe_solidity(advice, ()) == "This is solid: no single answer, a step higher or lower, would flip it."
