"""Reasons in words: every answer has its clauses, and sentences joined from them are well formed."""

import re
from dataclasses import dataclass
from functools import cache
from random import Random

import pytest

from decision.core.advice import Advice, advise
from decision.core.answers import Answers, collect_answers, read_answers
from decision.core.framework import Framework, load_framework, versions
from decision.pages.clauses import write_reason
from tools.readability import measure_ease

FRAMEWORK = load_framework()
SETS = 2_500
SINGULAR = "is|has|was|looks|chooses|gets|stays|sees|wants|applies|meets|decides|reads|visits"
PLURAL_SUBJECTS = (
    "they|people|those|clients|patients|recruiters|editors|schools|strangers|coworkers|portraits|pictures|planners|directors"
    "|programs|reporters"
)
DISAGREEMENT = (
    rf"\b({PLURAL_SUBJECTS}) ({SINGULAR})\b"
    r"|\b((?<!see )it|(?<!see your )photo|trust|place) (are|have|look|choose|stay|call|decide)\b"
)


def draw_answers(framework: Framework, random: Random) -> Answers:
    """Return answers to some of the verdict questions, for one place or several."""
    found = {"use": random.sample([*framework.uses], random.choices((1, 2, 3), (70, 20, 10))[0])}
    for question in framework.verdict_questions[1:]:
        if question.may_be_unsure and random.random() < 0.15:
            found.setdefault("unsure", []).append(question.key)
        elif random.random() < 0.85:
            found[question.key] = [random.choice([*question.by_key])]
    return collect_answers(framework, found)


@dataclass(frozen=True)
class Reason:
    advice: Advice
    text: str


@cache
def list_reasons() -> list[Reason]:
    """Return the reasons of every use alone and of random sets, of all versions, where the result page shows one."""
    random = Random(17)  # noqa: S311  a fixed choice, not a secret
    frameworks = [load_framework(version) for version in versions()]
    alone = [(framework, Answers(uses=(use,))) for framework in frameworks for use in framework.uses]
    drawn = [(framework, draw_answers(framework, random)) for framework in random.choices(frameworks, k=SETS)]
    advices = [advise(framework, answers) for framework, answers in (*alone, *drawn)]
    return [Reason(advice, write_reason(advice)) for advice in advices if advice.settled or advice.readings]


def list_offending(pattern: str) -> set[str]:
    return {reason.text for reason in list_reasons() if re.search(pattern, reason.text)}


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        (r"^[^A-Z]|[^.]$", "no capital first or no period last"),
        (r"(?i)\b(\w+) \1\b", "a doubled word"),
        (r"(?i)\b(closely|refused|allowed|small|large)\b.*\b\1\b", "a word that comes back"),
        (r"[{}“”\"_<>]|\bNone\b|  | [.,:]|\d|\bpoints?\b|\bindex\b", "a leftover, a quoted label or a number"),
        (rf"(?i){DISAGREEMENT}", "a verb that does not agree"),
        (r"[.:] [a-z]\w+ (?=[a-z]).*: ", "two introductions"),
        (r"[.] [^A-Z]", "a sentence without a capital"),
        (r"[.].*[.].*[.]", "more than two sentences"),
        (
            rf"(?i)^(?!.*({PLURAL_SUBJECTS.removeprefix('they|')}).*\b(they|them)\b).*\b(they|them)\b",
            "an unnamed “they”",
        ),
        (r"(?i)^(?!it all depends|.*upwork)((?!photo).)*(?<!allows )\bit\b(?! doesn’t matter)", "an unnamed “it”"),
    ],
)
def test_no_reason_has(pattern: str, what: str) -> None:
    assert list_offending(pattern) == set(), what


def test_no_reason_is_too_short_or_too_long() -> None:
    lengths = [len(reason.text) for reason in list_reasons()]
    words = [len(sentence.split()) for reason in list_reasons() for sentence in reason.text.split(". ")]

    assert (min(lengths) >= 30, max(lengths) <= 240, max(words) <= 36) == (True, True, True)


def test_reasons_of_each_verdict_are_easy_to_read() -> None:
    by_verdict: dict[str | None, set[str]] = {}
    for reason in list_reasons():
        by_verdict.setdefault(reason.advice.verdict, set()).add(reason.text)

    measured = {verdict: measure_ease(texts) for verdict, texts in by_verdict.items()}

    assert {*measured} == {"ai", "ai-for-now", "plain", "studio", None}
    assert {verdict: ease for verdict, ease in measured.items() if ease.ease < 65 or ease.hardest < 45} == {}


def write(**raw: str | list[str]) -> str:
    return write_reason(advise(FRAMEWORK, read_answers(FRAMEWORK, raw)))


def test_what_weighs_most_is_joined() -> None:
    reason = write(use="linkedin", viewer="recruiters", lifespan="years", meeting="usually", screening="no")

    assert reason == "Recruiters study your photo before they choose, it stays up for years, and they will meet you."


def test_a_rule_that_decides_speaks_for_itself() -> None:
    reason = write(use="internal-directory", screening="yes", lifespan="years", career="senior")

    assert reason == (
        "AI pictures aren’t allowed there. But only coworkers see your photo, so a good plain photo will do."
    )


def test_a_rule_that_covers_another_speaks_for_both() -> None:
    assert write(use="freelance-profile", screening="yes") == write(use="freelance-profile")


def test_a_rule_says_what_it_outweighs() -> None:
    reason = write(use="press-kit", career="student", size="thumbnail")

    assert reason == "Editors choose your photo and print it. That’s true for students too."


def test_a_rule_with_nothing_beside_it_is_explained() -> None:
    assert write(use="press-kit") == (
        "Editors choose your photo and print it. It doesn’t matter how small it is, or how soon you replace it."
    )


def test_of_several_places_the_one_that_decides_is_named() -> None:
    reason = write(use=["internal-directory", "press-kit"], screening="no", matching="no")

    assert reason == (
        "Your press kit sets the bar: editors choose your photo and print it."
        " On its own, your staff directory could do with less."
    )


def test_of_several_places_with_little_at_stake_only_what_holds_for_all_is_said() -> None:
    uses = ["internal-directory", "community-profile"]

    reason = write(use=uses, viewer="nobody", screening="no", matching="no", size="thumbnail")

    assert reason == (
        "Not much rides on any of these places: your photo is shown small, and it doesn’t have to match the others."
    )


def test_where_the_place_is_unsure_it_has_to_be_asked() -> None:
    reason = write(use="internal-directory", screening="unsure", matching="no", size="thumbnail", lifespan="weeks")

    assert reason == (
        "Only coworkers see your photo, and it’s only for a few weeks. Ask first if AI pictures are allowed there."
    )


def test_a_question_left_open_that_decides_is_named() -> None:
    assert write(use="job-application", unsure="competition") == (
        "It all depends on how many people apply, and you’re not sure yet."
    )


def test_a_question_left_open_for_other_places_changes_nothing() -> None:
    reason = write(use=["linkedin", "press-kit"], unsure="viewer")

    assert reason == (
        "Your press kit sets the bar: editors choose your photo and print it."
        " That’s true no matter who looks at it elsewhere."
    )
