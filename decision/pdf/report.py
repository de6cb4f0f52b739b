"""The report: what the result page says, laid out for paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from decision.content.model import Destination, Evidence
from decision.core.advice import Advice, advise
from decision.core.answers import read_answers
from decision.core.framework import load_framework
from decision.core.packages import PackageOffer
from decision.core.turnaround import Delivery, find_today, is_business_day, plan_delivery
from decision.pages.charts import Bar
from decision.pages.places import is_specified, list_destinations
from decision.pages.readings import Readings, describe_readings
from decision.pages.result import Result, describe_result
from decision.pages.words import AnsweredQuestion, StakesRow
from decision.pdf.client import draw_document
from decision.pdf.footnotes import Notes
from decision.pdf.names import NOBODY, PrintedName
from decision.web.address import write_address

MOST_FINDINGS = 2
"""Findings on each side of the evidence; the rest is on the site."""
EXAMPLE_DAYS = 3


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
class Findings:
    """The findings on one side that bear most on this advice, and how many more are on the site."""

    shown: tuple[Evidence, ...]
    more: int


@dataclass(frozen=True)
class ReportPage(Result):
    """The result, and what only the report shows."""

    name: PrintedName
    link: str
    """The address of the result, with the site's origin."""
    qr: SafeString
    kept: Mapping[str, str | tuple[str, ...]]
    today: date
    delivery: Delivery | None
    examples: list[Delivery]
    """What the next working days would give, while no session day is picked and the plan doesn't put it off."""
    counted: list[tuple[StakesRow, Bar]]
    uncounted: list[StakesRow]
    """Answers without points."""
    verdicts_differ: bool
    plan_answers: list[AnsweredQuestion]
    destinations: list[Destination]
    silent: list[Destination]
    """The destinations that publish nothing about pictures."""
    findings_against: Findings
    findings_in_favor: Findings

    @property
    def has_dates(self) -> bool:
        """Whether the report says when images of a session can be ready."""
        return bool(self.delivery or self.examples)


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


def prepare() -> None:
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
    at_gorn = result.session is not None and result.session.at_gorn
    has_examples = at_gorn and order.delivery is None and advice.plan != "bridge-then-book"
    cited = {row.contribution.source for row, _ in result.bars}
    return ReportPage(
        **vars(result),
        name=name,
        link=link,
        qr=draw_qr(link),
        kept=order.kept,
        today=order.today,
        delivery=order.delivery,
        examples=list_examples(advice, order.today) if has_examples else [],
        counted=[(row, bar) for row, bar in result.bars if row.contribution.points],
        uncounted=[row for row, _ in result.bars if not row.contribution.points],
        verdicts_differ=len({use.verdict for use in advice.uses}) > 1,
        plan_answers=[item for item in result.answered if item.question.decides == "plan"],
        destinations=[place for place in places if is_specified(place)],
        silent=[place for place in places if not is_specified(place)],
        findings_against=pick_findings(result.against, cited),
        findings_in_favor=pick_findings(result.in_favor, cited),
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


def pick_findings(findings: Sequence[Evidence], cited: set[str]) -> Findings:
    """Return the findings that touch most of the cited claims; of equals, the earlier in the list."""
    ranked = sorted(findings, key=lambda finding: -len(cited.intersection(finding.claims_touched)))
    shown = set(ranked[:MOST_FINDINGS])
    return Findings(tuple(f for f in findings if f in shown), len(findings) - len(shown))


def draw_qr(address: str) -> SafeString:
    """Return an SVG element with the address as a QR code, and a title for people who cannot see it.

    The error correction is the lowest that needs no more modules: our addresses are long, and large modules scan
    better from paper than small ones with more redundancy.
    """
    drawing: str = segno.make_qr(address, error="l", boost_error=True).svg_inline(
        scale=1, border=0, title="QR code of the address of this result", omitsize=True, dark="#221f1b", svgclass="qr"
    )
    return SafeString(drawing)  # holds modules only, no text of people
