"""The words and facts of the advisor as frozen, typed records.

Every record carries the key of its TOML table; `claims`, `claims_touched` and
`evidence` hold keys of other records. Sources: the two articles in
documents.toml and the outside evidence, each with its own source.
"""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from decision.conditions import Condition, Facts, Tag, fits, holds

Text = Annotated[str, Meta(min_length=1)]
Texts = Annotated[tuple[Text, ...], Meta(min_length=1)]
Address = Annotated[str, Meta(pattern="^https?://")]

Topic = Literal["telling-apart", "recruiters", "detectors", "policies", "prices", "catchlights"]
Leaning = Literal["ai", "studio", "neither"]
Kind = Literal["price", "rule", "law", "study", "article"]
Found = Literal["new", "same", "changed", "gone"]
Grade = Literal["primary", "mirror", "secondary", "vendor"]
Pace = Literal["hour", "day", "week", "month"]
Dollars = Annotated[int, Meta(ge=0)]
Spot = Literal["eyes", "skin", "edge", "accessories", "teeth", "hands", "clothing", "expression"]

# Tables that other code looks up by name: a file with one too few or too many is refused.
DOCUMENT_KEYS = ("Gorn", "Trust")
VERDICT_KEYS = ("ai", "ai-for-now", "plain", "studio")
PLAN_KEYS = (
    "leave-out",
    "take-plain",
    "use-ai",
    "improve-selfies",
    "keep-current",
    "ai-then-studio",
    "book-studio",
    "bridge-then-book",
    "book-local",
)
GUIDE_KEYS = ("bridge", "free-photos", "local-studio", "better-selfies", "ai-howto", "team")
NOTICE_KEYS = ("interest", "evidence", "destinations")
CHART_KEYS = ("people", "detectors")
PANEL_SET_KEYS = ("recruiters-spot", "recruiters-pick", "others-spot", "keen-eyes-spot", "success")
WAY_KEYS = ("window", "booth", "ai", "local", "studio")
KIND_KEYS = ("price", "rule", "law", "study", "article")
TEAM_WAY_KEYS = ("plain", "ai", "local", "studio")
SESSION_STEP_KEYS = ("clothes", "light", "direction", "frames", "delivery")


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table of a content file, with the table's name as its key."""

    key: Text


class Document(Record, frozen=True):
    """One of the two articles; its `headings` in order."""

    title: Text
    by: Text
    about: Text
    headings: Texts


