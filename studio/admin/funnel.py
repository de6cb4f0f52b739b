"""The funnel of the last 30 days: results shown, inquiries and bookings, in all, by verdict and by use."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Exists, OuterRef, Sum
from django.http import HttpRequest
from django.utils import timezone

from studio.admin.base import StaffAdmin
from studio.models import Inquiry, OutcomeTally, Status, StatusChange, Verdict
from studio.uses import list_uses

DAYS = 30
SPAM = (Status.SPAM, Status.SUSPECTED)

# Pixels. Charts are as wide as their column, and their text has the size of the page's text.
LABEL_HEIGHT, BAR_HEIGHT, ROW_GAP, HEADING_HEIGHT = 20, 16, 12, 32
LONGEST_BAR = 70
"""Percent of the width; the rest is for the number."""

Counts = Counter[tuple[str, str]]
"""Counts by (use, verdict)."""

Totals = dict[str, list[tuple[str, int]]]
"""Label -> (kind, number) of each bar."""


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
    """The three bars of one verdict or use. The first of a group has a heading."""

    label: str
    bars: tuple[Bar, ...]
    heading: str = ""

    @property
    def baseline(self) -> int:
        """The y position of the label."""
        return self.bars[0].y - 5

    @property
    def heading_baseline(self) -> int:
        """The y position of the heading."""
        return self.bars[0].y - LABEL_HEIGHT - 10


@dataclass(frozen=True)
class Chart:
    """The chart; `height` is in pixels."""

    rows: tuple[Row, ...]
    height: int


def draw_funnel(today: date) -> Chart:
    """Return the chart of the last 30 days. Two queries."""
    counts = count_steps(today - timedelta(days=DAYS - 1))
    verdicts = {**dict(Verdict.choices), "": "Open"}
    uses = {**dict(list_uses()), "": "No use given"}
    return lay_out(
        {
            "": _list_totals({kind: Counter({"": found.total()}) for kind, found in counts.items()}, {"": "All"}),
            "By verdict": _list_totals({kind: total(found, place=1) for kind, found in counts.items()}, verdicts),
            "By use": _list_totals({kind: total(found, place=0) for kind, found in counts.items()}, uses),
        }
    )


def count_steps(since: date) -> dict[str, Counts]:
    """Return results shown, inquiries and bookings since a New York day."""
    # A time instead of a day, so that the index can be used, and SQLite does not call Python for every row.
    start = timezone.make_aware(datetime.combine(since, time()))
    received = Inquiry.objects.filter(created_at__gte=start, merged_into=None).exclude(status__in=SPAM)
    was_booked = Exists(StatusChange.objects.filter(inquiry=OuterRef("pk"), to_status=Status.BOOKED))
    groups = received.order_by().values_list("main_use", "verdict", was_booked).annotate(Count("pk"))
    shown = OutcomeTally.objects.filter(day__gte=since).order_by().values_list("use", "verdict").annotate(Sum("count"))
    inquiries, booked = Counts(), Counts()
    for use, verdict, is_booked, count in groups:
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


def _list_totals(steps: Mapping[str, Counter[str]], labels: Mapping[str, str]) -> Totals:
    """Return the totals of each label that has a number, the most results first."""
    named = {label: [(kind, counts[key]) for kind, counts in steps.items()] for key, label in labels.items()}
    some = {label: numbers for label, numbers in named.items() if any(count for _, count in numbers)}
    return dict(sorted(some.items(), key=lambda item: item[1][0][1], reverse=True))


def lay_out(groups: Mapping[str, Totals]) -> Chart:
    """Return a chart with one row for each label, in groups with a heading. All bars have one scale."""
    most = max((count for totals in groups.values() for row in totals.values() for _, count in row), default=1)
    rows: list[Row] = []
    top = 0
    for heading, totals in groups.items():
        for number, (label, numbers) in enumerate(totals.items()):
            title = "" if number else heading
            top += HEADING_HEIGHT if title else 0
            rows.append(Row(label, _lay_out_bars(numbers, top=top, most=most), title))
            top += LABEL_HEIGHT + len(numbers) * BAR_HEIGHT + ROW_GAP
    return Chart(tuple(rows), height=top)


def _lay_out_bars(numbers: Sequence[tuple[str, int]], *, top: int, most: int) -> tuple[Bar, ...]:
    return tuple(
        Bar(kind, count, top + LABEL_HEIGHT + place * BAR_HEIGHT, round(LONGEST_BAR * count / most, 1))
        for place, (kind, count) in enumerate(numbers)
    )


class InWordsFilter(admin.AllValuesFieldListFilter):
    """A filter with the labels of uses and verdicts."""

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        words = list_words()
        for choice in super().choices(changelist):
            yield choice | {"display": words.get(str(choice["display"]), choice["display"])}


def list_words() -> dict[str, str]:
    """Return the labels of uses and verdicts."""
    return dict(list_uses()) | dict(Verdict.choices)


@admin.register(OutcomeTally)
class OutcomeTallyAdmin(StaffAdmin):
    """How many results people saw. Approximate: a reload counts again, and some browsers do not report."""

    list_display = ["day", "use_in_words", "verdict_in_words", "count", "framework_version"]
    list_filter = [("verdict", InWordsFilter), ("use", InWordsFilter), "framework_version"]
    date_hierarchy = "day"

    @admin.display(description="use", ordering="use")
    def use_in_words(self, tally: OutcomeTally) -> str:
        return list_words().get(tally.use, tally.use)

    @admin.display(description="verdict", ordering="verdict")
    def verdict_in_words(self, tally: OutcomeTally) -> str:
        return list_words().get(tally.verdict, tally.verdict)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only the site counts."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutcomeTally | None = None) -> bool:
        """Counts never change here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutcomeTally | None = None) -> bool:
        """Counts never change here."""
        return False
