"""The geometry of the two charts, in the units of their SVG; page and report draw the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from decision.advice import Advice, UseAdvice
from decision.scoring import Contribution

SCALE_LEFT, SCALE_WIDTH = 20, 600
LINE_HEIGHT = 26
TICK_ROW = 18
_NEAR = 8  # index points: the figures of two ticks nearer than this would touch on a phone
_LABEL_WIDTH = 8.4  # SVG units that a character of a label takes, on the safe side


@dataclass(frozen=True)
class Zone:
    """The stretch of the scale that gives one verdict: `start` to `stop` of the index, x and width in the SVG."""

    verdict: str
    start: int
    stop: int
    x: float
    width: float

    @property
    def length(self) -> int:
        """How many index points the zone spans."""
        return self.stop - self.start


@dataclass(frozen=True)
class Marker:
    """A use on the scale with its label. `drop` is how far the label stands above the scale, in the SVG."""

    label: str
    verdict: str
    stakes: int
    x: float
    label_x: float
    anchor: str
    drop: int


@dataclass(frozen=True)
class Tick:
    """An index on the page's scale and the uses that stand there; `lift` raises its figure, in the SVG."""

    stakes: int
    labels: tuple[str, ...]
    lift: int

    @property
    def top(self) -> int:
        """Where its line begins."""
        return 22 - self.lift

    @property
    def baseline(self) -> int:
        """Where its figure stands."""
        return 16 - self.lift


@dataclass(frozen=True)
class Bar:
    """One contribution as a step of the sum, in index points: it spans `start` to `start + width`."""

    start: int
    width: int
    total: int
    """The sum after this step."""


def lay_out_zones(advice: Advice) -> list[Zone]:
    """Return the zones of the stakes scale, the lowest first."""
    verdicts = advice.framework.verdicts
    ends = [*(verdict.threshold for verdict in verdicts[1:]), 100]
    return [
        Zone(v.key, v.threshold, stop, _scale(v.threshold), _scale(stop) - _scale(v.threshold))
        for v, stop in zip(verdicts, ends, strict=True)
    ]


def lay_out_markers(advice: Advice) -> list[Marker]:
    """Return a marker for each use whose verdict is settled, from low stakes to high."""
    settled = sorted((use for use in advice.uses if use.stakes is not None), key=lambda use: use.stakes or 0)
    rows: list[float] = []
    return [_place_marker(advice, use, rows) for use in settled]


def _place_marker(advice: Advice, use: UseAdvice, rows: list[float]) -> Marker:
    """Place one label on the lowest row on which it does not touch the last one; `rows` holds their right ends."""
    label, stakes = advice.framework.uses[use.use].label, use.stakes or 0
    x, width = _scale(stakes), len(f"{label} {stakes}") * _LABEL_WIDTH
    reaches_edge = x + width > SCALE_LEFT + SCALE_WIDTH
    left = x - width if reaches_edge else x
    row = next((number for number, end in enumerate(rows) if left > end), len(rows))
    rows[row:] = [left + width + _LABEL_WIDTH, *rows[row + 1 :]]
    anchor = "end" if reaches_edge else "start"
    return Marker(label, str(use.verdict), stakes, x, x + (-8 if reaches_edge else 8), anchor, (row + 1) * LINE_HEIGHT)


def lay_out_ticks(advice: Advice) -> list[Tick]:
    """Return one tick for each index at which a use stands, from low to high; near ones stand on rows of their own."""
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


def _scale(index: int) -> float:
    return SCALE_LEFT + index * SCALE_WIDTH / 100
