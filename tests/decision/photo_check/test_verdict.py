import pytest

from decision.core.advice import Advice, advise
from decision.core.answers import read_answers
from decision.core.framework import load_framework
from decision.photo_check.page import describe_answer, list_weighed
from decision.photo_check.verdict import Weighed, list_detail_parameters, read_sightings, weigh_sightings
from decision.photo_check.words import words

DIRECTORY: dict[str, str | list[str]] = {
    "use": ["internal-directory"],
    "screening": "no",
    "size": "thumbnail",
    "matching": "no",
}


def advise_on(raw: dict[str, str | list[str]]) -> Advice:
    framework = load_framework()
    return advise(framework, read_answers(framework, raw))


def see(*odd: str) -> dict[str, str]:
    return {f"look-{place}": "odd" for place in odd}


@pytest.mark.parametrize(
    ("raw", "odd", "advice"),
    [
        (DIRECTORY, 0, "use-it"),
        (DIRECTORY, 1, "use-it"),
        (DIRECTORY, 2, "choose-another"),
        (DIRECTORY, 4, "do-not-use"),
        ({"use": ["press-kit"]}, 0, "only-if-real"),
        ({"use": ["press-kit"]}, 1, "do-not-use"),
    ],
)
def test_advice_on_odd_places_depends_on_the_stakes(raw: dict[str, str | list[str]], odd: int, advice: str) -> None:
    sightings = read_sightings({"look-expression": "fine"} | see(*list(words().detail)[:odd]))

    answer = weigh_sightings(advise_on(raw), sightings)

    assert [weighed.advice for weighed in answer.weighed] == [advice]


def test_several_uses_are_weighed_by_their_own_stakes() -> None:
    advice = advise_on({**DIRECTORY, "use": ["internal-directory", "press-kit"]})

    answer = weigh_sightings(advice, read_sightings(see("eyes")))

    assert answer.weighed == (
        Weighed("studio", "do-not-use", ("press-kit",)),
        Weighed("ai", "use-it", ("internal-directory",)),
    )


def test_a_use_with_an_open_verdict_is_named_and_not_weighed() -> None:
    answer = weigh_sightings(advise_on({"use": ["internal-directory", "press-kit"]}), read_sightings(see("eyes")))

    assert answer.weighed == (Weighed("studio", "do-not-use", ("press-kit",)),)
    assert answer.open_uses == ("internal-directory",)


def test_open_stakes_are_weighed_for_each_verdict_that_is_still_possible() -> None:
    answer = weigh_sightings(advise_on({}), read_sightings(see("eyes", "hair")))

    assert answer.weighed == (
        Weighed("studio", "do-not-use"),
        Weighed("plain", "do-not-use"),
        Weighed("ai-for-now", "choose-another"),
        Weighed("ai", "choose-another"),
    )
    assert describe_answer(answer) == "Two odd spots"


def test_what_is_unclear_or_open_is_named_and_counts_as_not_odd() -> None:
    sightings = read_sightings({"look-eyes": "unclear", "look-hair": "fine"})

    answer = weigh_sightings(advise_on(DIRECTORY), sightings)

    assert (answer.odd, answer.unclear, len(answer.open)) == ((), ("eyes",), 8)
    assert answer.weighed[0].advice == "use-it"


@pytest.mark.parametrize("seen", [{}, {"look-eyes": "unclear", "look-mouth": "absent"}])
def test_without_a_judged_place_there_is_no_advice_yet(seen: dict[str, str]) -> None:
    answer = weigh_sightings(advise_on(DIRECTORY), read_sightings(seen))

    assert answer.weighed == ()
    assert describe_answer(answer) == "Say what you see first"


def test_a_place_that_is_not_in_the_picture_is_neither_odd_nor_open() -> None:
    answer = weigh_sightings(advise_on(DIRECTORY), read_sightings({"look-hands": "absent", "look-hair": "fine"}))

    assert (answer.odd, answer.unclear, len(answer.open)) == ((), (), 8)


@pytest.mark.parametrize(
    ("raw", "odd", "sentence"),
    [
        (
            {"use": ["client-facing-bio"]},
            ("eyes", "hair"),
            "Two odd spots are too many for your client bio, where clients look closely.",
        ),
        (
            {"use": ["client-facing-bio"]},
            ("eyes",),
            "One odd spot is too many for your client bio, where clients look closely.",
        ),
        (DIRECTORY, (), "With nothing odd, it’s good enough for your staff directory, where coworkers look."),
    ],
)
def test_the_advice_is_one_sentence_about_what_was_seen_and_who_looks(
    raw: dict[str, str | list[str]], odd: tuple[str, ...], sentence: str
) -> None:
    advice = advise_on(raw)
    answer = weigh_sightings(advice, read_sightings({"look-expression": "fine"} | see(*odd)))

    (row,) = list_weighed(advice, answer)

    assert row.sentence == sentence
    assert row.title == describe_answer(answer)


def test_unknown_places_and_answers_are_left_out() -> None:
    assert read_sightings({"look-eyes": "maybe", "look-toes": "odd", "eyes": "odd"}) == {}
    assert list_detail_parameters()[0] == "look-eyes"
