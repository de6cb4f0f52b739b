"""A team's advice in words and bars, for the page, the sheet and the inquiry."""

from collections.abc import Sequence
from dataclasses import dataclass

from decision.content import content
from decision.content.model import Guide, Notice, TeamWay, VerdictText
from decision.core.advice import Advice, UseAdvice
from decision.core.framework import Framework, Option, Question, VerdictKey
from decision.core.team_groups import Coverage, GroupAdvice, Team, TeamAdvice, count_coverage
from decision.pages.clauses import write_line, write_reason
from decision.pages.places import ALL, SERVES_ALL
from decision.pages.words import SHORT_VERDICTS, name_verdicts
from decision.sentences import join_words

FOR_A_TEAM = (
    ("your colleagues’ portraits", "the other portraits"),
    ("your photo", "the photo"),
    ("Your photo", "The photo"),
)
"""What a reason says to one person -> the same for many."""
KEEPS = "The plan is for people without a good photo. Anyone who has a recent, real one can keep it"
SERVES_EVERYBODY = {
    "ai-for-now": "AI headshots, for now,",
    "plain": "Good plain photos",
    "studio": "Real, directed photos",
}
"""By the highest verdict in a team whose verdicts differ."""
BOOK = "book-studio"
NEXT_STEPS = {
    "studio": "Ask photographers near you, and send them our one-page guide.",
    "plain": "Take the photos yourselves, with our one-page guide.",
    "ai-for-now": "Choose one generator and one style for everybody. Our one-page guide says how.",
    "ai": "Choose one generator and one style for everybody. Our one-page guide says how.",
}
"""By the highest verdict in a team that needs no session at Gorn Photo, from the highest down."""
UNLIKE = "Two kinds of photo won’t match."


@dataclass(frozen=True)
class PlaceLine:
    """One place of a group on its own."""

    use: Option
    verdict: VerdictText | None
    says: str
    line: str
    """Why; empty while it is open."""


@dataclass(frozen=True)
class GroupRow:
    """What holds for each person of a group."""

    people: int
    who: str
    """How many they are, and what else they need."""
    label: str
    """Where their photos appear, without their number."""
    verdict: VerdictText | None
    says: str
    reason: str
    plan: Guide | None
    serves_all: str
    places: tuple[PlaceLine, ...]


@dataclass(frozen=True)
class TeamWayRow:
    """A way for the whole team: its price as a stretch of the money line, and for whom it is enough."""

    way: TeamWay
    price: tuple[int, int] | None
    """US dollars, lowest and highest; None where the seller has published none."""
    dollars_at_end: int
    coverage: str
    note: str

    @property
    def money(self) -> str:
        if self.price is None:
            return "Ask"
        low, high = self.price
        if not high:
            return "Nothing"
        return f"${low:,}" if low == high else f"${low:,}–${high:,}"

    @property
    def end(self) -> str:
        return f"${self.dollars_at_end:,}"

    @property
    def start(self) -> float:
        """Where the bar begins, in percent of the line."""
        low, high = self.price or (0, 0)
        return 0 if low == high else low / self.dollars_at_end * 100

    @property
    def width(self) -> float:
        """In percent of the line."""
        return (self.price or (0, 0))[1] / self.dollars_at_end * 100 - self.start


@dataclass(frozen=True)
class OpenQuestion:
    """A question that can still change something, as one asks it for everybody."""

    key: str
    title: str
    options: tuple[tuple[str, str], ...]
    """(key, label)."""


@dataclass(frozen=True)
class TeamResult:
    """Everything that follows for a team. Page and sheet show the same object."""

    team: TeamAdvice
    headline: str
    sentence: str
    must_match: bool
    rows: tuple[GroupRow, ...]
    ways: tuple[TeamWayRow, ...]
    keeps: str
    """Who needs nothing new."""
    leads_to_studio: bool
    """Whether anybody needs a session that the studio may give."""
    next_step: str
    questions: tuple[OpenQuestion, ...]
    """Those that can still change somebody's verdict; once all are clear, those of the plan."""
    answered: tuple[tuple[str, str], ...]
    """(question, answer) that hold for everybody, beside the three first ones."""
    interest: Notice

    @property
    def people(self) -> int:
        return self.team.team.people

    @property
    def is_open(self) -> bool:
        """Whether somebody's verdict is open."""
        return any(row.verdict is None for row in self.rows)

    @property
    def verdict(self) -> str:
        """The verdict that holds for everybody; empty while it is open or differs."""
        found = {row.verdict.key if row.verdict else "" for row in self.rows}
        return found.pop() if len(found) == 1 else ""


