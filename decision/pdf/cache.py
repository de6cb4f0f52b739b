"""Reports without a name are the same for everyone, so each is drawn once and kept for a day."""

from hashlib import sha256

from django.conf import settings
from django.core.cache import caches

from decision.pdf.report import ReportOrder, draw_report

A_DAY = 86_400  # seconds


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
