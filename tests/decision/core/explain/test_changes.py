"""What would change the verdict, compared with trying every change and every list of up to three uses."""

from collections.abc import Iterator
from itertools import combinations, product

from decision.core.advice import assess
from decision.core.answers import Answers, read_answers
from decision.core.explain import Change, can_change_without_use, find_changes
from decision.core.framework import load_framework
from decision.core.possible import find_possible_verdicts
from tests.decision.drawing import draw_answers

FRAMEWORK = load_framework("2026.1")
COMPLETE = {
    "screening": "no", "lifespan": "weeks", "size": "thumbnail", "matching": "no", "meeting": "rarely",
    "field": "other", "career": "student", "worn": "none", "current": "none", "selfies": "good", "place": "nyc",
    "deadline": "flexible", "budget": "300-1049",
}  # fmt: skip
LISTS = [uses for size in (1, 2, 3) for uses in combinations(FRAMEWORK.uses, size)]


def answer(**raw: str | list[str]) -> Answers:
    return read_answers(FRAMEWORK, raw)


def list_options(changes: tuple[Change, ...] | None) -> list[tuple[dict[str, str | list[str]], str]]:
    assert changes is not None
    return [(change.options, change.verdict) for change in changes]


def try_every_change(answers: Answers, count: int) -> Iterator[tuple[dict[str, str | list[str]], str]]:
    """Return every certain change of this many answers."""
    keys = [key for key in ("use", "lifespan", "size", "matching", "viewer") if key in answers]
    keys += ["screening"] if answers.get("screening") == "unsure" else []
    before = find_possible_verdicts(FRAMEWORK, answers)
    for changed in combinations(keys, count):
        rooms = [LISTS if key == "use" else list(FRAMEWORK.by_key[key].by_key) for key in changed]
        for picked in product(*rooms):
            after = {**answers.as_dict(), **dict(zip(changed, picked, strict=True))}
            verdicts = find_possible_verdicts(FRAMEWORK, read_answers(FRAMEWORK, after))
            new: dict[str, str | list[str]] = {
                key: list(after[key]) if key == "use" else str(after[key]) for key in changed
            }
            differs = all(new[key] != answers.as_dict()[key] for key in changed)
            if differs and len(verdicts) == 1 and verdicts != before:
                yield new, verdicts[0]


def test_agrees_with_trying_every_change() -> None:
    counts = set()
    for seed in range(24):
        answers = draw_answers(FRAMEWORK, seed, share=(1, 0.7)[seed % 2], uses=(1, 2))

        found = find_changes(assess(FRAMEWORK, answers))

        changes_of_use = [not change.leaves_use_alone for change in found or ()]
        assert changes_of_use == sorted(changes_of_use), seed
        is_settled = len(find_possible_verdicts(FRAMEWORK, answers)) == 1
        tried = ((count, list(try_every_change(answers, count))) for count in (1, 2) if is_settled)
        count, possible = next((pair for pair in tried if pair[1]), (0, []))
        without_use = [item for item in possible if "use" not in item[0]]
        assert {len(change.questions) for change in found or ()} == ({count} if count else set()), seed
        assert all(item in possible for item in list_options(found or ())), seed
        assert sum(change.leaves_use_alone for change in found or ()) == min(3, len(without_use)), seed
        counts.add(count)
    assert counts == {0, 1}


def test_names_a_change_of_each_kind_before_a_second_of_one_kind() -> None:
    answers = answer(use="faculty-page", viewer="visitors", **{**COMPLETE, "screening": "unsure"})

    changes = find_changes(assess(FRAMEWORK, answers))

    assert list_options(changes) == [
        ({"lifespan": "months"}, "ai-for-now"),
        ({"size": "page"}, "ai-for-now"),
        ({"matching": "yes"}, "ai-for-now"),
    ]


