"""The verifier finds faults in the code: functions are broken on purpose, and each fault is found by name."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from decision.conditions import Facts, holds
from decision.core import explain, possible, readings, scoring
from decision.core import plan as planning
from decision.core.advice import Assessment, list_answers_that_count
from decision.core.answers import Answers
from decision.core.explain import Change
from decision.core.framework import Framework, VerdictKey, load_framework
from decision.core.possible import tables as worlds
from decision.core.possible.tables import Table
from decision.core.scoring import Contribution, UseTable
from decision.proof.engine import Engine
from decision.proof.promise import Promise
from decision.proof.rules import list_promises
from decision.proof.space import Space
from decision.proof.specification import find_specification

FRAMEWORK, LATEST = load_framework("2026.1"), load_framework("2026.2")
PROMISES = list_promises(find_specification(FRAMEWORK.version))
SINCE_2026_2 = list_promises(find_specification(LATEST.version))
BY_KEY = {promise.key: promise for promise in (*PROMISES, *SINCE_2026_2)}
ENGINE = Engine()
# With the unchanged code; the results are cached.
SPACE, LATEST_SPACE = Space(FRAMEWORK, what_if_every=97), Space(LATEST, what_if_every=97)


def find_index_below(table: UseTable, chosen: Iterable[int]) -> int:
    return max(0, scoring.find_index(table, chosen) - 1)


def list_contributions_short(framework: Framework, use: str, options: Mapping[str, str]) -> list[Contribution]:
    return scoring.list_contributions(framework, use, options)[1:]


def score_use_and_one(framework: Framework, use: str, options: Mapping[str, str]) -> int:
    return scoring.score_use(framework, use, options) + ("glasses" in options.values())


def tabulate_lowest_verdicts(framework: Framework, uses: tuple[str, ...]) -> Table:
    """Combine several uses by their lowest verdict, as a fault would."""
    tables = [worlds.tabulate_verdicts(framework, (use,)) for use in uses]
    return tables[0] if len(uses) == 1 else tuple(map(min, *tables))


def find_lowest_possible_verdict(framework: Framework, answers: Answers) -> tuple[VerdictKey, ...]:
    return possible.find_possible_verdicts(framework, answers)[:1]


def find_verdicts_with_budget(framework: Framework, answers: Answers) -> tuple[VerdictKey, ...]:
    if answers.get("budget") == "1050-plus":
        return ("studio",)
    return possible.find_possible_verdicts(framework, answers)


def find_no_verdict_for_seniors(framework: Framework, answers: Answers) -> tuple[VerdictKey, ...]:
    found = possible.find_possible_verdicts(framework, answers)
    return () if answers.get("career") == "senior" else found


def find_last_use(framework: Framework, answers: Answers) -> str:
    indexes = {use: scoring.score_use(framework, use, answers.options) for use in answers.uses}
    return max(reversed(answers.uses), key=lambda use: indexes[use])


def choose_last_plan(framework: Framework, facts: Facts) -> str:
    fitting = [plan.key for plan in framework.plans if any(holds(when, facts) for when in plan.when)]
    return fitting[-1]


def find_first_plan(framework: Framework, answers: Answers) -> tuple[str, ...]:
    return planning.find_possible_plans(framework, answers)[:1]


def find_first_reading(framework: Framework, answers: Answers) -> tuple[readings.Reading, ...]:
    return readings.find_readings(framework, answers)[:1]


def find_because_of_use(assessment: Assessment) -> tuple[str, ...] | None:
    return ("use",)


def find_because_of_all(assessment: Assessment) -> tuple[str, ...] | None:
    return list_answers_that_count(assessment.framework, assessment.answers)


def find_wrong_changes(assessment: Assessment) -> tuple[Change, ...] | None:
    return tuple(replace(change, verdict="ai-for-now") for change in explain.find_changes(assessment) or ())


def find_no_changes(assessment: Assessment) -> tuple[Change, ...] | None:
    return ()


def find_changes_backwards(assessment: Assessment) -> tuple[Change, ...] | None:
    return (explain.find_changes(assessment) or ())[::-1]


def ask_one_more(framework: Framework, answers: Answers) -> tuple[str, ...]:
    asked = possible.find_questions_that_matter(framework, answers)
    return asked or tuple(q.key for q in framework.verdict_questions if q.key not in answers)[:1]


def ask_no_career(framework: Framework, answers: Answers) -> tuple[str, ...]:
    return tuple(key for key in possible.find_questions_that_matter(framework, answers) if key != "career")


BROKEN: dict[str, tuple[Engine, str, str | None]] = {
    "a sum off by one": (
        replace(ENGINE, list_contributions=list_contributions_short),
        "points-add-up",
        "personal-website",
    ),
    "an index shown that is off by one": (replace(ENGINE, score_use=score_use_and_one), "points-add-up", "press-kit"),
    "an index off by one": (
        replace(ENGINE, find_index=find_index_below),
        "every-set-has-one-verdict",
        "internal-directory",
    ),
    "no verdict at all": (
        replace(ENGINE, find_possible_verdicts=find_no_verdict_for_seniors),
        "every-set-has-one-verdict",
        "press-kit",
    ),
    "a verdict for those who can pay": (
        replace(ENGINE, find_possible_verdicts=find_verdicts_with_budget),
        "plan-answers-move-no-verdict",
        "internal-directory",
    ),
    "the lowest of several uses": (
        replace(ENGINE, tabulate_verdicts=tabulate_lowest_verdicts),
        "several-uses-have-the-highest-verdict",
        None,
    ),
    "a use that lowers the verdict": (
        replace(ENGINE, tabulate_verdicts=tabulate_lowest_verdicts),
        "no-added-use-lowers-the-verdict",
        None,
    ),
    "too few verdicts possible": (
        replace(ENGINE, find_possible_verdicts=find_lowest_possible_verdict),
        "a-partial-set-has-the-verdicts-of-its-completions",
        "linkedin",
    ),
    "too few verdicts possible with the use open": (
        replace(ENGINE, find_possible_verdicts=find_lowest_possible_verdict),
        "without-a-use-all-uses-are-possible",
        None,
    ),
    "the last of two uses that share an index": (
        replace(ENGINE, find_deciding_use=find_last_use),
        "the-highest-index-decides",
        None,
    ),
    "the last plan that fits": (replace(ENGINE, choose_plan=choose_last_plan), "every-set-has-one-plan", None),
    "too few plans possible": (
        replace(ENGINE, find_possible_plans=find_first_plan),
        "a-partial-set-has-the-plans-of-its-completions",
        None,
    ),
    "a reason that forces nothing": (
        replace(ENGINE, find_because=find_because_of_use),
        "because-forces-the-verdict",
        "internal-directory",
    ),
    "a reason that says too much": (
        replace(ENGINE, find_because=find_because_of_all),
        "because-forces-the-verdict",
        "press-kit",
    ),
    "a change to a verdict that does not follow": (
        replace(ENGINE, find_changes=find_wrong_changes),
        "changes-are-certain-and-fewest",
        "internal-directory",
    ),
    "nothing to change where something is": (
        replace(ENGINE, find_changes=find_no_changes),
        "changes-are-certain-and-fewest",
        "internal-directory",
    ),
    "changes of use first": (
        replace(ENGINE, find_changes=find_changes_backwards),
        "changes-are-certain-and-fewest",
        "internal-directory",
    ),
    "a question asked in vain": (
        replace(ENGINE, find_questions_that_matter=ask_one_more),
        "settled-means-settled",
        "internal-directory",
    ),
    "a question left out": (
        replace(ENGINE, find_questions_that_matter=ask_no_career),
        "what-can-matter-is-asked",
        "internal-directory",
    ),
    "a verdict called settled too early": (
        replace(ENGINE, find_questions_that_matter=ask_no_career),
        "settled-means-settled",
        "internal-directory",
    ),
}


# The first set of answers that shows each fault, and what is wrong there.
COUNTEREXAMPLES = {
    "a sum off by one": (
        "use=personal-website viewer=nobody screening=no lifespan=weeks size=thumbnail matching=no meeting=rarely"
        " field=other career=student worn=none: the points add up to 0, the index is 4"
    ),
    "an index shown that is off by one": (
        "use=press-kit screening=no lifespan=weeks size=thumbnail matching=no meeting=rarely field=other"
        " career=student worn=glasses: the points add up to 70, the index is 71"
    ),
    "an index off by one": (
        "use=internal-directory screening=no lifespan=weeks size=page matching=yes meeting=sometimes"
        " field=consulting career=established worn=glasses: ai-for-now at index 29"
    ),
    "no verdict at all": (
        "use=press-kit screening=no lifespan=weeks size=thumbnail matching=no meeting=rarely field=other"
        " career=senior worn=none:  at index 70"
    ),
    "a verdict for those who can pay": (
        "use=internal-directory screening=no lifespan=weeks size=thumbnail matching=no meeting=sometimes"
        " field=consulting career=early worn=none current=none selfies=good place=nyc deadline=today"
        " budget=1050-plus: ('studio',) at index 15, without the plan answers ('ai',)"
    ),
    "the lowest of several uses": (
        "use=internal-directory,community-profile viewer=nobody screening=no lifespan=weeks size=thumbnail"
        " matching=yes meeting=usually field=consulting career=senior worn=glasses: verdict 0, expected 1"
    ),
    "a use that lowers the verdict": (
        "use=internal-directory,community-profile viewer=nobody screening=no lifespan=weeks size=thumbnail"
        " matching=yes meeting=usually field=consulting career=senior worn=glasses: verdict 0, expected 1"
    ),
    "too few verdicts possible": "use=linkedin: ai, its completions give ai, ai-for-now, studio",
    "too few verdicts possible with the use open": "no answer: ai, its completions give ai, ai-for-now, studio",
    "the last of two uses that share an index": (
        "use=internal-directory,community-profile viewer=colleagues screening=unsure lifespan=years size=print"
        " matching=no meeting=rarely field=academia career=established worn=none: community-profile decides at 29,"
        " 29"
    ),
    "the last plan that fits": (
        "use=internal-directory verdict=ai current=none selfies=good place=nyc deadline=today budget=under-50:"
        " book-studio, not use-ai"
    ),
    "too few plans possible": "use=internal-directory : keep-current",
    "a reason that forces nothing": (
        "use=internal-directory screening=no lifespan=weeks size=thumbnail matching=no meeting=rarely field=other"
        " career=student worn=none: ('use',) do not force the verdict"
    ),
    "a reason that says too much": (
        "use=press-kit screening=no lifespan=weeks size=thumbnail matching=no meeting=rarely field=other"
        " career=student worn=none: ('use', 'screening', 'lifespan', 'size', 'matching', 'meeting', 'field',"
        " 'career', 'worn') force the verdict even without screening"
    ),
    "a change to a verdict that does not follow": (
        "use=internal-directory screening=no lifespan=weeks size=thumbnail matching=no meeting=rarely field=other"
        " career=student worn=none current=none selfies=good place=nyc deadline=today budget=under-50: {'use':"
        " ['internal-directory', 'client-facing-bio']} does not just that, or does not give ai-for-now"
    ),
    "nothing to change where something is": (
        "use=internal-directory screening=no lifespan=weeks size=thumbnail matching=no meeting=rarely field=other"
        " career=student worn=none current=none selfies=good place=nyc deadline=today budget=under-50: changes (),"
        " the least number is 1"
    ),
    "changes of use first": (
        "use=internal-directory screening=no lifespan=weeks size=thumbnail matching=no meeting=usually"
        " field=medicine career=senior worn=jewellery current=none selfies=good place=nyc deadline=today"
        " budget=under-50: changes that leave use alone do not come first"
    ),
    "a question asked in vain": (
        "use=internal-directory screening=no lifespan=weeks size=thumbnail matching=no: settled False, agreed True"
    ),
    "a question left out": "use=internal-directory: career matters: True",
    "a verdict called settled too early": (
        "use=internal-directory screening=no lifespan=weeks size=thumbnail matching=yes meeting=usually"
        " field=consulting worn=glasses: settled True, agreed False"
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_code_is_caught_by_name(name: str) -> None:
    engine, key, use = BROKEN[name]
    space = Space(FRAMEWORK, engine)

    tally = BY_KEY[key].count(space, *([use] if use else []))

    assert tally.counterexample == COUNTEREXAMPLES[name]


@pytest.mark.parametrize("promise", [p for p in PROMISES if p.each_use], ids=lambda promise: promise.key)
def test_the_code_as_it_is_keeps_each_promise(promise: Promise) -> None:
    tally = promise.count(SPACE, "internal-directory")

    assert tally.counterexample is None


def test_a_reading_left_out_is_caught_by_name() -> None:
    space = Space(LATEST, replace(ENGINE, find_readings=find_first_reading))

    tally = BY_KEY["readings-say-what-each-answer-means"].count(space, "linkedin")

    assert tally.counterexample is not None


@pytest.mark.parametrize("use", ["internal-directory", "job-application", "id-photo"])
@pytest.mark.parametrize("promise", [p for p in SINCE_2026_2 if p.each_use], ids=lambda promise: promise.key)
def test_the_code_keeps_each_promise_of_2026_2(promise: Promise, use: str) -> None:
    tally = promise.count(LATEST_SPACE, use)

    assert tally.counterexample is None