def describe_team_result(framework: Framework, team: TeamAdvice, *, team_price: int | None) -> TeamResult:
    """Return what follows for a team; `team_price` is the studio's, in US dollars per person."""
    rows = describe_groups(framework, team)
    options = team.team.answers.options
    must_match = options.get("matching") == "yes"
    headline, sentence = _write_headline(framework, rows, must_match=must_match)
    missing = [framework.by_key[key] for key in team.missing]
    asked = [question for question in missing if question.decides == "verdict"] or missing
    leads_to_studio = any(row.advice.verdict == "studio" and BOOK in row.advice.possible_plans for row in team.groups)
    return TeamResult(
        team=team,
        headline=headline,
        sentence=sentence,
        must_match=must_match,
        rows=rows,
        ways=describe_ways(team.possible, team_price),
        keeps=f"{KEEPS}{', as long as it fits into the row' if must_match else ''}.",
        leads_to_studio=leads_to_studio,
        next_step=_write_next_step(rows, len(asked), leads_to_studio=leads_to_studio),
        questions=tuple(_ask_all(question) for question in asked),
        answered=tuple(
            (_title(framework.by_key[key]), _label(key, framework.by_key[key].by_key[option]))
            for key, option in options.items()
            if key != "matching"
        ),
        interest=content().notices["interest"],
    )


def describe_groups(framework: Framework, team: TeamAdvice) -> tuple[GroupRow, ...]:
    return tuple(_describe_group(framework, row) for row in team.groups)


def _ask_all(question: Question) -> OpenQuestion:
    labels = tuple((option.key, _label(question.key, option)) for option in question.options)
    return OpenQuestion(question.key, _title(question), labels)


def _title(question: Question) -> str:
    return content().team["question"].get(question.key, question.title)


def _label(question: str, option: Option) -> str:
    return content().team.get(question, {}).get(option.key, option.label)


def count_people(people: int) -> str:
    return "1 person" if people == 1 else f"{people} people"


def count_groups(framework: Framework, team: Team) -> str:
    """Return who needs what: “21 for LinkedIn, 4 also for Press kit”."""
    others = [f"{team.others} for {_name_places(framework, team.answers.uses)}"] if team.others else []
    if others:
        return ", ".join([*others, *(f"{g.people} also for {_name_places(framework, g.also)}" for g in team.groups)])
    places = ((group.people, (*team.answers.uses, *group.also)) for group in team.groups)
    return ", ".join(f"{people} for {_name_places(framework, uses)}" for people, uses in places)


def _name_places(framework: Framework, uses: Sequence[str]) -> str:
    return join_words([framework.uses[use].label for use in uses])


def _write_headline(framework: Framework, rows: Sequence[GroupRow], *, must_match: bool) -> tuple[str, str]:
    found = {row.verdict.key for row in rows if row.verdict}
    settled, people = sum(row.people for row in rows if row.verdict), sum(row.people for row in rows)
    if not settled:
        return "Not decided yet", "It depends on a few more answers."
    if settled < people:
        return (
            "Not decided yet",
            f"It’s clear for {settled} of {people} people. For the others, a few more answers decide.",
        )
    highest = next(verdict.key for verdict in reversed(framework.verdicts) if verdict.key in found)
    if len(found) > 1:
        serves = f"{SERVES_EVERYBODY[highest]} would serve everybody."
        return "Not everybody needs the same photo", f"{serves} {UNLIKE}" if must_match else serves
    return content().verdicts[highest].title.replace("for this", "for everybody"), ""


def _write_next_step(rows: Sequence[GroupRow], questions: int, *, leads_to_studio: bool) -> str:
    if any(row.verdict is None for row in rows):
        return f"{questions} short question{'' if questions == 1 else 's'}, answered once for everybody."
    if leads_to_studio:
        return "Ask Gorn Photo for a price and days. Asking doesn’t book anything."
    found = {row.verdict.key for row in rows if row.verdict}
    return next(step for key, step in NEXT_STEPS.items() if key in found)


