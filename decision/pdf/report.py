"""The report: what the result page says, laid out for paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from itertools import zip_longest

import segno
from django.conf import settings
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from decision.address import write_address
from decision.content import content
from decision.content.model import Brief, Chart, ComparisonRow, Destination, Evidence
from decision.core.advice import Advice, advise
from decision.core.answers import read_answers
from decision.core.framework import load_framework
from decision.core.packages import PackageOffer
from decision.core.turnaround import Delivery, find_deadline, find_today, is_business_day, plan_delivery
from decision.pages.charts import CHANCE, Bar, Figure, lay_out_chart
from decision.pages.places import PlaceRow, is_specified, list_destinations
from decision.pages.readings import Readings, describe_readings
from decision.pages.result import Result, describe_result
from decision.pages.words import AnsweredQuestion, StakesRow
from decision.pdf.client import draw_document
from decision.pdf.footnotes import Notes
from decision.pdf.names import NOBODY, PrintedName
from decision.pdf.ways import WayLine, list_ways

EXAMPLE_DAYS = 3
MOST_FINDINGS = 10
MOST_PLACES = 3
"""Destinations with their specification; the rest is on the site."""
MOST_BRIEFS = 2
MOST_ROWS = 3
"""Of the comparison."""
PLACES_ON_MEMO = 9
FIRST_FINDINGS = 2
"""Findings that every report has, one for each side; the others only fill what is left of the last page."""
FEWEST_BARS = 2
"""A chart with fewer that fit the advice compares nothing."""
A_DAY = 86_400  # seconds


@dataclass(frozen=True)
class ReportOrder:
    """Everything a report is made from. Equal orders give equal reports."""

    advice: Advice
    """Settled, or open with readings."""
    offers: Sequence[PackageOffer]
    today: date
    """In New York."""
    paper: str = "letter"
    """A key of PAPERS."""
    delivery: Delivery | None = None
    """The dates after the session day that the person picked, if they did."""
    kept: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """What the links in the report carry besides the answers: an older version, what the person sets aside."""

    @property
    def session(self) -> str:
        """The session day as addresses write it; empty when none was picked."""
        return self.delivery.session_day.isoformat() if self.delivery else ""

    @property
    def contested(self) -> tuple[str, ...]:
        """The questions and rules that the person sets aside."""
        return tuple(self.kept.get("without", ()))


@dataclass(frozen=True)
class ReportChart:
    """A chart of charts.toml with the bars that fit the advice."""

    chart: Chart
    figures: list[Figure]

    @property
    def chance(self) -> int | None:
        """What guessing gets, in percent, where the chart marks it."""
        return CHANCE if self.chart.marks_chance else None


@dataclass(frozen=True)
class ReportPage(Result):
    """The result, and what only the report shows."""

    name: PrintedName
    link: str
    """The address of the result, with the site's origin."""
    qr: SafeString
    site: str
    """The site's origin."""
    kept: Mapping[str, str | tuple[str, ...]]
    today: date
    delivery: Delivery | None
    examples: list[Delivery]
    """What the next working days would give, while no session day is picked and the plan doesn't put it off."""
    deadline: date | None
    ways: list[WayLine]
    counted: list[tuple[StakesRow, Bar]]
    uncounted: list[StakesRow]
    """The person's answers without points."""
    plan_answers: list[AnsweredQuestion]
    destinations: list[Destination]
    more_destinations: int
    """How many are on the site only."""
    silent: list[Destination]
    """The destinations that publish nothing about pictures."""
    charts: list[list[ReportChart]]
    """In two columns about as long: people's guesses, and the rest."""
    findings: list[Evidence]
    """For both sides in turn, what bears most on this advice first."""

    @property
    def days(self) -> list[Delivery]:
        """The session day picked, or the examples."""
        return [self.delivery] if self.delivery else self.examples

    @property
    def has_dates(self) -> bool:
        """Whether the memo has dates to keep."""
        return bool(self.deadline or self.days or self.plan.expiry)

    @property
    def first_places(self) -> tuple[PlaceRow, ...]:
        """The places on the memo."""
        return self.places.rows[:PLACES_ON_MEMO] if self.places else ()

    @property
    def more_places(self) -> tuple[PlaceRow, ...]:
        """The places in the appendix."""
        return self.places.rows[PLACES_ON_MEMO:] if self.places else ()

    @property
    def first_findings(self) -> list[Evidence]:
        return self.findings[:FIRST_FINDINGS]

    @property
    def more_findings(self) -> list[Evidence]:
        return self.findings[FIRST_FINDINGS:]

    @property
    def briefs(self) -> tuple[Brief, ...]:
        """The first kinds of portrait that the session is for; the rest is on the site."""
        return self.session.briefs[:MOST_BRIEFS] if self.session else ()

    @property
    def more_briefs(self) -> int:
        """How many kinds of portrait are on the site only."""
        return len(self.session.briefs) - len(self.briefs) if self.session else 0

    @property
    def matters(self) -> list[ComparisonRow]:
        """The first rows of the comparison that matter for these answers."""
        return [row for row, matters in self.comparison if matters][:MOST_ROWS]


