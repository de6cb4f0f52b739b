"""The home page of the staff site: what to do now, the next sessions, and problems."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.timesince import timesince, timeuntil

from studio.admin.sessions import TAKES_TIME, mark_clashes
from studio.inquiries.deadlines import (
    are_pictures_late,
    find_answer_deadline,
    find_answer_limit,
    find_closing,
    is_due,
    is_session_over,
    is_step_due,
)
from studio.inquiries.sessions import find_move_requests, find_picked
from studio.models import BulkMove, Inquiry, Mail, MailboxFault, Note, OfferedTime, Status, StatusChange
from studio.models.mail import MailState
from studio.photo_day.overview import HomeRow, list_for_home
from studio.times import write_clock, write_day, write_moment

MOST = 8
"""How many rows of each kind are shown, so that the page stays within two screens of a phone."""
SHORT_WHILE = timedelta(minutes=10)
"""How long the mailbox may fail, as while its server restarts, before staff are told."""
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
    act: str = ""
    """The name of the action that does it; without one, it is done on the page of the inquiry."""


@dataclass(frozen=True)
class HomePage:
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
    bulk_moves: list[BulkMove]
    """Bulk moves that can still be undone."""
    deliveries: list[Inquiry]
    """Inquiries whose pictures are to be sent and aren't late, the first due ones first."""
    photo_days: list[HomeRow]
    """Photo days that are near, or after which somebody is missing."""
    called_off: list[Inquiry]
    """Inquiries whose clients called off a booked session, the next session first; each with `called_off_at`."""
    mailbox: MailboxFault | None
    """Since when the mailbox with clients' replies can't be read; None for a short while."""

    @property
    def has_more(self) -> bool:
        """Whether there is more to look at than tasks, sessions and pictures."""
        return bool(self.erasures or self.planned or self.mails or self.suspected_count)


def build_home(now: datetime) -> HomePage:
    """Return what the home page shows. The number of queries doesn't grow with the inquiries."""
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
        bulk_moves=list(BulkMove.objects.filter(undone_at=None, sends_at__gt=now)),
        deliveries=list_deliveries(now),
        photo_days=list_for_home(now),
        called_off=list(find_called_off(now)[:MOST]),
        mailbox=find_mailbox_fault(now),
    )


def find_mailbox_fault(now: datetime) -> MailboxFault | None:
    """Return what staff must know about the mailbox; None while it is read, or fails only for a short while."""
    return MailboxFault.objects.filter(since__lte=now - SHORT_WHILE).first() if settings.IMAP_URL else None


def list_tasks(now: datetime) -> list[Task]:
    """Return what to do now, the most urgent first: at most one task for each inquiry."""
    short = Inquiry.objects.filter(erase_at=None, merged_into=None)
    short = short.defer("advice", "message", "consent_wording").select_related("owner")
    new = short.filter(status=Status.NEW).order_by("created_at")[:MOST]
    steps = short.filter(is_step_due(now)).order_by("next_step_on", "created_at")[:MOST]
    over = short.filter(is_session_over(now)).order_by("session_at")[:MOST]
    moves = short.filter(pk__in=find_move_requests().values("pk")).order_by("move_asked_at")[:MOST]
    late = short.filter(are_pictures_late(now)).order_by("corrected_due_at")[:MOST]
    texts = ("inquiry__advice", "inquiry__message", "inquiry__consent_wording")
    picked = find_picked().select_related("inquiry__owner").defer(*texts)[:MOST]
    tasks = [
        *(_make_answer_task(inquiry, now) for inquiry in new),
        *(_make_step_task(inquiry, now) for inquiry in steps),
        *(_make_session_task(inquiry, now) for inquiry in over),
        *(_make_move_task(inquiry, now) for inquiry in moves),
        *(_make_pictures_task(inquiry) for inquiry in late),
        *(_make_picked_task(time, now) for time in picked),
    ]
    first: dict[int, Task] = {}
    for task in sorted(tasks, key=lambda task: task.due_at):
        first.setdefault(task.inquiry.pk, task)
    return list(first.values())[:MOST]