class Look(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One look at the source of a fact: the day, and whether the fact was new, the same, changed or gone."""

    on: datetime.date
    found: Found
    note: Text | None = None


class FactKind(Record, frozen=True):
    """A kind of fact, and for how many months a look at its source counts as fresh."""

    name: Text
    months: Annotated[int, Meta(ge=1)]
    why: Text


class Fact(Record, frozen=True):
    """Something that may change outside: its kind, and every look at its source, in order."""

    file: ClassVar[str]
    kind: Kind
    seen: Annotated[tuple[Look, ...], Meta(min_length=1)]

    @property
    def name(self) -> str:
        """File and key: an article's claim, a finding and a destination may share a key."""
        return f"{self.file}.{self.key}"

    @property
    def last_look(self) -> Look:
        return self.seen[-1]

    @property
    def statement(self) -> str:
        """What the fact says, in a sentence or two."""
        raise NotImplementedError


class Claim(Fact, frozen=True):
    """What an article says under one of its headings, in our own words."""

    file: ClassVar[str] = "claims"
    document: Text
    heading: Text
    says: Text

    @property
    def statement(self) -> str:
        return self.says


class Omission(Record, frozen=True):
    """Why no page uses the claim of this key."""

    reason: Text


class Contradiction(Record, frozen=True):
    """What the articles leave open, and what the advisor does about it."""

    question: Text
    choice: Text
    claims: Texts


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where something was read; `gives` says what it adds, when it is one of several."""

    name: Text
    url: Address
    grade: Grade
    date: Text | None = None
    gives: Text | None = None


class Evidence(Fact, frozen=True):
    """A finding from outside the articles; its first source carries it."""

    file: ClassVar[str] = "evidence"
    topic: Topic
    finding: Text
    leans: Leaning
    date: Text
    claims_touched: Texts
    uses: Tag
    plans: Tag
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    fields: tuple[Text, ...] = ()
    """The lines of work that it is about; empty for all."""

    @property
    def source(self) -> Source:
        """The source that carries the finding."""
        return self.sources[0]

    @property
    def statement(self) -> str:
        return self.finding


class ComparisonRow(Record, frozen=True):
    """One row of the article's table, and what a plain real photo is like there; `matters` are conditions on answers.

    The article says nothing about a plain photo. Without a claim or a finding, what is said is our own estimate.
    """

    criterion: Text
    ai: Text
    studio: Text
    claim: Text
    matters: tuple[Condition, ...]
    plain: Text
    plain_claims: tuple[Text, ...] = ()
    plain_evidence: tuple[Text, ...] = ()
    note: Text | None = None
    evidence: tuple[Text, ...] = ()

    @property
    def plain_sources(self) -> tuple[str, ...]:
        """What is said of a plain photo rests on these."""
        return (*self.plain_claims, *self.plain_evidence)

    def matters_to(self, answers: Mapping[str, tuple[str, ...]]) -> bool:
        """Return whether the row matters, given the answers that count (an implied viewer too)."""
        return any(holds(need, answers) for need in self.matters)


class Failure(Record, frozen=True):
    """A fault of AI portraits; `worn` lists the answers for which it matters more."""

    name: Text
    goes_wrong: Text
    look_for: Text
    spot: Spot
    claims: Texts
    worn: tuple[Text, ...] = ()
    evidence: tuple[Text, ...] = ()


class Step(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing to do; without claims and evidence it is our own general advice."""

    do: Text
    why: Text | None = None
    claims: tuple[Text, ...] = ()
    evidence: tuple[Text, ...] = ()
    when: tuple[Condition, ...] = ({},)
    """The step is for those to whom one of these conditions applies."""


class Ask(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody to whom the advice is forwarded is asked to do."""

    says: Text
    claims: tuple[Text, ...] = ()
    when: tuple[Condition, ...] = ({},)
    """It is asked where one of these conditions applies."""


class Guide(Record, frozen=True):
    """A plan, or a how-to section that a plan leads to."""

    title: Text
    summary: Text
    steps: Annotated[tuple[Step, ...], Meta(min_length=3, max_length=12)]
    button: Text = "See what to do"
    """The label of the button that leads to the steps of a plan."""
    asks: tuple[Ask, ...] = ()
    """What a plan asks of others."""

    def choose_steps(self, facts: Facts) -> "Guide":
        """Return the guide with the steps and asks that are for these facts."""
        return replace(
            self,
            steps=tuple(step for step in self.steps if any(holds(when, facts) for when in step.when)),
            asks=tuple(ask for ask in self.asks if any(holds(when, facts) for when in ask.when)),
        )


class VerdictText(Record, frozen=True):
    """A verdict in words: on the result (`sentence`), as it follows “If …,” (`then`), in the framework (`meaning`)."""

    title: Text
    sentence: Text
    then: Text
    meaning: Text


class Brief(Record, frozen=True):
    """How a portrait should read for these uses."""

    title: Text
    read: Text
    expression: Text
    wardrobe: Text
    crop: Text
    claims: Texts
    uses: Texts
    plans: Tag


class SessionGift(Record, frozen=True):
    """One thing that a directed session gives."""

    name: Text
    gives: Text
    claims: Texts


class SessionStep(Record, frozen=True):
    """One step of a session, with its drawing."""

    name: Text
    happens: Text
    claims: Texts


class ChartBar(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A figure and the finding that gives it; `read_at` is the name of one of the finding's sources."""

    label: Text
    percent: Annotated[float, Meta(ge=0, le=100)]
    finding: Text
    read_at: Text
    bound: Literal["exact", "over", "under"] = "exact"
    shows: Literal["ai", "plain", "any"] = "any"


class Chart(Record, frozen=True):
    """Figures to be compared, with what they say and what limits them."""

    title: Text
    says: Text
    limits: Text
    bars: Annotated[tuple[ChartBar, ...], Meta(min_length=2)]
    limits_finding: Text | None = None
    marks_chance: bool = False
    """Whether guessing would be right half of the time."""

    @property
    def findings(self) -> tuple[str, ...]:
        """The findings that the figures and the limits rest on, each once."""
        limits = (self.limits_finding,) if self.limits_finding else ()
        return tuple(dict.fromkeys([*(bar.finding for bar in self.bars), *limits]))


class Panel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many of 100 for one option: both numbers in words, or why nobody knows."""

    option: Text
    shows: Literal["ai", "plain"] | None = None
    percent: Annotated[float, Meta(ge=0, le=100)] | None = None
    """As it was read; None where nobody knows."""
    percent_is: Literal["counted", "others"] = "counted"
    counted: Text = "{count}"
    others: Text = "{rest}"
    unknown: Text | None = None


class PanelSet(Record, frozen=True):
    """What one study counted, with the people who were asked; or a question that no study answers."""

    question: Text
    asked: Text
    limits: Text
    panels: Annotated[tuple[Panel, ...], Meta(min_length=2)]
    finding: Text | None = None
    """The finding that holds the figures; None where there are none."""


class Way(Record, frozen=True):
    """A way to a portrait: its price in dollars and the time to a finished picture; without sources, our estimate."""

    name: Text
    lowest: Dollars
    highest: Dollars
    time: Text
    before: Text
    """What it is like to have the picture made."""
    after: Text
    """What it is like to be recognized by it."""
    and_up: bool = False
    within: Pace | None = None
    money_note: Text | None = None
    time_note: Text | None = None
    money_claims: tuple[Text, ...] = ()
    money_evidence: tuple[Text, ...] = ()
    time_claims: tuple[Text, ...] = ()
    time_evidence: tuple[Text, ...] = ()
    like_claims: tuple[Text, ...] = ()
    like_evidence: tuple[Text, ...] = ()

    @property
    def like_sources(self) -> tuple[str, ...]:
        """What `before` and `after` rest on."""
        return (*self.like_claims, *self.like_evidence)


class TeamWay(Record, frozen=True):
    """A way to portraits for a whole team; without prices, its seller says what it costs."""

    name: Text
    enough: Texts
    """The verdicts for which it will do."""
    leaves_out: Text
    base: Dollars = 0
    """For the first `covers` people together."""
    covers: int = 0
    lowest: Dollars | None = None
    """For each further person, as `highest`."""
    highest: Dollars | None = None
    note: Text | None = None
    claims: tuple[Text, ...] = ()
    evidence: tuple[Text, ...] = ()
    leaves_out_claims: tuple[Text, ...] = ()
    leaves_out_evidence: tuple[Text, ...] = ()


class Destination(Fact, frozen=True):
    """What one place asks of a picture; None means that nothing is published."""

    file: ClassVar[str] = "destinations"
    uses: Texts
    plans: Tag
    place: Text
    pixels: Text | None = None
    ratio: Text | None = None
    file_size: Text | None = None
    formats: Text | None = None
    dpi: Text | None = None
    content: Text | None = None
    ai_rule: Text | None = None
    shown: Text | None = None
    sources: tuple[Source, ...] = ()

    @property
    def statement(self) -> str:
        asked = (self.pixels, self.ratio, self.file_size, self.formats, self.content, self.ai_rule, self.shown)
        known = ". ".join(part for part in asked if part)
        return f"{self.place}. {known or 'We found nothing published'}."


class PageAnchor(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An anchor on one of our pages; `page` is the name of its view, which may take a key."""

    page: Text
    anchor: Text
    label: Text
    key: Text | None = None
    query: Text | None = None


class Criterion(Record, frozen=True):
    """One criterion of a standard for decision aids, whether we meet it, and where to see that."""

    group: Literal["qualifying", "certification", "quality"]
    asks: Text
    standing: Literal["met", "partly", "unmet"]
    says: Text
    see: tuple[PageAnchor, ...] = ()
    takes: Text | None = None
    """What it would take to meet it; None where it is met."""


class DarkPattern(Record, frozen=True):
    """A family of tricks, and what we do instead; `close` where something of ours comes near it."""

    name: Text
    trick: Text
    standing: Literal["clear", "close"]
    says: Text
    see: tuple[PageAnchor, ...] = ()


class Term(Record, frozen=True):
    """A word of the glossary."""

    term: Text
    meaning: Text


class Notice(Record, frozen=True):
    """A short text that several pages share."""

    title: Text
    text: Text


class AnswerClauses(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an option says for or against a real photo, as clauses; None where it never does."""

    raises: Text | None = None
    lowers: Text | None = None
    leaves: Text | None = None
    """What changes nothing where a rule decides, after “That’s true”."""
    people: bool = False
    """Whether `raises` and `lowers` name people, so that “they” can follow."""
    both: bool = False
    """Whether one reason may say what raises and what lowers."""
    asks: Text | None = None
    """What to find out, as a sentence, where an AI picture may be used."""


class RuleClauses(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a rule says; without `says` the answers that it reads speak for themselves."""

    says: Text | None = None
    alone: Text | None = None
    """A sentence for the case that there is nothing else to say."""
    people: bool = False
    covers: tuple[str, ...] = ()
    """Rules that say the same less exactly, and so are silent beside it."""


class UnsureClauses(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question left open for good."""

    holds: Text
    """Where the verdict is clear all the same, after “That’s true”."""
    open: Text
    """Where it isn't."""


class Closing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What follows from a verdict, after “so”; `unsure` while nobody knows whether AI pictures are allowed."""

    says: Text
    unsure: Text | None = None


class Clauses(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The parts that reasons are made of."""

    place: Mapping[str, Text]
    """Use -> what it is called inside a sentence."""
    answer: Mapping[str, Mapping[str, AnswerClauses]]
    """Question -> option -> its clauses."""
    rule: Mapping[str, RuleClauses]
    unsure: Mapping[str, UnsureClauses]
    closing: Mapping[str, Closing]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything in the content files, each kind by key in the order of its file."""

    kinds: Mapping[str, FactKind]
    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    omissions: Mapping[str, Omission]
    contradictions: Mapping[str, Contradiction]
    evidence: Mapping[str, Evidence]
    comparison: Mapping[str, ComparisonRow]
    failures: Mapping[str, Failure]
    plans: Mapping[str, Guide]
    guides: Mapping[str, Guide]
    verdicts: Mapping[str, VerdictText]
    briefs: Mapping[str, Brief]
    session: Mapping[str, SessionGift]
    session_steps: Mapping[str, SessionStep]
    charts: Mapping[str, Chart]
    panels: Mapping[str, PanelSet]
    ways: Mapping[str, Way]
    team_ways: Mapping[str, TeamWay]
    team: Mapping[str, Mapping[str, str]]
    """Question titles, and options by question, as one asks them for a whole team."""
    destinations: Mapping[str, Destination]
    scorecard: Mapping[str, Criterion]
    dark_patterns: Mapping[str, DarkPattern]
    glossary: Mapping[str, Term]
    notices: Mapping[str, Notice]
    what_if: Mapping[str, Mapping[str, str]]
    """Question -> option -> the option as it follows “If”."""
    clauses: Clauses

    @property
    def facts(self) -> dict[str, Fact]:
        """Every fact by its name, in the order of the files."""
        files: tuple[Mapping[str, Fact], ...] = (self.claims, self.evidence, self.destinations)
        return {fact.name: fact for facts in files for fact in facts.values()}

    def cite(self, source: str) -> tuple[str, str | None]:
        """Return document and heading of a claim, or the name of the source of a piece of evidence and no heading."""
        claim = self.claims.get(source)
        return (claim.document, claim.heading) if claim else (self.evidence[source].source.name, None)

    def brief_for(self, use: str) -> Brief:
        """Return the brief of this use; KeyError when no brief names it."""
        for brief in self.briefs.values():
            if use in brief.uses:
                return brief
        raise KeyError(use)

    def destinations_for(self, use: str, plans: Collection[str] = ()) -> tuple[Destination, ...]:
        """Return the places whose specifications belong to this use, for any of the plans."""
        places = (place for place in self.destinations.values() if use in place.uses)
        return tuple(place for place in places if all(fits(place.plans, (plan,)) for plan in plans))

    def evidence_for(self, uses: Collection[str], plans: Collection[str]) -> tuple[Evidence, ...]:
        """Return the findings that fit one of the uses, for any of the plans."""
        found = (item for item in self.evidence.values() if fits(item.uses, uses))
        return tuple(item for item in found if all(fits(item.plans, (plan,)) for plan in plans))

    def evidence_about(self, claim: str) -> tuple[Evidence, ...]:
        """Return the findings that qualify this claim, for or against."""
        return tuple(item for item in self.evidence.values() if claim in item.claims_touched)