@dataclass(frozen=True)
class ReadingsReport(Readings):
    """What each answer to a question would mean that the person leaves open, for paper."""

    name: PrintedName
    link: str
    """The address of the result, with the site's origin."""
    qr: SafeString
    today: date


def draw_report(order: ReportOrder, name: PrintedName = NOBODY) -> bytes:
    """Return the report as PDF/UA-1; see `draw_document` for its errors."""
    return draw_document(write_report(order, name), order.paper)


def write_report(order: ReportOrder, name: PrintedName = NOBODY) -> str:
    if order.advice.settled:
        return render_to_string("decision/pdf/report.html", {"page": describe_report(order, name), "notes": Notes()})
    return render_to_string("decision/pdf/readings.html", {"page": describe_readings_report(order, name)})


def write_first_report() -> None:
    """Write a report once, so that no request waits for the framework, words and templates to load."""
    framework = load_framework()
    advice = advise(framework, read_answers(framework, {"use": ["press-kit"]}))
    write_report(ReportOrder(advice, (), find_today()))


def describe_report(order: ReportOrder, name: PrintedName) -> ReportPage:
    advice = order.advice
    result = describe_result(advice, order.offers, order.contested, today=order.today)
    link = _write_link(order)
    has_places = result.session is not None or advice.plan in ("keep-current", "take-plain")
    places = list_destinations(advice) if has_places else []
    specified = put_each_use_first([place for place in places if is_specified(place)])
    at_gorn = result.session is not None and result.session.at_gorn
    has_examples = at_gorn and order.delivery is None and advice.plan != "bridge-then-book"
    cited = {row.contribution.source for row, _ in result.bars}
    return ReportPage(
        **vars(result),
        name=name,
        link=link,
        qr=draw_qr(link),
        site=settings.SITE_URL,
        kept=order.kept,
        today=order.today,
        delivery=order.delivery,
        examples=list_examples(advice, order.today) if has_examples else [],
        deadline=find_deadline(advice.answers.get("deadline"), order.today),
        ways=list_ways(result),
        counted=[(row, bar) for row, bar in result.bars if row.contribution.points],
        uncounted=[row for row, _ in result.bars if not (row.contribution.points or row.contribution.implied)],
        plan_answers=[item for item in result.answered if item.question.decides == "plan"],
        destinations=specified[:MOST_PLACES],
        more_destinations=len(specified[MOST_PLACES:]),
        silent=[place for place in places if not is_specified(place)],
        charts=arrange_charts(list_charts([*result.against, *result.in_favor, *result.either_way])),
        findings=alternate(rank_findings(result.against, cited), rank_findings(result.in_favor, cited)),
    )


