"""The verifier finds faults in frameworks that are broken on purpose, each by name."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from decision.core.framework import Framework, load_framework
from decision.proof.rules import list_promises
from decision.proof.rules.plans import list_tags
from decision.proof.space import Space
from decision.proof.specification import SPECIFICATIONS
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
BY_KEY = {promise.key: promise for version in SPECIFICATIONS for promise in list_promises(version)}
FIRST, LATEST = load_framework("2026.1"), load_framework("2026.2")

# The change, the promise that finds it, and at which use (none: for all uses together).
BROKEN: dict[str, tuple[Break, str, str | None]] = {
    "a small step down": (
        lambda f: change_points(f, "career", early=2, established=1),
        "no-step-up-lowers-the-verdict",
        "linkedin",
    ),
    "a large step down": (
        lambda f: change_points(f, "viewer", colleagues=26),
        "no-step-up-lowers-the-verdict",
        "company-page",
    ),
    "a cap that skips a step": (
        lambda f: widen_rule(f, "placeholder", lifespan=["weeks", "years"]),
        "no-step-up-lowers-the-verdict",
        "linkedin",
    ),
    "a floor that skips a step": (
        lambda f: widen_rule(f, "ai-refused", screening=["unsure"]),
        "no-step-up-lowers-the-verdict",
        "personal-website",
    ),
    "a cap that holds too little": (
        lambda f: change_rule(f, "low-stakes-use", index=35, verdict="ai-for-now"),
        "low-stakes-stand",
        "internal-directory",
    ),
    "a cap too narrow": (
        lambda f: widen_rule(f, "low-stakes-use", size=["thumbnail"]),
        "low-stakes-stand",
        "community-profile",
    ),
    "a cap too wide": (
        lambda f: change_rule(drop_rule(f, "watched-linkedin"), "placeholder", when={"lifespan": ("weeks",)}),
        "a-watched-linkedin-needs-a-studio",
        "linkedin",
    ),
    "no cap for low stakes": (lambda f: drop_rule(f, "low-stakes-use"), "low-stakes-stand", "internal-directory"),
    "no cap for placeholders": (
        lambda f: drop_rule(f, "placeholder"),
        "a-placeholder-needs-no-studio",
        "linkedin",
    ),
    "no floor for high stakes": (lambda f: drop_rule(f, "high-stakes-use"), "high-stakes-stand", "job-application"),
    "a floor that leaves one use out": (
        lambda f: widen_rule(f, "high-stakes-use", use=["client-facing-bio", "medical-bio"]),
        "high-stakes-stand",
        "casting-profile",
    ),
    "no floor where AI is refused": (
        lambda f: drop_rule(f, "ai-refused"),
        "refused-ai-needs-a-studio",
        "internal-directory",
    ),
    "no floor for a watched LinkedIn": (
        lambda f: drop_rule(f, "watched-linkedin"),
        "a-watched-linkedin-needs-a-studio",
        "linkedin",
    ),
    "an implied viewer that counts": (
        lambda f: change_option(f, "use", "internal-directory", implies={}),
        "what-is-not-asked-changes-nothing",
        "internal-directory",
    ),
    "another viewer implied": (
        lambda f: change_option(f, "use", "press-kit", implies={"viewer": "nobody"}),
        "what-is-not-asked-changes-nothing",
        "press-kit",
    ),
    "a viewer implied where it is asked": (
        lambda f: change_option(f, "use", "linkedin", implies={"viewer": "visitors"}),
        "what-is-not-asked-changes-nothing",
        "linkedin",
    ),
    "a budget that weighs": (
        lambda f: change_option(change_question(f, "budget", decides="verdict"), "budget", "1050-plus", points=9),
        "plan-answers-move-no-verdict",
        "personal-website",
    ),
    "a dead step": (lambda f: change_points(f, "lifespan", months=8), "every-step-counts", None),
    "a dead question": (
        lambda f: change_points(f, "worn", jewellery=0, glasses=0),
        "every-question-counts",
        None,
    ),
    "a dead plan question": (
        lambda f: replace(f, plans=tuple(plan for plan in f.plans if plan.key != "book-local")),
        "every-question-counts",
        None,
    ),
    "options of one level apart": (
        lambda f: change_points(f, "field", law=4),
        "level-options-count-alike",
        "company-page",
    ),
    "a rule that tears a level apart": (
        lambda f: widen_rule(f, "watched-linkedin", viewer=["clients", "recruiters"]),
        "level-options-count-alike",
        "linkedin",
    ),
    "plans in another order": (
        lambda f: swap_plans(f, "keep-current", "improve-selfies"),
        "every-set-has-one-plan",
        None,
    ),
    "a plan for another budget": (
        lambda f: replace(
            f,
            plans=tuple(
                replace(plan, when=({"budget": ("under-50",)}, {"deadline": ("today",)}))
                if plan.key == "bridge-then-book"
                else plan
                for plan in f.plans
            ),
        ),
        "every-set-has-one-plan",
        None,
    ),
    "a citation of nothing": (
        lambda f: change_rule(f, "placeholder", source="gorn-99"),
        "every-part-cites-a-document",
        None,
    ),
}


# The first set of answers that shows each fault, and what is wrong there.
COUNTEREXAMPLES = {
    "a small step down": (
        "use=linkedin viewer=nobody screening=no lifespan=weeks size=page matching=yes meeting=sometimes"
        " field=consulting career=early worn=jewellery: 1, with career=established: 0"
    ),
    "a large step down": (
        "use=company-page viewer=colleagues screening=no lifespan=weeks size=thumbnail matching=no meeting=rarely"
        " field=other career=student worn=none: 1, with viewer=visitors: 0"
    ),
    "a cap that skips a step": (
        "use=linkedin viewer=colleagues screening=unsure lifespan=months size=page matching=yes meeting=usually"
        " field=consulting career=senior worn=glasses: 2, with lifespan=years: 1"
    ),
    "a floor that skips a step": (
        "use=personal-website viewer=nobody screening=unsure lifespan=weeks size=thumbnail matching=no"
        " meeting=rarely field=other career=student worn=none: 2, with screening=yes: 0"
    ),
    "a cap that holds too little": (
        "use=internal-directory viewer=nobody screening=no lifespan=months size=page matching=no meeting=usually"
        " field=consulting career=established worn=glasses: ai-for-now"
    ),
    "a cap too narrow": (
        "use=community-profile viewer=nobody screening=no lifespan=years size=page matching=no meeting=usually"
        " field=consulting career=senior worn=glasses: ai-for-now"
    ),
    "a cap too wide": (
        "use=linkedin viewer=clients screening=no lifespan=weeks size=thumbnail matching=no meeting=rarely"
        " field=other career=student worn=none: ai-for-now"
    ),
    "no cap for low stakes": (
        "use=internal-directory viewer=nobody screening=no lifespan=months size=page matching=no meeting=usually"
        " field=consulting career=established worn=glasses: ai-for-now"
    ),
    "no cap for placeholders": (
        "use=linkedin viewer=colleagues screening=unsure lifespan=weeks size=print matching=yes meeting=usually"
        " field=consulting career=senior worn=glasses: studio"
    ),
    "no floor for high stakes": (
        "use=job-application viewer=nobody screening=no lifespan=weeks size=thumbnail matching=no meeting=rarely"
        " field=other career=student worn=none: ai-for-now"
    ),
    "a floor that leaves one use out": (
        "use=casting-profile viewer=nobody screening=no lifespan=weeks size=thumbnail matching=no meeting=rarely"
        " field=other career=student worn=none: ai-for-now"
    ),
    "no floor where AI is refused": (
        "use=internal-directory viewer=nobody screening=yes lifespan=weeks size=thumbnail matching=no"
        " meeting=rarely field=other career=student worn=none: ai"
    ),
    "no floor for a watched LinkedIn": (
        "use=linkedin viewer=clients screening=no lifespan=weeks size=thumbnail matching=no meeting=rarely"
        " field=other career=student worn=none: ai-for-now"
    ),
    "an implied viewer that counts": "use=internal-directory: keeps {}, not {'viewer': 'colleagues'}",
    "another viewer implied": "use=press-kit: keeps {'viewer': 'nobody'}, not {'viewer': 'selectors'}",
    "a viewer implied where it is asked": "use=linkedin: keeps {'viewer': 'visitors'}, not {}",
    "a budget that weighs": (
        "use=personal-website viewer=nobody screening=no lifespan=weeks size=thumbnail matching=no meeting=rarely"
        " field=other career=student worn=none budget=300-1049: 4, with budget=1050-plus: 13"
    ),
    "a dead step": "lifespan: the step from months to years changes nothing",
    "a dead question": "worn changes nothing",
    "a dead plan question": "place changes nothing",
    "options of one level apart": (
        "use=company-page viewer=nobody screening=no lifespan=weeks size=thumbnail matching=no meeting=rarely"
        " field=finance career=student worn=none: 13, with field=law: 12"
    ),
    "a rule that tears a level apart": (
        "use=linkedin viewer=recruiters screening=no lifespan=weeks size=thumbnail matching=no meeting=rarely"
        " field=other career=student worn=none: 60, with viewer=selectors: 44"
    ),
    "plans in another order": (
        "use=internal-directory verdict=ai current=strong selfies=poor place=nyc deadline=today budget=under-50:"
        " improve-selfies, not keep-current"
    ),
    "a plan for another budget": (
        "use=internal-directory verdict=studio current=none selfies=good place=nyc deadline=this-week budget=50-299:"
        " book-studio, not bridge-then-book"
    ),
    "a citation of nothing": "rule placeholder cites gorn-99",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_framework_is_caught_by_name(name: str) -> None:
    spoil, key, use = BROKEN[name]
    space = Space(spoil(FIRST))

    tally = BY_KEY[key].count(space, *([use] if use else []))

    assert tally.counterexample == COUNTEREXAMPLES[name]


BROKEN_2026_2: dict[str, tuple[Break, str, str | None]] = {
    "no floor where AI is refused": (
        lambda f: drop_rule(f, "ai-refused"),
        "refused-ai-needs-a-real-photo",
        "internal-directory",
    ),
    "a cap that reaches competitive applications": (
        lambda f: widen_rule(
            drop_rule(f, "competitive-application"), "open-needs-no-studio", competition=["open", "competitive"]
        ),
        "a-competitive-application-needs-a-studio",
        "job-application",
    ),
    "no cap for an open application": (
        lambda f: drop_rule(f, "open-needs-no-studio"),
        "an-open-application-needs-just-a-plain-photo",
        "casting-profile",
    ),
    "no cap for a marketplace": (
        lambda f: drop_rule(f, "marketplace-needs-no-studio"),
        "marketplaces-and-ids-need-just-a-plain-photo",
        "freelance-profile",
    ),
    "an ID that asks": (
        lambda f: change_option(f, "use", "id-photo", implies={"viewer": "nobody"}),
        "what-is-not-asked-changes-nothing",
        "id-photo",
    ),
    "competition asked of everybody": (
        lambda f: change_question(f, "competition", asked_for=()),
        "what-is-not-asked-changes-nothing",
        "linkedin",
    ),
    "a refusal that weighs more than not knowing": (
        lambda f: change_points(f, "screening", yes=5),
        "points-keep-their-proportion",
        None,
    ),
    "a step that weighs one point": (
        lambda f: change_points(f, "career", established=1),
        "points-keep-their-proportion",
        None,
    ),
    "a trust profession that weighs three": (
        lambda f: change_points(f, "field", consulting=3, finance=3, law=3, medicine=3),
        "points-keep-their-proportion",
        None,
    ),
    "plans in another order": (lambda f: swap_plans(f, "leave-out", "keep-current"), "every-set-has-one-plan", None),
    "a strong photo kept for an ID": (
        lambda f: change_plan(f, "keep-current", unless=()),
        "every-set-has-one-plan",
        None,
    ),
    "a session that is out of reach": (
        lambda f: swap_plans(f, "bridge-then-book", "book-local"),
        "every-plan-can-be-done",
        None,
    ),
    "a plan that needs too little": (
        lambda f: change_plan(f, "book-studio", needs={}),
        "every-plan-can-be-done",
        None,
    ),
    "a dead caution question": (
        lambda f: replace(f, cautions=tuple(c for c in f.cautions if c.key not in ("glasses", "jewellery"))),
        "every-question-counts",
        None,
    ),
    "outside evidence where a document speaks": (
        lambda f: change_rule(f, "placeholder", source="upwork-photo"),
        "every-part-cites-a-document",
        None,
    ),
}


COUNTEREXAMPLES_2026_2 = {
    "a cap that reaches competitive applications": (
        "use=job-application viewer=nobody competition=competitive screening=no matching=no lifespan=weeks"
        " size=thumbnail meeting=rarely field=other career=student: plain"
    ),
    "no floor where AI is refused": (
        "use=internal-directory viewer=nobody competition=open screening=yes matching=no lifespan=weeks"
        " size=thumbnail meeting=rarely field=other career=student: ai"
    ),
    "no cap for an open application": (
        "use=casting-profile viewer=nobody competition=open screening=no matching=no lifespan=weeks size=thumbnail"
        " meeting=rarely field=other career=student: studio"
    ),
    "no cap for a marketplace": (
        "use=freelance-profile viewer=nobody competition=open screening=no matching=no lifespan=weeks size=thumbnail"
        " meeting=rarely field=other career=student: studio"
    ),
    "an ID that asks": (
        "use=id-photo: keeps {'competition': 'open', 'viewer': 'nobody'}, not {'competition': 'open', 'viewer':"
        " 'nobody', 'screening': 'yes', 'matching': 'no', 'lifespan': 'weeks', 'size': 'thumbnail', 'meeting':"
        " 'rarely', 'field': 'other', 'career': 'student'}"
    ),
    "competition asked of everybody": "use=linkedin: keeps {}, not {'competition': 'open'}",
    "a refusal that weighs more than not knowing": "screening: the step to yes weighs 2",
    "a step that weighs one point": "career: the step to established weighs 1",
    "a trust profession that weighs three": "field: the step to consulting weighs 3",
    "plans in another order": (
        "use=job-application verdict=plain requested=no current=strong selfies=good place=nyc deadline=today"
        " budget=under-50: keep-current, not leave-out"
    ),
    "a strong photo kept for an ID": (
        "use=id-photo verdict=plain current=strong selfies=good place=nyc deadline=today budget=under-50:"
        " keep-current, not take-plain"
    ),
    "a session that is out of reach": (
        "use=community-profile verdict=studio current=none selfies=good place=elsewhere deadline=today"
        " budget=under-50: book-local cannot be done"
    ),
    "a plan that needs too little": "plan book-studio: fits all with {}",
    "a dead caution question": "worn changes nothing",
    "outside evidence where a document speaks": "rule placeholder cites upwork-photo",
}


@pytest.mark.parametrize("name", BROKEN_2026_2)
def test_a_broken_2026_2_is_caught_by_name(name: str) -> None:
    spoil, key, use = BROKEN_2026_2[name]
    space = Space(spoil(LATEST))

    tally = BY_KEY[key].count(space, *([use] if use else []))

    assert tally.counterexample == COUNTEREXAMPLES_2026_2[name]


PLACES = [*list_tags(Space(LATEST))]


@pytest.mark.parametrize("place", PLACES, ids=" ".join)
def test_a_wrong_tag_on_each_record_is_caught(place: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    tags = dict(list_tags(Space(LATEST)))
    uses, plans = tags[place]
    wrong = ("linkedin",) if uses == "all" else "all"

    for spoiled in ((wrong, plans), (uses, ("use-ai",) if plans == "all" else "all")):
        monkeypatch.setattr(
            "decision.proof.rules.plans.list_tags", lambda space, spoiled=spoiled: {**tags, place: spoiled}
        )
        tally = BY_KEY["what-is-shown-fits-the-use-and-the-plan"].count(Space(LATEST))

        assert tally.counterexample is not None
        assert tally.counterexample.startswith(f"{' '.join(place)}: use=")


@pytest.mark.parametrize("plan", [plan.key for plan in LATEST.plans])
def test_a_wrong_tag_on_each_plan_is_caught(plan: str) -> None:
    uses = next(p.uses for p in LATEST.plans if p.key == plan)
    space = Space(change_plan(LATEST, plan, uses=("linkedin",) if uses == "all" else "all"))

    tally = BY_KEY["every-plan-can-be-done"].count(space)

    assert tally.counterexample is not None


PROMISES = [promise for version in SPECIFICATIONS for promise in list_promises(version)]


def test_every_promise_says_its_clause_in_one_sentence() -> None:
    assert [promise.key for promise in PROMISES if not promise.clause.endswith(".") or len(promise.clause) > 130] == []


def test_all_rules_of_a_version_have_promises() -> None:
    rules = [sorted({promise.rule for promise in list_promises(version)}) for version in SPECIFICATIONS]

    assert rules == [list(range(1, 11)), list(range(1, 12))]
