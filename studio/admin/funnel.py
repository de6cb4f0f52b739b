"""The funnel of the last 30 days: results shown, inquiries, bookings; by verdict and by use."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Sum
from django.utils import timezone

from studio.models import ErasedCount, Inquiry, OutcomeTally, Status, StatusChange, Verdict
from studio.uses import list_uses

DAYS = 30
SPAM = (Status.SPAM, Status.SUSPECTED)

# Pixels. Charts are as wide as their column, and their text has the size of the page's text.
LABEL_HEIGHT, BAR_HEIGHT, GROUP_GAP = 20, 16, 12
LONGEST_BAR = 70
"""Percent of the width; the rest is for the number."""

Counts = Counter[tuple[str, str]]
"""Counts by (use, verdict)."""


@dataclass(frozen=True)
class Bar:
    """One bar: its kind, number and position."""

    kind: str
    count: int
    y: int
    width: float
    """Percent of the width."""

    @property
    def baseline(self) -> int:
        """The y position of the number."""
        return self.y + BAR_HEIGHT - 4

    def __str__(self) -> str:
        return "1 inquiry" if (self.count, self.kind) == (1, "inquiries") else f"{self.count} {self.kind}"


@dataclass(frozen=True)
class Row:
    """The three bars of one verdict or use."""

    label: str
    bars: tuple[Bar, ...]

    @property
    def baseline(self) -> int:
        """The y position of the label."""
        return self.bars[0].y - 5


@dataclass(frozen=True)
class Chart:
    """A chart; `height` is in pixels."""

    title: str
    rows: tuple[Row, ...]
    height: int


def draw_funnel(today: date) -> list[Chart]:
    """Return the charts by verdict and by use, of the last 30 days. Four queries."""
    counts = count_steps(today - timedelta(days=DAYS - 1))
    verdicts = {**dict(Verdict.choices), "": "Open"}
    uses = {**dict(list_uses()), "": "No use given"}
    return [
        lay_out("By verdict", {kind: total(found, place=1) for kind, found in counts.items()}, verdicts),
        lay_out("By use", {kind: total(found, place=0) for kind, found in counts.items()}, uses),
    ]


def count_steps(since: date) -> dict[str, Counts]:
    """Return results shown, inquiries and bookings since a New York day, including erased ones."""
    # A moment and not a day, so that the index can be used, and SQLite does not call Python for every row.
    start = timezone.make_aware(datetime.combine(since, time()))
    received = Inquiry.objects.filter(created_at__gte=start, merged_into=None).exclude(status__in=SPAM)
    was_booked = Exists(StatusChange.objects.filter(inquiry=OuterRef("pk"), to_status=Status.BOOKED))
    groups = received.order_by().values_list("main_use", "verdict", was_booked).annotate(Count("pk"))
    erased = ErasedCount.objects.filter(day__gte=since).values_list("use", "verdict", "was_booked", "count")
    shown = OutcomeTally.objects.filter(day__gte=since).order_by().values_list("use", "verdict").annotate(Sum("count"))
    inquiries, booked = Counts(), Counts()
    for use, verdict, is_booked, count in [*groups, *erased]:
        inquiries[use, verdict] += count
        booked[use, verdict] += count if is_booked else 0
    return {
        "shown": Counter({(use, verdict): count for use, verdict, count in shown}),
        "inquiries": inquiries,
        "booked": booked,
    }


def total(counts: Counts, *, place: int) -> Counter[str]:
    """Return the totals by use (`place` 0) or by verdict (1)."""
    totals: Counter[str] = Counter()
    for key, count in counts.items():
        totals[key[place]] += count
    return totals


def lay_out(title: str, steps: Mapping[str, Counter[str]], labels: Mapping[str, str]) -> Chart:
    """Return a chart with one row for each label that has a number."""
    keys = [key for key in labels if any(counts[key] for counts in steps.values())]
    most = max((count for counts in steps.values() for count in counts.values()), default=1) or 1
    group = LABEL_HEIGHT + len(steps) * BAR_HEIGHT + GROUP_GAP
    rows = tuple(
        Row(labels[key], _lay_out_bars([(kind, steps[kind][key]) for kind in steps], top=number * group, most=most))
        for number, key in enumerate(keys)
    )
    return Chart(title, rows, height=len(rows) * group)


def _lay_out_bars(numbers: Sequence[tuple[str, int]], *, top: int, most: int) -> tuple[Bar, ...]:
    return tuple(
        Bar(kind, count, top + LABEL_HEIGHT + place * BAR_HEIGHT, round(LONGEST_BAR * count / most, 1))
        for place, (kind, count) in enumerate(numbers)
    )