def test_options_of_one_level_come_before_another_use() -> None:
    answers = answer(use="faculty-page", viewer="nobody", **COMPLETE)

    changes = find_changes(assess(FRAMEWORK, answers))

    assert list_options(changes) == [
        ({"viewer": "clients"}, "ai-for-now"),
        ({"viewer": "recruiters"}, "ai-for-now"),
        ({"viewer": "selectors"}, "ai-for-now"),
    ]


def test_a_use_is_left_out_before_another_comes() -> None:
    answers = answer(use=["internal-directory", "press-kit"], **COMPLETE)

    changes = find_changes(assess(FRAMEWORK, answers))

    assert list_options(changes)[0] == ({"use": ["internal-directory"]}, "ai")


def test_a_single_use_that_is_too_high_is_replaced() -> None:
    changes = find_changes(assess(FRAMEWORK, answer(use="press-kit", **COMPLETE)))

    assert list_options(changes) == [({"use": ["internal-directory"]}, "ai")]


def test_a_use_that_would_have_to_ask_for_the_viewer_is_no_certain_change() -> None:
    highest = {
        "screening": "unsure", "lifespan": "years", "size": "print", "matching": "yes", "meeting": "usually",
        "field": "law", "career": "senior", "worn": "glasses",
    }  # fmt: skip

    changes = find_changes(assess(FRAMEWORK, answer(use="client-facing-bio", **{**COMPLETE, **highest})))

    assert list_options(changes) == [
        ({"use": ["internal-directory"], "lifespan": "months"}, "ai-for-now"),
        ({"use": ["internal-directory"], "size": "page"}, "ai-for-now"),
        ({"use": ["internal-directory"], "matching": "no"}, "ai-for-now"),
    ]


def test_a_use_is_added_when_that_gives_a_higher_verdict() -> None:
    answers = answer(use="internal-directory", **COMPLETE)

    changes = find_changes(assess(FRAMEWORK, answers))

    assert list_options(changes)[0] == ({"use": ["internal-directory", "client-facing-bio"]}, "studio")


def test_nobody_is_taught_to_deny_that_ai_is_refused() -> None:
    answers = answer(use="company-page", viewer="nobody", **{**COMPLETE, "screening": "yes"})

    assert find_changes(assess(FRAMEWORK, answers)) == ()
    assert not can_change_without_use(assess(FRAMEWORK, answers))


def test_what_one_is_unsure_of_may_be_found_out() -> None:
    answers = answer(use="company-page", viewer="clients", **{**COMPLETE, "screening": "unsure", "size": "page"})

    changes = find_changes(assess(FRAMEWORK, answers))

    assert list_options(changes) == [
        ({"size": "thumbnail"}, "ai-for-now"),
        ({"viewer": "visitors"}, "ai-for-now"),
        ({"viewer": "colleagues"}, "ai"),
    ]
    assert changes is not None
    assert [change.to_find_out for change in changes] == [(), ("viewer",), ("viewer",)]


def test_an_incomplete_set_without_a_certain_change_says_nothing() -> None:
    assert find_changes(assess(FRAMEWORK, answer(use="press-kit"))) is None
    assert find_changes(assess(FRAMEWORK, answer(use="company-page", viewer="nobody", screening="yes"))) is None


def test_without_the_plan_answers_a_set_is_not_complete() -> None:
    verdict_questions = [question.key for question in FRAMEWORK.verdict_questions]
    options = {key: option for key, option in COMPLETE.items() if key in verdict_questions}

    assert find_changes(assess(FRAMEWORK, answer(use="press-kit", **{**options, "screening": "yes"}))) is None


def test_an_open_verdict_cannot_change() -> None:
    assert find_changes(assess(FRAMEWORK, answer(use="linkedin"))) is None
    assert not can_change_without_use(assess(FRAMEWORK, answer(use="linkedin")))


def test_a_use_may_leave_nothing_to_choose() -> None:
    assert not can_change_without_use(assess(FRAMEWORK, answer(use="press-kit", **COMPLETE)))
    assert can_change_without_use(assess(FRAMEWORK, answer(use="company-page", viewer="nobody", **COMPLETE)))
