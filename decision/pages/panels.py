"""Panels of 100 small figures: how many of 100 are counted and how many are not, or that nobody knows."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from decision.content.model import Panel, PanelSet

HUNDRED = 100
IN_A_ROW = 10
SIDE = 12  # pixels, of one small figure


@dataclass(frozen=True)
class Block:
    """A rectangle of small figures, in pixels; `counts` says whether these are the counted ones."""

    x: int
    y: int
    width: int
    height: int
    counts: bool


@dataclass(frozen=True)
class PanelView:
    """A panel with its numbers in words and its figures as rectangles."""

    panel: Panel
    counted: str
    others: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class PanelSetView:
    """What one study counted, ready to be drawn."""

    item: PanelSet
    panels: tuple[PanelView, ...]

    @property
    def is_known(self) -> bool:
        """Whether a study counted anything."""
        return self.item.finding is not None


def lay_out_panels(item: PanelSet) -> PanelSetView:
    """Return the panels of a set in the order of its file."""
    return PanelSetView(item, tuple(map(_lay_out, item.panels)))


def _lay_out(panel: Panel) -> PanelView:
    if panel.percent is None:
        return PanelView(panel, "", "", ())
    read = int(Decimal(str(panel.percent)).quantize(Decimal(1), ROUND_HALF_UP))
    count = read if panel.percent_is == "counted" else HUNDRED - read
    rest = HUNDRED - count
    return PanelView(panel, panel.counted.format(count=count), panel.others.format(rest=rest), _fill(count))


def _fill(count: int) -> tuple[Block, ...]:
    """Return the rectangles that hold 100 figures in ten rows: whole rows, and one row that both share."""
    rows, more = divmod(count, IN_A_ROW)
    rest = IN_A_ROW - more if more else 0
    shared = 1 if more else 0
    below = IN_A_ROW - rows - shared
    blocks = (
        Block(0, 0, IN_A_ROW * SIDE, rows * SIDE, counts=True),
        Block(0, rows * SIDE, more * SIDE, SIDE, counts=True),
        Block(more * SIDE, rows * SIDE, rest * SIDE, SIDE, counts=False),
        Block(0, (rows + shared) * SIDE, IN_A_ROW * SIDE, below * SIDE, counts=False),
    )
    return tuple(block for block in blocks if block.width and block.height)
