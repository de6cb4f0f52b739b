"""The home page of the staff site: open work, this week's sessions, the funnel, and problems."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from studio.admin.funnel import Chart, draw_funnel
from studio.admin.sessions import TAKES_TIME
from studio.inquiries.overdue import explain_late_pictures, explain_overdue, is_overdue
from studio.models import BOOKABLE, BulkMove, Inquiry, Mail, Note, OfferedTime, Status, StatusChange
from studio.models.mail import MailState

MOST = 20
CALLED_OFF_FOR = timedelta(days=7)
"""How long a called-off session is shown after its time, unless staff have written a note."""


@dataclass(frozen=True)
class Waiting:
    """An inquiry that waits for the studio, and why it is overdue ("" when it isn't)."""

    inquiry: Inquiry
    why: str


@dataclass(frozen=True)
class HomePage:
    """What the home page shows."""

    waiting: list[Waiting]
    waiting_count: int
    sessions: list[Inquiry]
    charts: list[Chart]
    mails: list[Mail]
    erasures: list[Inquiry]
    """Inquiries whose clients asked for erasure, the longest wait first."""
    planned: list[Inquiry]
    """Inquiries scheduled for erasure, the soonest first."""
    suspected_count: int
    bulk_moves: list[BulkMove]
    """Bulk moves that can still be undone."""
    deliveries: list[tuple[Inquiry, str]]
    """Inquiries whose pictures are to be sent, the first due ones first, and which are late."""
    picked: list[OfferedTime]
    """Offered times that clients picked and nobody has confirmed, the longest wait first."""
    called_off: list[Inquiry]
    """Inquiries whose clients called off a booked session, the next session first; each with `called_off_at`."""


def build_home(now: datetime) -> HomePage:
    """Return what the home page shows. Fifteen queries, however many inquiries there are."""
    open_ones = Inquiry.objects.filter(Q(status=Status.NEW, merged_into=None) | is_overdue(now), erase_at=None)
    return HomePage(
        waiting=list_waiting(now),
        waiting_count=open_ones.count(),
        sessions=list_sessions(now),
        charts=draw_funnel(timezone.localdate(now)),
        mails=list(
            Mail.objects.filter(state__in=[MailState.FAILED, MailState.PERHAPS])
            .select_related("inquiry", "account")
            .order_by("-created_at")[:MOST]
        ),
        erasures=list_erasures(),
        planned=list(Inquiry.objects.filter(erase_at__isnull=False).order_by("erase_at")[:MOST]),
        suspected_count=Inquiry.objects.filter(status=Status.SUSPECTED).count(),
        bulk_moves=list(BulkMove.objects.filter(undone_at=None, sends_at__gt=now)),
        deliveries=list_deliveries(now),
        picked=list(find_picked()[:MOST]),
        called_off=list(find_called_off(now)[:MOST]),
    )


def list_waiting(now: datetime) -> list[Waiting]:
    """Return the overdue inquiries, then the new ones, both oldest first; at most twenty in all."""
    short = Inquiry.objects.filter(erase_at=None).defer("advice", "message", "consent_wording").select_related("owner")
    overdue = short.filter(is_overdue(now)).order_by("created_at")[:MOST]
    fresh = short.filter(status=Status.NEW, merged_into=None).exclude(is_overdue(now)).order_by("created_at")[:MOST]
    return [Waiting(inquiry, explain_overdue(inquiry, now)) for inquiry in [*overdue, *fresh]][:MOST]


def find_called_off(now: datetime) -> QuerySet[Inquiry]:
    """Return the booked sessions that clients called off, without those that staff noted since."""
    by_client = StatusChange.objects.filter(
        inquiry=OuterRef("pk"), from_status=Status.BOOKED, to_status=Status.WITHDRAWN, by=None
    )
    seen = Note.objects.filter(inquiry=OuterRef("pk"), by__isnull=False, at__gt=OuterRef("called_off_at"))
    return (
        Inquiry.objects.filter(status=Status.WITHDRAWN, session_at__gte=now - CALLED_OFF_FOR)
        .annotate(called_off_at=Subquery(by_client.order_by("-at").values("at")[:1]))
        .filter(~Exists(seen), called_off_at__isnull=False)
        .defer("advice", "message", "consent_wording")
        .order_by("session_at")
    )


def list_deliveries(now: datetime) -> list[tuple[Inquiry, str]]:
    """Return the inquiries whose pictures are to be sent, the first due ones first, and which are late."""
    due = Inquiry.objects.filter(status=Status.PHOTOGRAPHED, merged_into=None, erase_at=None)
    shown = due.defer("advice", "message", "consent_wording").order_by("corrected_due_at")[:MOST]
    return [(inquiry, explain_late_pictures(inquiry, now)) for inquiry in shown]


def find_picked() -> QuerySet[OfferedTime]:
    """Return the offered times that clients picked and nobody has confirmed, the longest wait first."""
    waiting = OfferedTime.objects.filter(
        picked_at__isnull=False, inquiry__status__in=BOOKABLE, inquiry__merged_into=None, inquiry__erase_at=None
    )
    return waiting.select_related("inquiry").order_by("picked_at")


def list_erasures() -> list[Inquiry]:
    """Return the inquiries whose clients asked for erasure, the longest wait first; at most twenty."""
    asked = Inquiry.objects.filter(erasure_asked_at__isnull=False, erase_at=None).order_by("erasure_asked_at")
    return list(asked.defer("advice", "message", "consent_wording")[:MOST])


def list_sessions(now: datetime) -> list[Inquiry]:
    """Return the booked sessions of this week, Monday to Sunday, in New York."""
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    start, end = (timezone.make_aware(datetime.combine(day, time())) for day in (monday, monday + timedelta(days=7)))
    booked = Inquiry.objects.filter(status__in=TAKES_TIME, session_at__gte=start, session_at__lt=end)
    shown = booked.filter(erase_at=None).defer("advice", "message", "consent_wording")
    return list(shown.order_by("session_at"))