def _describe_group(framework: Framework, row: GroupAdvice) -> GroupRow:
    advice = row.advice
    labels = join_words([framework.uses[use].label for use in row.group.also])
    who = count_people(row.group.people)
    return GroupRow(
        people=row.group.people,
        who=f"{who}, with {labels} too" if labels else who,
        label=f"also for {labels}" if labels else _name_places(framework, advice.answers.uses),
        verdict=content().verdicts[advice.verdict] if advice.verdict else None,
        says=name_verdict(advice),
        reason=_speak_to_many(write_reason(advice)) if advice.verdict else "",
        plan=content().plans[advice.plan] if advice.plan else None,
        serves_all=_say_what_serves_all(advice),
        places=tuple(_describe_place(framework, advice, row) for row in advice.uses),
    )


def _describe_place(framework: Framework, advice: Advice, row: UseAdvice) -> PlaceLine:
    use = framework.uses[row.use]
    if row.verdict is None:
        return PlaceLine(use, None, f"Open: {name_possible(row.possible_verdicts)}", "")
    line = _speak_to_many(write_line(advice, row))
    return PlaceLine(use, content().verdicts[row.verdict], SHORT_VERDICTS[row.verdict], line)


def name_verdict(advice: Advice) -> str:
    """Return the verdict in words, or the ones that are still possible."""
    return SHORT_VERDICTS[advice.verdict] if advice.verdict else f"Open: {name_possible(advice.possible_verdicts)}"


def name_possible(verdicts: Sequence[str]) -> str:
    """Return the verdicts that are still possible, in words."""
    if len(verdicts) == len(SHORT_VERDICTS):
        return "anything from AI to a studio photo"
    return name_verdicts(verdicts)


def _speak_to_many(text: str) -> str:
    for one, many in FOR_A_TEAM:
        text = text.replace(one, many)
    return text


def _say_what_serves_all(advice: Advice) -> str:
    if advice.verdict is None or len(advice.uses) < 2:  # noqa: PLR2004  # “all” needs two places
        return ""
    them = "all of these places" if len(advice.uses) > len(ALL) else ALL[len(advice.uses) - 1]
    return SERVES_ALL[advice.verdict].format(all=them)


def describe_ways(groups: Sequence[tuple[int, Sequence[VerdictKey]]], team_price: int | None) -> tuple[TeamWayRow, ...]:
    """Return the ways on one money line; each group is (people, the verdicts that are possible for them)."""
    ways = content().team_ways.values()
    people = sum(number for number, _ in groups)
    prices = {way.key: price_way(way, people, team_price) for way in ways}
    dollars_at_end = max(high for price in prices.values() if price for high in price)
    return tuple(
        TeamWayRow(
            way=way,
            price=prices[way.key],
            dollars_at_end=dollars_at_end,
            coverage=describe_coverage(count_coverage(groups, way.enough)),
            note=way.note or _note_studio_price(team_price),
        )
        for way in ways
    )


def price_way(way: TeamWay, people: int, team_price: int | None) -> tuple[int, int] | None:
    """Return US dollars, lowest and highest, for this many people; None where only the seller knows."""
    if way.lowest is None or way.highest is None:
        return None if team_price is None else (people * team_price,) * 2
    more = max(0, people - way.covers)
    return way.base + more * way.lowest, way.base + more * way.highest


def _note_studio_price(team_price: int | None) -> str:
    if team_price is None:
        return "The studio has published no price for teams"
    return f"The studio’s price for teams: ${team_price:,} each"


def describe_coverage(coverage: Coverage) -> str:
    """Return for whom a way is enough. What is open is said to be open."""
    people = coverage.enough + coverage.too_little + coverage.open
    if people in (coverage.enough, coverage.too_little, coverage.open):
        whole = {coverage.enough: "Enough for everybody", coverage.too_little: "Not enough for anybody"}
        return whole.get(people, "Open for everybody")
    counts = ((coverage.enough, "Enough for"), (coverage.open, "open for"), (coverage.too_little, "not enough for"))
    text = ", ".join(f"{words} {number}" for number, words in counts if number)
    return text[:1].upper() + text[1:]
