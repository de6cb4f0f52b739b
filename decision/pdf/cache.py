"""Reports without a name are the same for everybody: drawn once, kept for a day, and not sent twice."""

from hashlib import sha256

from django.conf import settings
from django.core.cache import caches

from decision.pdf.report import ReportOrder, draw_report

A_DAY = 86_400  # seconds


def find_tag(order: ReportOrder) -> str:
    """Return what names one report: the same for equal orders under one release, other for all others."""
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
    """Return the report, drawn if it is not kept already; see `print_document` for its errors."""
    tag = find_tag(order)
    kept: bytes | None = caches["reports"].get(tag)
    if kept is not None:
        return kept
    pdf = draw_report(order)
    caches["reports"].set(tag, pdf, A_DAY)
    return pdf
