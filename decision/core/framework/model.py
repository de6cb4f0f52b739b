"""The framework as frozen, typed objects: what one file `decision/core/framework/<version>.toml` says.

msgspec checks types and unknown keys while it reads; what no type can say is checked in
`decision.core.framework.consistency`.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Literal

import msgspec

from decision.conditions import Condition, Tag

VerdictKey = Literal["ai", "ai-for-now", "plain", "studio"]
LookAdvice = Literal["use-it", "use-for-now", "only-if-real", "choose-another", "do-not-use"]
"""What to do with a picture that was looked at closely, from mild to strict."""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of the file, with the claim (`source`) that it rests on."""

    source: str


class Verdict(Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A verdict and the lowest stakes index (0 to 100) that gives it."""

    key: VerdictKey
    threshold: int = msgspec.field(name="from")


class PriceBands(Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The two prices (US dollars) at which the budget options are cut."""

    cheapest: int
    top: int


class Option(Part, frozen=True, forbid_unknown_fields=True, kw_only=True, eq=False):
    """One answer. `level` orders the options of an ordered question; equal levels count alike."""

    key: str
    label: str
    explain: str
    points: int = 0
    level: int | None = None
    implies: Mapping[str, str] = {}
    """Of a use: the answers that it brings along, whatever else is answered."""
    search: tuple[str, ...] = ()
    """Other words that people type for it."""
    up_to: int | None = None
    """The most that this budget pays (US dollars); None where nothing limits it."""


class Question(
    Part, frozen=True, forbid_unknown_fields=True, kw_only=True, eq=False, dict=True, rename={"options": "option"}
):
    """A question, its words, and what it may decide: the verdict, only the plan, or only the cautions."""

    key: str
    group: Literal["stakes", "fit", "practical"]
    decides: Literal["verdict", "plan", "cautions"]
    title: str
    short: str
    hint: str
    why: str
    options: tuple[Option, ...]
    ordered: bool = False
    many: bool = False
    asked_for: tuple[str, ...] = ()
    """The uses that it is asked for; empty means all. A plan question is asked if all chosen uses are among them."""
    may_be_unsure: bool = False
    """Whether a person may leave it open for good."""

    @cached_property
    def by_key(self) -> dict[str, Option]:
        """Option key -> option, in the order of the file."""
        return {option.key: option for option in self.options}

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Option key -> its number in the order of the file, from 0."""
        return {option.key: number for number, option in enumerate(self.options)}

    @cached_property
    def levels(self) -> dict[int, tuple[Option, ...]]:
        """Level -> its options, from the lowest; empty when not ordered."""
        found: dict[int, tuple[Option, ...]] = {}
        for option in self.options:
            if option.level is not None:
                found[option.level] = (*found.get(option.level, ()), option)
        return dict(sorted(found.items()))

    @property
    def phrase(self) -> str:
        """`short` inside a sentence: lower case, but for a word like AI."""
        first = self.short.split()[0]
        return self.short if first.isupper() else self.short[0].lower() + self.short[1:]

    @cached_property
    def ranks(self) -> tuple[tuple[Option, ...], ...]:
        """The options from the lowest to the highest, those of one level together; unordered, each alone."""
        return tuple(self.levels.values()) or tuple((option,) for option in self.options)

    @cached_property
    def rank_of(self) -> dict[str, int]:
        """Option key -> the number of its rank, from 0."""
        return {option.key: number for number, rank in enumerate(self.ranks) for option in rank}

    @cached_property
    def lowest(self) -> Option:
        """The option with the fewest points; the first of several."""
        return min(self.options, key=lambda option: option.points)


class Rule(Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A floor or a cap on the stakes index, in force when every question of `when` holds."""

    key: str
    kind: Literal["floor", "cap"]
    verdict: VerdictKey
    index: int
    when: Condition
    title: str
    reason: str


class Plan(Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A plan, chosen when it applies and no earlier plan does: one condition of `when` holds, and none of `unless`."""

    key: str
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...] = ()
    uses: Tag = "all"
    needs: Condition = {}
    """What a person must be able to do for it: the budgets, deadlines and places with which it can be done."""


class Caution(Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something to keep in mind, said when a condition holds and uses and plan fit; never moves the verdict."""

    key: str
    when: tuple[Condition, ...]
    says: str
    uses: Tag = "all"
    plans: Tag = "all"


class LookStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The advice from this many odd places up."""

    odd: int
    advice: LookAdvice


class LookRule(Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the odd places that a person found in a picture mean where this verdict holds."""

    verdict: VerdictKey
    steps: tuple[LookStep, ...]


class Framework(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    dict=True,
    eq=False,
    rename={
        "verdicts": "verdict",
        "questions": "question",
        "rules": "rule",
        "plans": "plan",
        "cautions": "caution",
        "looks": "look",
    },
):
    """One version of the stakes framework. `sha256` is the hash of the file that it was read from.

    Compared and hashed by identity, so that results can be cached by it.
    """

    version: str
    published: date
    verdicts: tuple[Verdict, ...]
    price_bands: PriceBands
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    plans: tuple[Plan, ...]
    cautions: tuple[Caution, ...]
    looks: tuple[LookRule, ...]
    use_changes: int = 3
    """How many of the things said to change the verdict may change `use`."""
    sha256: str = ""

    @cached_property
    def by_key(self) -> dict[str, Question]:
        """Question key -> question, in the order of asking."""
        return {question.key: question for question in self.questions}

    @cached_property
    def verdict_questions(self) -> tuple[Question, ...]:
        """The questions that may move the verdict, in the order of asking."""
        return tuple(q for q in self.questions if q.decides == "verdict")

    @cached_property
    def plan_questions(self) -> tuple[Question, ...]:
        """The questions that may move only the plan, in the order of asking."""
        return tuple(q for q in self.questions if q.decides == "plan")

    @cached_property
    def caution_questions(self) -> tuple[Question, ...]:
        """The questions that may move only the cautions, in the order of asking."""
        return tuple(q for q in self.questions if q.decides == "cautions")

    @cached_property
    def uses(self) -> dict[str, Option]:
        """Use key -> option of the question `use`, in the order of the table."""
        return self.by_key["use"].by_key

    @cached_property
    def lowest_options(self) -> dict[str, str]:
        """Verdict question -> the option that counts while it is open."""
        return {question.key: question.lowest.key for question in self.verdict_questions}

    @cached_property
    def fixed(self) -> dict[str, dict[str, str]]:
        """Use -> the verdict answers that count for it whatever a person says: the implied, the lowest if not asked."""
        limited = [question for question in self.verdict_questions if question.asked_for]
        return {
            key: {q.key: q.lowest.key for q in limited if key not in q.asked_for} | dict(use.implies)
            for key, use in self.uses.items()
        }

    def verdict_of(self, index: int) -> VerdictKey:
        """Return the verdict that a stakes index (0 to 100) gives."""
        return next(v.key for v in reversed(self.verdicts) if index >= v.threshold)