def describe_readings_report(order: ReportOrder, name: PrintedName) -> ReadingsReport:
    link = _write_link(order)
    return ReadingsReport(
        **vars(describe_readings(order.advice)), name=name, link=link, qr=draw_qr(link), today=order.today
    )


def _write_link(order: ReportOrder) -> str:
    """Return the address of the result, with the site's origin."""
    path: str = write_address("decision:result", order.advice.answers, session=order.session, **order.kept)
    return f"{settings.SITE_URL}{path}"


def list_examples(advice: Advice, today: date) -> list[Delivery]:
    """Return the dates for a session on each of the next working days. The studio may be busy on any of them."""
    days = (today + timedelta(days=ahead) for ahead in range(1, 14))
    working = [day for day in days if is_business_day(day)]
    deadline = advice.answers.get("deadline")
    return [plan_delivery(day, deadline=deadline, today=today) for day in working[:EXAMPLE_DAYS]]


def list_charts(fitting: Sequence[Evidence]) -> list[ReportChart]:
    """Return the charts whose figures come from these findings."""
    every = [
        ReportChart(chart, [figure for figure in lay_out_chart(chart) if figure.finding in fitting])
        for chart in content().charts.values()
    ]
    return [part for part in every if len(part.figures) >= FEWEST_BARS]


def arrange_charts(charts: Sequence[ReportChart]) -> list[list[ReportChart]]:
    """Return the charts in columns: the one with most bars on its own, then the others."""
    if not charts:
        return []
    longest = max(charts, key=lambda part: len(part.figures))
    return [column for column in ([longest], [part for part in charts if part is not longest]) if column]


def rank_findings(findings: Sequence[Evidence], cited: set[str]) -> list[Evidence]:
    """Return the findings that touch most of the cited claims first; of equals, the earlier in the list."""
    return sorted(findings, key=lambda finding: -len(cited.intersection(finding.claims_touched)))


def alternate(against: Sequence[Evidence], in_favor: Sequence[Evidence]) -> list[Evidence]:
    """Return both sides in turn, what speaks against the studio first; at most as much for it as against it."""
    every = [finding for pair in zip_longest(against, in_favor[: len(against)]) for finding in pair if finding]
    return every[:MOST_FINDINGS]


def put_each_use_first(places: Sequence[Destination]) -> list[Destination]:
    """Return the places with one of each use at the beginning."""
    first = {place.uses: place for place in reversed(places)}.values()
    return sorted(places, key=lambda place: place not in first)


def draw_qr(address: str) -> SafeString:
    """Return an SVG element with the address as a QR code, and a title for people who cannot see it.

    The error correction is the lowest that needs no more modules: our addresses are long, and large modules scan
    better from paper than small ones with more redundancy.
    """
    drawing: str = segno.make_qr(address, error="l", boost_error=True).svg_inline(
        scale=1, border=0, title="QR code of the address of this result", omitsize=True, dark="#221f1b", svgclass="qr"
    )
    return SafeString(drawing)  # holds modules only, no text of people


def find_tag(order: ReportOrder) -> str:
    """Return a tag that is the same for equal orders in one release, and different otherwise."""
    parts = (
        settings.RELEASE,
        settings.SITE_URL,
        order.advice.framework.sha256,
        order.advice.answers.as_pairs(),
        sorted(order.kept.items()),
        list(order.offers),
        order.today.isoformat(),
        order.session,
        order.paper,
    )
    return sha256(repr(parts).encode()).hexdigest()[:32]


def fetch_report(order: ReportOrder) -> bytes:
    """Return the kept report, or draw it; see `draw_document` for its errors."""
    tag = find_tag(order)
    cached: bytes | None = caches["reports"].get(tag)
    if cached is not None:
        return cached
    pdf = draw_report(order)
    caches["reports"].set(tag, pdf, A_DAY)
    return pdf
