"""Faults that types cannot express are named, each with its place."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from decision.core.framework import Framework, load_framework
from decision.core.framework.consistency import find_fault, find_faults
from tests.decision.editing import (
    change_option,
    change_plan,
    change_points,
    change_question,
    change_rule,
    drop_rule,
    swap_plans,
    widen_rule,
)

Break = Callable[[Framework], Framework]

FAULTS: dict[str, Break] = {
    "question size: option print: appears 2 times.": lambda f: change_question(
        f, "size", options=(*f.by_key["size"].options, f.by_key["size"].options[-1])
    ),
    "rule placeholder: appears 2 times.": lambda f: replace(f, rules=(*f.rules, f.rules[-1])),
    "verdict: must be ai, ai-for-now and studio, in this order; plain may come before studio.": lambda f: replace(
        f, verdicts=f.verdicts[:2]
    ),
    "verdict: thresholds (from) must rise from 0 and stay within 0 to 100.": lambda f: replace(
        f, verdicts=(f.verdicts[0], f.verdicts[1], replace(f.verdicts[2], threshold=30))
    ),
    "question: exactly one, use, takes many answers.": lambda f: change_question(f, "size", many=True),
    "question use: must come first.": lambda f: replace(f, questions=(*f.questions[1:], f.questions[0])),
    "question budget: is missing.": lambda f: replace(
        f, questions=tuple(question for question in f.questions if question.key != "budget")
    ),
    "question viewer: must decide the verdict.": lambda f: change_question(f, "viewer", decides="plan"),
    "question worn: key 'a&b' may hold lower-case letters, digits and hyphens only.": lambda f: change_option(
        f, "worn", "jewellery", key="a&b"
    ),
    "question worn: has no option.": lambda f: change_question(f, "worn", options=()),
    "question size: has levels but is not ordered.": lambda f: change_question(f, "size", ordered=False),
    "question size: is ordered, so every option needs a level.": lambda f: change_option(f, "size", "page", level=None),
    "question size: options must go from the lowest level to the highest.": lambda f: change_question(
        f, "size", options=f.by_key["size"].options[::-1]
    ),
    "question viewer: options on level 3 must have the same points.": lambda f: change_points(f, "viewer", clients=35),
    "caution glasses: cites 'gorn-99', which is the key of no claim and no evidence.": lambda f: replace(
        f, cautions=(replace(f.cautions[0], source="gorn-99"), *f.cautions[1:])
    ),
    "question size: option page: cites 'gorn-99', which is the key of no claim and no evidence.": lambda f: (
        change_option(f, "size", "page", source="gorn-99")
    ),
    "rule placeholder: when: may not read 'budget'.": lambda f: widen_rule(f, "placeholder", budget=["under-50"]),
    "rule placeholder: when: lifespan has no option 'days'.": lambda f: widen_rule(f, "placeholder", lifespan=["days"]),
    "rule placeholder: when: lifespan names no option, so it never holds.": lambda f: widen_rule(
        f, "placeholder", lifespan=[]
    ),
    "plan keep-current: when: may not read 'use'.": lambda f: replace(
        f, plans=(replace(f.plans[0], when=({"use": ("linkedin",)},)), *f.plans[1:])
    ),
    "plan use-robots: has no words in plans.toml.": lambda f: replace(
        f, plans=(replace(f.plans[0], key="use-robots"), *f.plans[1:])
    ),
    "plan: the last one must hold always (when = [{}]).": lambda f: swap_plans(f, "keep-current", "book-studio"),
    "caution glasses: when: may not read 'weather'.": lambda f: replace(
        f, cautions=(replace(f.cautions[0], when=({"weather": ("rain",)},)), *f.cautions[1:])
    ),
    "question use: option press-kit: implies: viewer has no option 'editors'.": lambda f: change_option(
        f, "use", "press-kit", implies={"viewer": "editors"}
    ),
    "question size: option page: implies: may not read 'viewer'.": lambda f: change_option(
        f, "size", "page", implies={"viewer": "clients"}
    ),
    "question budget: option 1050-plus: has points, but decides only the plan.": lambda f: change_option(
        f, "budget", "1050-plus", points=1
    ),
    "question worn: points: the lowest option must have 0, not -1.": lambda f: change_points(f, "worn", jewellery=-1),
    "points: the highest sum is 112; it must stay within 0 to 100.": lambda f: change_points(f, "size", print=20),
    "price_bands: no budget option ends (up_to) one dollar under 350.": lambda f: replace(
        f, price_bands=replace(f.price_bands, cheapest=350)
    ),
    "rule placeholder: index 52 does not give the verdict ai-for-now.": lambda f: change_rule(
        f, "placeholder", index=52
    ),
    "rule ai-refused: index 101 does not give the verdict studio.": lambda f: change_rule(f, "ai-refused", index=101),
    "rule ai-refused: when: reads no question.": lambda f: change_rule(
        drop_rule(drop_rule(f, "placeholder"), "low-stakes-use"), "ai-refused", when={}
    ),
    "rule size: has the key of a question, so nobody could set just one of the two aside.": lambda f: change_rule(
        f, "placeholder", key="size"
    ),
    "rule watched-linkedin: when: viewer leaves out 'selectors', which is level with one it names.": lambda f: (
        widen_rule(f, "watched-linkedin", viewer=["clients", "recruiters"])
    ),
    "rule ai-refused: is a floor above the cap placeholder that can hold together with it.": lambda f: widen_rule(
        f, "placeholder", screening=["no", "unsure", "yes"]
    ),
}


@pytest.mark.parametrize("version", ["2026.1", "2026.2"])
def test_the_published_frameworks_have_no_fault(version: str) -> None:
    assert find_fault(load_framework(version)) is None


@pytest.mark.parametrize(
    ("fault", "spoil"),
    {
        "question worn: option glasses": lambda f: change_option(f, "worn", "glasses", points=3),
        "question competition: asked_for: there is no 'passport'.": lambda f: change_question(
            f, "competition", asked_for=("passport",)
        ),
        "plan leave-out: uses: there is no 'passport'.": lambda f: change_plan(f, "leave-out", uses=("passport",)),
        "plan keep-current: unless: may not read 'viewer'.": lambda f: change_plan(
            f, "keep-current", unless=({"viewer": ("nobody",)},)
        ),
        "plan book-studio: needs: may not read 'viewer'.": lambda f: change_plan(
            f, "book-studio", needs={"viewer": ("nobody",)}
        ),
        "rule open-application: is a floor": lambda f: change_rule(f, "open-application", index=50, verdict="studio"),
    }.items(),
)
def test_a_fault_that_2026_2_made_possible_is_named(fault: str, spoil: Break) -> None:
    found = find_fault(spoil(load_framework("2026.2")))

    assert found is not None
    assert found.startswith(fault)


@pytest.mark.parametrize(("fault", "spoil"), FAULTS.items(), ids=list(FAULTS))
def test_a_fault_is_named_with_its_place(fault: str, spoil: Break) -> None:
    broken = spoil(load_framework("2026.1"))

    assert find_fault(broken) == fault


def test_all_faults_of_a_kind_are_found() -> None:
    broken = change_points(change_points(load_framework("2026.1"), "worn", none=1), "size", print=19)

    assert [fault.partition(": ")[0] for fault in find_faults(broken)] == ["question worn", "points"]


def test_a_cap_and_a_floor_that_only_an_ignored_viewer_joins_never_meet() -> None:
    framework = widen_rule(load_framework("2026.1"), "placeholder", use=["linkedin", "press-kit"])

    assert find_fault(framework) is None
