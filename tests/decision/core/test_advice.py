"""One evaluation, put together."""

import pytest

from decision.core.advice import Advice, UseAdvice, advise, is_complete, list_answers_that_count
from decision.core.answers import Answers, read_answers
from decision.core.cautions import find_options_that_count
from decision.core.framework import load_framework
from decision.core.packages import PackageOffer

FRAMEWORK = load_framework("2026.1")
PRACTICAL = {"current": "none", "selfies": "good", "place": "nyc", "deadline": "flexible", "budget": "300-1049"}
LINKEDIN = PackageOffer("linkedin-headshot", "LinkedIn Headshot", 300, True, (), ("linkedin",))
DELUXE = PackageOffer("deluxe-corporate", "Deluxe Corporate", 1050, False, (), ("linkedin", "press-kit"))


def answer(**raw: str | list[str]) -> Answers:
    return read_answers(FRAMEWORK, raw)


def advise_on(*offers: PackageOffer, **raw: str | list[str]) -> Advice:
    return advise(FRAMEWORK, answer(**raw), offers)


def test_while_the_verdict_is_open_nothing_is_claimed() -> None:
    advice = advise_on(use="company-page", viewer="visitors")

    assert advice.missing == ("screening", "lifespan", "size", "matching", "meeting", "field", "career", "worn")
    assert (advice.settled, advice.verdict, advice.stakes, advice.stakes_at_least) == (False, None, None, False)
    assert advice.possible_verdicts == ("ai", "ai-for-now", "studio")
    assert (advice.contributions, advice.plan, advice.deciding_use) == ((), None, None)
    assert advice.uses == (UseAdvice("company-page", ("ai", "ai-for-now", "studio"), None),)


def test_once_settled_the_plan_questions_are_missing() -> None:
    advice = advise_on(use="press-kit", place="nyc")

    assert advice.missing == ("current", "deadline", "budget")
    assert (advice.settled, advice.verdict, advice.stakes, advice.stakes_at_least) == (True, "studio", 70, True)
    assert advice.possible_plans == ("keep-current", "bridge-then-book", "book-studio")


def test_with_every_question_answered_the_stakes_are_exact() -> None:
    advice = advise_on(
        use="personal-website", viewer="visitors", screening="no", lifespan="months", size="page", matching="no",
        meeting="sometimes", field="academia", career="early", worn="glasses",
    )  # fmt: skip

    assert (advice.verdict, advice.stakes, advice.stakes_at_least) == ("ai-for-now", 35, False)
    assert sum(row.points for row in advice.contributions) == 35


def test_a_photo_that_is_strong_is_kept_before_the_verdict_is_known() -> None:
    advice = advise_on(use="linkedin", current="strong")

    assert (advice.verdict, advice.plan) == (None, "keep-current")


def test_with_the_use_open_the_lowest_is_certain() -> None:
    advice = advise_on(screening="yes")

    assert (advice.verdict, advice.stakes, advice.stakes_at_least) == ("studio", 70, True)
    assert (advice.deciding_use, advice.uses) == (None, ())
    assert [(row.question or row.rule, row.points) for row in advice.contributions] == [
        ("screening", 9),
        ("ai-refused", 61),
    ]


def test_a_use_stays_open_that_the_overall_verdict_does_not_need() -> None:
    advice = advise_on(use=["company-page", "press-kit"])

    assert advice.verdict == "studio"
    assert advice.uses == (
        UseAdvice("company-page", ("ai", "ai-for-now", "studio"), None),
        UseAdvice("press-kit", ("studio",), 70),
    )
    assert advice.deciding_use == "press-kit"


def test_of_uses_that_share_an_index_the_first_in_the_table_decides() -> None:
    assert advise_on(use=["job-application", "speaker-bio"]).deciding_use == "speaker-bio"


def test_cautions_wait_for_the_verdict_where_they_depend_on_it() -> None:
    assert advise_on(use="linkedin", worn="glasses").cautions == ()
    assert advise_on(use="internal-directory", screening="no", size="page", matching="no", worn="glasses").cautions == (
        "glasses",
    )


def test_a_viewer_that_does_not_count_cautions_about_nothing() -> None:
    answers = answer(use="internal-directory", viewer="clients")

    assert find_options_that_count(FRAMEWORK, answers, "viewer") == ("colleagues",)
    assert advise(FRAMEWORK, answers).cautions == ()
    assert list_answers_that_count(FRAMEWORK, answers) == ("use",)


def test_each_use_has_its_own_viewer() -> None:
    answers = answer(use=["linkedin", "press-kit", "medical-bio"], viewer="recruiters")

    assert find_options_that_count(FRAMEWORK, answers, "viewer") == ("clients", "recruiters", "selectors")


def test_a_set_is_complete_with_what_its_uses_ask_and_the_plan_answers() -> None:
    verdict_answers = {
        "screening": "no", "lifespan": "weeks", "size": "page", "matching": "no", "meeting": "rarely",
        "field": "other", "career": "early", "worn": "none",
    }  # fmt: skip

    assert is_complete(FRAMEWORK, answer(use="press-kit", **verdict_answers, **PRACTICAL))
    assert not is_complete(FRAMEWORK, answer(use="linkedin", **verdict_answers, **PRACTICAL))
    assert is_complete(FRAMEWORK, answer(use="linkedin", viewer="nobody", **verdict_answers, **PRACTICAL))
    assert not is_complete(FRAMEWORK, answer(use="press-kit", **verdict_answers))
    assert not is_complete(FRAMEWORK, answer(**verdict_answers, **PRACTICAL))


@pytest.mark.parametrize(
    ("raw", "slug"),
    [
        ({"use": "linkedin", "viewer": "recruiters", **PRACTICAL}, "linkedin-headshot"),
        ({"use": "linkedin", "viewer": "recruiters", **PRACTICAL, "budget": "1050-plus"}, "linkedin-headshot"),
        ({"use": "press-kit", **PRACTICAL, "budget": "1050-plus"}, "deluxe-corporate"),
        ({"use": "press-kit", **PRACTICAL}, None),
        ({"use": "linkedin", "viewer": "recruiters", **PRACTICAL, "budget": "under-50"}, None),
        ({"use": "linkedin", "viewer": "recruiters", **PRACTICAL, "place": "elsewhere"}, None),
        ({"use": "linkedin", "viewer": "recruiters", **PRACTICAL, "current": "strong"}, None),
        ({"use": "linkedin"}, None),
    ],
)
def test_names_the_cheapest_package_made_for_the_deciding_use(raw: dict[str, str], slug: str | None) -> None:
    package = advise_on(LINKEDIN, DELUXE, **raw).package

    assert (package.slug if package else None) == slug
