"""The geometry of the charts: the scale and the bars of a result, and the figures in charts.toml and ways.toml."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from decision.content import content
from decision.content.model import Chart, ChartBar, Evidence, Pace, Way
from decision.core.advice import Advice
from decision.core.scoring import Contribution
from decision.pages.words import SHORT_VERDICTS

TICK_ROW = 18  # pixels
_NEAR = 8  # index points: the figures of two ticks nearer than this would touch on a phone
HIGHEST = 100  # of the index
_NARROW = 15  # index points: the name of a zone narrower than this is wider than the zone on a phone

COLORS = {"ai": "#3c6075", "ai-for-now": "#7c5a12", "plain": "#4a4888", "studio": "#6a2c4e"}
"""Verdict -> its color on paper. WeasyPrint applies no style sheet inside an SVG; pages go by the style sheet."""
ON_SCALE = {"ai": "AI", "ai-for-now": "for now", "plain": "plain", "studio": "studio"}
"""Verdict -> its name under its zone."""


@dataclass(frozen=True)
class Zone:
    """The stretch of the scale that gives one verdict: `start` to `stop` of the index."""

    verdict: str
    start: int
    stop: int
    is_possible: bool = True
    """False where the verdict is open and this one is ruled out."""

    @property
    def length(self) -> int:
        """In index points."""
        return self.stop - self.start

    @property
    def title(self) -> str:
        """The verdict in two words."""
        return SHORT_VERDICTS[self.verdict]

    @property
    def name(self) -> str:
        """What is written under the zone."""
        return ON_SCALE[self.verdict]

    @property
    def color(self) -> str:
        return COLORS[self.verdict]

    @property
    def anchor(self) -> str:
        """Which end of the zone its name is aligned with: names of narrow zones run over, each to its free side."""
        is_last = self.stop == HIGHEST
        return "end" if is_last or (self.verdict == "ai-for-now" and self.length < _NARROW) else "start"

    @property
    def name_at(self) -> float:
        """Where the name is anchored, in index points."""
        if self.anchor == "start":
            return self.start
        return self.stop if self.stop == HIGHEST else self.stop - 1


@dataclass(frozen=True)
class Tick:
    """An index on the scale and the uses that have it. `lift` raises its figure, in pixels."""

    stakes: int
    labels: tuple[str, ...]
    lift: int

    @property
    def top(self) -> int:
        """The y of the upper end of its line."""
        return 22 - self.lift

    @property
    def baseline(self) -> int:
        """The y of its figure."""
        return 16 - self.lift


@dataclass(frozen=True)
class Scale:
    """The stakes scale with a tick for each use."""

    zones: list[Zone]
    ticks: list[Tick]
    own: tuple[int, ...] = ()
    """The index of each use by the reader's own answers, while they try others."""

    @property
    def lift(self) -> int:
        """How far the highest figure is raised, in pixels."""
        return max((tick.lift for tick in self.ticks), default=0)


@dataclass(frozen=True)
class Bar:
    """One contribution as a step of the sum, in index points: it spans `start` to `start + width`."""

    start: int
    width: int
    total: int
    """The sum after this step."""


def lay_out_scale(advice: Advice, own: Advice | None = None) -> Scale:
    """Return the scale of a result; `own` is that of the reader's own answers, while they try others."""
    stakes = {use.stakes for use in own.uses if use.stakes is not None} if own else set()
    return Scale(lay_out_zones(advice), lay_out_ticks(advice), tuple(sorted(stakes)))


def lay_out_zones(advice: Advice) -> list[Zone]:
    """Return the zones of the stakes scale, the lowest first."""
    verdicts = advice.framework.verdicts
    ends = [*(verdict.threshold for verdict in verdicts[1:]), HIGHEST]
    return [
        Zone(verdict.key, verdict.threshold, stop, advice.settled or verdict.key in advice.possible_verdicts)
        for verdict, stop in zip(verdicts, ends, strict=True)
    ]


