"""Staged inquiries to try the desk with, made through the same functions as real ones. Nobody in them exists."""

from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from decision.answers import read_answers
from decision.framework import load_framework
from studio.booking import Session, book_session
from studio.demo_scenes import SCENES, Scene
from studio.forms import CONSENT
from studio.models import Inquiry, Package, Status
from studio.moving import change_status
from studio.receiving import Submission, receive_inquiry

STAFF_NAME = "demo"
STAFF_PASSWORD = "demo"  # noqa: S105  printed for everybody to use; the demo does not run in production
TEN_IN_THE_MORNING = time(10)
SESSION_MINUTES = 60
STAFF_GROUP = "Studio staff"


def stage_demo() -> int:
    """Make the demo account and those staged inquiries that are not there yet; return how many were new."""
    staff = make_staff_account()
    return sum(stage(scene, staff) for scene in SCENES)


def make_staff_account() -> User:
    """Return the demo account: one of the studio's staff, with no right beyond theirs."""
    staff, is_new = User.objects.get_or_create(username=STAFF_NAME, defaults={"is_staff": True})
    if is_new:
        staff.set_password(STAFF_PASSWORD)
        staff.save()
    staff.groups.add(Group.objects.get(name=STAFF_GROUP))
    return staff


@transaction.atomic
def stage(scene: Scene, staff: User) -> bool:
    """Receive and move one staged inquiry, without sending mail; False when it is there already."""
    key = uuid5(NAMESPACE_URL, f"demo:{scene.name}")
    if Inquiry.objects.filter(idempotency_key=key).exists():
        return False
    at = timezone.now() - timedelta(hours=scene.hours_ago)
    submission = Submission(
        idempotency_key=key,
        name=scene.name,
        email=f"{scene.name.split()[0].lower()}@example.org",
        package=Package.objects.filter(slug=scene.package).first(),
        people=scene.people,
        dates=tuple((at + timedelta(days=days)).date() for days in scene.in_days),
        message=scene.message,
        answers=read_answers(load_framework(), scene.answers),
        consent_wording=CONSENT,
    )
    inquiry, _ = receive_inquiry(submission, at=at, with_mails=False)
    for place, (status, note) in enumerate(scene.moves, start=1):
        move(inquiry, status, staff=staff, note=note, at=at + timedelta(hours=place))
    return True


def move(inquiry: Inquiry, status: Status, *, staff: User, note: str, at: datetime) -> None:
    """Make one move; a booking takes the day that the person wanted most, at ten in the morning."""
    if status == Status.BOOKED:
        day = inquiry.first_date or at.date()
        session = Session(timezone.make_aware(datetime.combine(day, TEN_IN_THE_MORNING)), SESSION_MINUTES)
        book_session(inquiry, session, by=staff, note=note, at=at, with_mails=False)
    else:
        change_status(inquiry, to=status, by=staff, note=note, at=at, with_mails=False)
