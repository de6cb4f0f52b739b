"""The report: what the result's page says, laid out for paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from decision.content import content
from decision.content.model import Destination, Evidence
from decision.core.advice import Advice, advise
from decision.core.answers import read_answers
from decision.core.expiry import find_expiry
from decision.core.framework import load_framework
from decision.core.packages import PackageOffer
from decision.core.turnaround import Delivery, find_today, is_business_day, plan_delivery
from decision.pages.charts import Bar
from decision.pages.reasons import gather_own_reading
from decision.pages.result import gather_result
from decision.pages.words import AnsweredQuestion, StakesRow
from decision.pdf.client import print_document
from decision.pdf.footnotes import Notes
from decision.pdf.names import NOBODY, PrintedName
from decision.web.address import write_address


@dataclass(frozen=True)
class ReportOrder:
    """A report, before it is drawn. The advice is settled; `today` is the date in New York."""

    advice: Advice
    offers: Sequence[PackageOffer]
    today: date
    paper: str = "letter"
    """A key of PAPERS."""
    delivery: Delivery | None = None
    """The dates after the session day that the person picked, if they did."""
    kept: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """What the address says besides the answers and holds for all of them: an older version, contested points."""

    @property
    def session(self) -> str:
        """The session day as it stands in addresses, or nothing."""
        return self.delivery.session_day.isoformat() if self.delivery else ""

    @property
    def contested(self) -> tuple[str, ...]:
        """The questions and rules that the person sets aside."""
        return tuple(self.kept.get("without", ()))


MOST_FINDINGS = 2
"""Findings on each side of the evidence; the rest stands on the site."""
EXAMPLE_DAYS = 3


@dataclass(frozen=True)
class Findings:
    """The findings of one side that touch this advice most, and how many more the site has."""

    shown: tuple[Evidence, ...]
    more: int


def gather_report(advice: Advice, result: dict[str, Any], *, today: date, delivery: Delivery | None) -> dict[str, Any]:
    """Return what the report's template needs on top of the page's `result` (see `gather_result`)."""
    rows: list[tuple[StakesRow, Bar]] = result["bars"]
    places = list_destinations(advice) if result["has_session"] or advice.plan == "keep-current" else []
    cited = {row.contribution.source for row, _ in rows}
    return {
        "counted": [(row, bar) for row, bar in rows if row.contribution.points],
        "uncounted": [row for row, _ in rows if not row.contribution.points],
        "verdicts_differ": len({use.verdict for use in advice.uses}) > 1,
        "told_for_plan": list_told_for_plan(advice, result["answered"]),
        "destinations": [place for place in places if is_specified(place)],
        "silent": [place for place in places if not is_specified(place)],
        "examples": list_examples(advice, today) if result["at_gorn"] and delivery is None else [],
        "against": pick_findings(result["against"], cited),
        "in_favor": pick_findings(result["in_favor"], cited),
    }


def list_told_for_plan(advice: Advice, answered: Sequence[AnsweredQuestion]) -> list[AnsweredQuestion]:
    """Return the answers that made the plan and never touched the verdict."""
    return [item for item in answered if item.question.decides == "plan"]


def list_destinations(advice: Advice) -> list[Destination]:
    """Return the places of all uses, each once."""
    return list(dict.fromkeys(place for use in advice.answers.uses for place in content().destinations_for(use)))


def is_specified(place: Destination) -> bool:
    """Whether anything is known about the pictures that a place takes."""
    return any((place.pixels, place.ratio, place.file_size, place.formats, place.content))


def list_examples(advice: Advice, today: date) -> list[Delivery]:
    """Return what the next few working days would give as session days. Whether the studio is free is not known."""
    days = (today + timedelta(days=ahead) for ahead in range(1, 14))
    working = [day for day in days if is_business_day(day)]
    deadline = advice.answers.get("deadline")
    return [plan_delivery(day, deadline=deadline, today=today) for day in working[:EXAMPLE_DAYS]]


def pick_findings(findings: Sequence[Evidence], cited: set[str]) -> Findings:
    """Return the findings that touch the claims cited for this verdict most; of equals the earlier in the list."""
    ranked = sorted(findings, key=lambda finding: -len(cited.intersection(finding.claims_touched)))
    shown = set(ranked[:MOST_FINDINGS])
    return Findings(tuple(f for f in findings if f in shown), len(findings) - len(shown))


def draw_qr(address: str) -> str:
    """Return an SVG element that holds the address as a QR code, with a title for those who cannot see it.

    The lowest level of error correction that fits in as few modules: our addresses are long, and large modules
    scan better from paper than small ones with more redundancy.
    """
    drawing: str = segno.make_qr(address, error="l", boost_error=True).svg_inline(
        scale=1, border=0, title="QR code of the address of this result", omitsize=True, dark="#221f1b", svgclass="qr"
    )
    return drawing


def draw_report(order: ReportOrder, name: PrintedName = NOBODY) -> bytes:
    """Return the report as PDF/UA-1; see `print_document` for its errors."""
    return print_document(write_report(order, name), order.paper)


def write_report(order: ReportOrder, name: PrintedName = NOBODY) -> str:
    """Return the HTML of the report."""
    answers = order.advice.answers
    link = settings.SITE_URL + write_address("decision:result", answers, session=order.session, **order.kept)
    context = {
        **_gather(order),
        "kept": order.kept,
        "link": link,
        "qr": mark_safe(draw_qr(link)),  # noqa: S308  # drawn from an address, holds no text of people
        "name": name,
        "notes": Notes(),
    }
    return render_to_string("decision/pdf/report.html", context)


def prepare() -> None:
    """Write a report for nobody: it loads framework, words and templates, so that no request waits for them."""
    framework = load_framework()
    advice = advise(framework, read_answers(framework, {"use": ["press-kit"]}))
    write_report(ReportOrder(advice, (), find_today()))


def _gather(order: ReportOrder) -> dict[str, Any]:
    result = gather_result(order.advice, order.offers)
    return {
        **result,
        **gather_own_reading(order.advice, order.contested),
        "expiry": find_expiry(order.advice, order.today),
        **gather_report(order.advice, result, today=order.today, delivery=order.delivery),
        "today": order.today,
        "delivery": order.delivery,
    }