def _make_answer_task(inquiry: Inquiry, now: datetime) -> Task:
    return _make_clock_task(inquiry, "Answer", inquiry.created_at, now)


def _make_move_task(inquiry: Inquiry, now: datetime) -> Task:
    return _make_clock_task(inquiry, "Answer: wants another time", cast(datetime, inquiry.move_asked_at), now)


def _make_picked_task(time: OfferedTime, now: datetime) -> Task:
    what = f"Confirm the picked time, {_name_moment(time.starts_at, now)}"
    return _make_clock_task(time.inquiry, what, cast(datetime, time.picked_at), now, act="book")


def _make_clock_task(inquiry: Inquiry, what: str, since: datetime, now: datetime, act: str = "") -> Task:
    """Return the task to answer what came at `since`."""
    due_at, is_late = find_answer_deadline(since), since < find_answer_limit(now)
    if is_late:
        return Task(inquiry, what, due_at, f"{timesince(due_at, now)} late", is_late, act)
    left = f", {timeuntil(due_at, now)} left" if due_at - now < timedelta(hours=1) else ""
    return Task(inquiry, what, due_at, f"by {_name_moment(due_at, now)}{left}", is_late, act)


def _make_step_task(inquiry: Inquiry, now: datetime) -> Task:
    day = cast(date, inquiry.next_step_on)
    is_late = day < timezone.localdate(now)
    due = f"since {write_day(day, has_year=False)}" if is_late else "today"
    return Task(inquiry, inquiry.next_step or "Next step", find_closing(day), due, is_late)


def _make_session_task(inquiry: Inquiry, now: datetime) -> Task:
    at = cast(datetime, inquiry.session_at)
    return Task(inquiry, "Say how the session went", at, f"since {_name_moment(at, now)}", is_late=True)


def _make_pictures_task(inquiry: Inquiry) -> Task:
    if inquiry.corrected_due_at and not inquiry.corrected_sent_at:
        what, due_at = "Send the color-corrected pictures", inquiry.corrected_due_at
    else:
        what, due_at = "Send the retouched pictures", find_closing(cast(date, inquiry.retouched_due_on))
    return Task(inquiry, what, due_at, f"since {write_day(due_at, has_year=False)}", is_late=True, act="deliver")


def _name_moment(at: datetime, now: datetime) -> str:
    """Return a time in New York, with its day unless that is today."""
    is_today = timezone.localdate(at) == timezone.localdate(now)
    return write_clock(at) if is_today else write_moment(at)


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


def list_deliveries(now: datetime) -> list[Inquiry]:
    """Return the inquiries whose pictures are to be sent and aren't late, the first due ones first."""
    due = Inquiry.objects.filter(status=Status.PHOTOGRAPHED, merged_into=None, erase_at=None)
    in_time = due.filter(~are_pictures_late(now)).order_by("corrected_due_at")
    return list(in_time.defer("advice", "message", "consent_wording")[:MOST])


def list_erasures() -> list[Inquiry]:
    """Return the inquiries whose clients asked for erasure, the longest wait first."""
    asked = Inquiry.objects.filter(erasure_asked_at__isnull=False, erase_at=None).order_by("erasure_asked_at")
    return list(asked.defer("advice", "message", "consent_wording")[:MOST])


def list_sessions(now: datetime) -> list[Inquiry]:
    """Return the sessions of today and the next six days in New York, with their clashes."""
    today = timezone.localdate(now)
    start, end = (timezone.make_aware(datetime.combine(day, time())) for day in (today, today + timedelta(days=7)))
    booked = Inquiry.objects.filter(status__in=TAKES_TIME, session_at__gte=start, session_at__lt=end)
    shown = booked.filter(erase_at=None).defer("advice", "message", "consent_wording")
    return mark_clashes(shown.order_by("session_at")[:MOST])