def lay_out_ticks(advice: Advice) -> list[Tick]:
    """Return one tick for each index that a use has, from low to high. Close ones get rows of their own."""
    labels: dict[int, tuple[str, ...]] = {}
    for use in sorted(advice.uses, key=lambda use: use.stakes or 0):
        if use.stakes is not None:
            labels[use.stakes] = (*labels.get(use.stakes, ()), advice.framework.uses[use.use].label)
    ticks: list[Tick] = []
    for stakes, names in labels.items():
        is_near = bool(ticks) and stakes - ticks[-1].stakes < _NEAR
        ticks.append(Tick(stakes, names, ticks[-1].lift + TICK_ROW if is_near else 0))
    return ticks


def lay_out_bars(contributions: Sequence[Contribution]) -> list[Bar]:
    """Return the contributions as steps of one sum, each beginning where the last one ended."""
    totals = list(accumulate((row.points for row in contributions), initial=0))
    return [Bar(min(before, after), abs(after - before), after) for before, after in pairwise(totals)]


CHANCE = 50  # percent of right answers that guessing gives
PACES: tuple[Pace, ...] = ("hour", "day", "week", "month")
"""The steps of the time line of the ways."""
_REPORTED = ("secondary", "vendor")


@dataclass(frozen=True)
class Figure:
    """A bar of a chart with its figure in words."""

    bar: ChartBar

    @property
    def finding(self) -> Evidence:
        return content().evidence[self.bar.finding]

    @property
    def is_reported(self) -> bool:
        """Whether the figure was read in what others say of the source."""
        return next(source.grade in _REPORTED for source in self.finding.sources if source.name == self.bar.read_at)

    @property
    def percent(self) -> str:
        """The figure as it is written: 34.4%, over 95%."""
        bound = "" if self.bar.bound == "exact" else f"{self.bar.bound} "
        return f"{bound}{self.bar.percent:g}%"


@dataclass(frozen=True)
class WayRow:
    """A way to a portrait, its price as a stretch of the money line, and its time as steps of the time line."""

    way: Way
    dollars_at_end: int

    @property
    def money(self) -> str:
        """The price as it is written: Nothing, $20–$50, $300–$1,050 and up."""
        if not self.way.highest:
            return "Nothing"
        return f"${self.way.lowest:,}–${self.way.highest:,}{' and up' if self.way.and_up else ''}"

    @property
    def end(self) -> str:
        """What the right end of the money line means, as it is written."""
        return f"${self.dollars_at_end:,}"

    @property
    def start(self) -> float:
        """Where the price begins, in percent of the line."""
        return self.way.lowest / self.dollars_at_end * 100

    @property
    def width(self) -> float:
        """In percent of the line."""
        return (self.way.highest - self.way.lowest) / self.dollars_at_end * 100

    @property
    def is_estimate(self) -> bool:
        """Whether nobody but us says what it costs."""
        return not (self.way.money_claims or self.way.money_evidence)

    @property
    def is_reported(self) -> bool:
        """Whether the price was read in what others say of it, or in what a seller says of the market."""
        evidence = [content().evidence[key] for key in self.way.money_evidence]
        return not self.way.money_claims and any(item.source.grade in _REPORTED for item in evidence)

    @property
    def paces(self) -> list[bool]:
        """For each step of the time line, whether it passes before the picture is finished."""
        reached = PACES.index(self.way.within) if self.way.within else -1
        return [step <= reached for step in range(len(PACES))]


def lay_out_chart(chart: Chart) -> list[Figure]:
    """Return the bars of a chart in the order of its file."""
    return [Figure(bar) for bar in chart.bars]


def lay_out_ways(ways: Sequence[Way]) -> list[WayRow]:
    """Return the ways on one money line, which ends at the highest price."""
    dollars_at_end = max(way.highest for way in ways)
    return [WayRow(way, dollars_at_end) for way in ways]
