"""The home page of the staff site: what to do now, this week's sessions, and problems."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.timesince import timesince, timeuntil

from studio.inquiries.business_hours import find_closing
from studio.inquiries.overdue import find_answer_deadline, find_answer_limit, is_due, is_session_over, is_step_due
from studio.models import Inquiry, Mail, Note, Status, StatusChange
from studio.models.mail import MailState

MOST = 12
"""How many rows of each kind are shown, so that the page stays within two screens."""
CALLED_OFF_FOR = timedelta(days=7)
"""How long a called-off session is shown after its time, unless staff have written a note."""


@dataclass(frozen=True)
class Task:
    """What the studio has to do about an inquiry, and until when."""

    inquiry: Inquiry
    what: str
    due_at: datetime
    due: str
    """`due_at` in words."""
    is_late: bool


@dataclass(frozen=True)
class HomePage:
    """What the home page shows."""

    now: datetime
    tasks: list[Task]
    task_count: int
    sessions: list[Inquiry]
    mails: list[Mail]
    erasures: list[Inquiry]
    """Inquiries whose clients asked for erasure, the longest wait first."""
    planned: list[Inquiry]
    """Inquiries scheduled for erasure, the soonest first."""
    suspected_count: int
    called_off: list[Inquiry]
    """Inquiries whose clients called off a booked session, the next session first; each with `called_off_at`."""


def build_home(now: datetime) -> HomePage:
    """Return what the home page shows. Ten queries, however many inquiries there are."""
    return HomePage(
        now=now,
        tasks=list_tasks(now),
        task_count=Inquiry.objects.filter(is_due(now), erase_at=None).count(),
        sessions=list_sessions(now),
        mails=list(
            Mail.objects.filter(state__in=[MailState.FAILED, MailState.PERHAPS])
            .select_related("inquiry", "account")
            .order_by("-created_at")[:MOST]
        ),
        erasures=list_erasures(),
        planned=list(Inquiry.objects.filter(erase_at__isnull=False).order_by("erase_at")[:MOST]),
        suspected_count=Inquiry.objects.filter(status=Status.SUSPECTED).count(),
        called_off=list(find_called_off(now)[:MOST]),
    )


def list_tasks(now: datetime) -> list[Task]:
    """Return what to do now, the most urgent first: at most one task for each inquiry, and twelve in all."""
    short = Inquiry.objects.filter(erase_at=None, merged_into=None)
    short = short.defer("advice", "message", "consent_wording").select_related("owner")
    new = short.filter(status=Status.NEW).order_by("created_at")[:MOST]
    steps = short.filter(is_step_due(now)).order_by("next_step_on", "created_at")[:MOST]
    over = short.filter(is_session_over(now)).order_by("session_at")[:MOST]
    tasks = [
        *(_make_answer_task(inquiry, now) for inquiry in new),
        *(_make_step_task(inquiry, now) for inquiry in steps),
        *(_make_session_task(inquiry, now) for inquiry in over),
    ]
    first: dict[int, Task] = {}
    for task in sorted(tasks, key=lambda task: task.due_at):
        first.setdefault(task.inquiry.pk, task)
    return list(first.values())[:MOST]


def _make_answer_task(inquiry: Inquiry, now: datetime) -> Task:
    due_at, is_late = find_answer_deadline(inquiry), inquiry.created_at < find_answer_limit(now)
    if is_late:
        return Task(inquiry, "Answer", due_at, f"{timesince(due_at, now)} late", is_late)
    left = f", {timeuntil(due_at, now)} left" if due_at - now < timedelta(hours=1) else ""
    return Task(inquiry, "Answer", due_at, f"by {_name_moment(due_at, now)}{left}", is_late)


def _make_step_task(inquiry: Inquiry, now: datetime) -> Task:
    day = cast(date, inquiry.next_step_on)
    is_late = day < timezone.localdate(now)
    due = f"since {day:%b} {day.day}" if is_late else "today"
    return Task(inquiry, inquiry.next_step or "Next step", find_closing(day), due, is_late)


def _make_session_task(inquiry: Inquiry, now: datetime) -> Task:
    at = cast(datetime, inquiry.session_at)
    return Task(inquiry, "Say how the session went", at, f"since {_name_moment(at, now)}", is_late=True)


def _name_moment(at: datetime, now: datetime) -> str:
    """Return a time in New York, with its day unless that is today."""
    is_today = timezone.localdate(at) == timezone.localdate(now)
    return date_format(timezone.localtime(at), "g:i A" if is_today else "D, M j, g:i A")


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


def list_erasures() -> list[Inquiry]:
    """Return the inquiries whose clients asked for erasure, the longest wait first; at most twelve."""
    asked = Inquiry.objects.filter(erasure_asked_at__isnull=False, erase_at=None).order_by("erasure_asked_at")
    return list(asked.defer("advice", "message", "consent_wording")[:MOST])


def list_sessions(now: datetime) -> list[Inquiry]:
    """Return the booked sessions of this week, Monday to Sunday, in New York."""
    today = timezone.localdate(now)
    monday = today - timedelta(days=today.weekday())
    start, end = (timezone.make_aware(datetime.combine(day, time())) for day in (monday, monday + timedelta(days=7)))
    booked = Inquiry.objects.filter(
        status__in=[Status.BOOKED, Status.DONE, Status.NO_SHOW], session_at__gte=start, session_at__lt=end
    )
    shown = booked.filter(erase_at=None).defer("advice", "message", "consent_wording")
    return list(shown.order_by("session_at"))
