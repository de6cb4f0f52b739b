"""Demo inquiries to try the staff site with, made by the same functions as real ones."""

from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.framework import load_framework
from studio.demo.scenes import SCENES, Scene
from studio.inquiries.agreement import record_agreement
from studio.inquiries.delivery import Stage, deliver_pictures
from studio.inquiries.erasure import request_erasure, schedule_erasure
from studio.inquiries.form import CONSENT
from studio.inquiries.merge import merge_inquiry
from studio.inquiries.notes import add_note, assign, plan_next_step
from studio.inquiries.offers import offer_times, pick_time
from studio.inquiries.receive import Submission, receive_inquiry
from studio.inquiries.sessions import Session, book_session, request_move
from studio.inquiries.spam import Clues, post_spam_digest
from studio.inquiries.status import change_status, move_all, start_bulk_move
from studio.mail.inbox import add_reply
from studio.mail.reply import send_reply
from studio.models import BulkMove, Inquiry, Mail, MailKind, MailState, Package, ReplyTemplate, Status, Venue
from studio.own_page_views import WITHDRAWN
from studio.photo_day.days import Details, plan_photo_day
from studio.photo_day.plan import Plan
from studio.photo_day.sign_ups import Person, add_people
from studio.tally import count_outcome

STAFF_NAME = "demo"
STAFF_PASSWORD = "demo"  # noqa: S105  public; the demo does not run in production
SESSION_MINUTES = 60
DEMO_MINUTES_EACH = 10
STAFF_GROUP = "Studio staff"
MANAGER_NAME = "demo-manager"
MANAGER_GROUP = "Studio manager"
RESULTS_AN_INQUIRY = 6
TEMPLATES = {
    "Suggest a date": (
        "Your session at Gorn Photo ({reference})",
        "Dear {first_name},\n\nThank you for your inquiry. On {dates}, would 10 AM suit you?\n\n{staff}\nGorn Photo",
    ),
    "What it costs": (
        "What your session costs ({reference})",
        "Dear {first_name},\n\nThe {package} costs {price}. What we agree on is on your page:\n{own_page}\n\n{staff}\n"
        "Gorn Photo, {address}",
    ),
    "Before the session": (
        "Your session on {session}",
        "Dear {first_name},\n\nWe look forward to {session}. Bring two tops that you like.\n\n{staff}\nGorn Photo",
    ),
}


def stage_demo() -> int:
    """Make the demo accounts and the missing demo inquiries; return how many inquiries were new."""
    staff = make_account(STAFF_NAME, STAFF_GROUP)
    manager = make_account(MANAGER_NAME, MANAGER_GROUP)
    for name, (subject, body) in TEMPLATES.items():
        ReplyTemplate.objects.get_or_create(name=name, defaults={"subject": subject, "body": body})
    count = sum(stage(scene, staff=staff, manager=manager) for scene in SCENES)
    if not BulkMove.objects.exists():
        cancel_in_bulk(staff)
    if not Mail.objects.filter(kind=MailKind.DIGEST).exists():
        with transaction.atomic():
            post_spam_digest(timezone.now())
            settle_mails(Mail.objects.filter(kind=MailKind.DIGEST), at=timezone.now())
    return count


def make_account(name: str, group: str) -> User:
    """Return a demo account with the rights of one role."""
    account, is_new = User.objects.get_or_create(username=name, defaults={"is_staff": True})
    if is_new:
        account.set_password(STAFF_PASSWORD)
        account.save()
    account.groups.add(Group.objects.get(name=group))
    return account


@transaction.atomic
def stage(scene: Scene, *, staff: User, manager: User) -> bool:
    """Make one demo inquiry with its emails, of which none is sent; False when it exists already."""
    key = uuid5(NAMESPACE_URL, f"demo:{scene.name}")
    if Inquiry.objects.filter(idempotency_key=key).exists():
        return False
    at = timezone.now() - timedelta(hours=scene.hours_ago)
    submission = Submission(
        idempotency_key=key,
        name=scene.name,
        email=scene.email or f"{scene.name.split()[0].lower()}@example.org",
        phone=scene.phone,
        source=scene.source,
        clues=Clues(trap="filled in") if scene.is_suspect else None,
        package=Package.objects.filter(slug=scene.package).first(),
        people=scene.people,
        dates=tuple((at + timedelta(days=days)).date() for days in scene.in_days),
        message=scene.message,
        answers=read_answers(load_framework(), scene.answers),
        consent_wording=CONSENT,
    )
    inquiry, _ = receive_inquiry(submission, at=at)
    inquiry.mails.update(created_at=at)
    settle_mails(inquiry.mails.all(), at=at)
    for place, (status, note) in enumerate(scene.moves, start=1):
        move(inquiry, status, scene, staff=staff, note=note, at=at + timedelta(hours=place))
    agree(inquiry, scene, staff=staff)
    work(inquiry, scene, staff=staff, at=at + timedelta(hours=len(scene.moves) + 1))
    if scene.reply:
        write_emails(inquiry, scene, staff=staff, at=at)
    if scene.photo_day_in_days:
        plan_demo_day(inquiry, scene, staff=staff)
    if scene.merged_into:
        merge_inquiry(inquiry, into=Inquiry.objects.get(name=scene.merged_into), by=manager)
    answer(inquiry, scene)
    if scene.is_to_be_erased:
        schedule_erasure([inquiry], now=timezone.now())
    settle_mails(inquiry.mails.all(), at=timezone.now())
    if scene.mail_fault:
        last = inquiry.mails.filter(to=inquiry.email).latest("created_at")
        Mail.objects.filter(pk=last.pk).update(state=MailState.FAILED, sent_at=None, fault=scene.mail_fault)
    show_results(inquiry)
    return True


def write_emails(inquiry: Inquiry, scene: Scene, *, staff: User, at: datetime) -> None:
    """Reply to the client, and receive the client's answer."""
    send_reply(inquiry, subject=f"Your inquiry {inquiry}", text=scene.reply, by=staff)
    inquiry.status_changes.update(at=at + timedelta(hours=1))
    settle_mails(inquiry.mails.all(), at=at + timedelta(hours=1))
    message = EmailMessage()
    message["From"], message["Subject"] = inquiry.email, f"Re: Your inquiry {inquiry}"
    message.set_content(scene.writes_back)
    add_reply(inquiry, message)


@transaction.atomic
def cancel_in_bulk(staff: User) -> None:
    """Cancel some sessions at once. Their emails wait for an hour, so that there is time to see them and undo it."""
    bulk = start_bulk_move(Status.CANCELLED, by=staff)
    bulk.sends_at = bulk.at + timedelta(hours=1)
    bulk.save()
    names = [scene.name for scene in SCENES if scene.is_canceled_in_bulk]
    move_all(Inquiry.objects.filter(name__in=names), to=Status.CANCELLED, by=staff, bulk=bulk)


def plan_demo_day(inquiry: Inquiry, scene: Scene, *, staff: User) -> None:
    """Plan a photo day on which some of the people have a time."""
    now = timezone.now()
    plan = Plan(
        day=timezone.localdate() + timedelta(days=scene.photo_day_in_days),
        time=time(scene.session_hour),
        slots=inquiry.people,
        minutes_each=DEMO_MINUTES_EACH,
        breaks=[(time(12), time(12, 45))],
        end_buffer=15,
    )
    details = Details(title="Example Corp", venue=Venue.CLIENT, address="1 Example Plaza, New York")
    photo_day = plan_photo_day(inquiry, plan, details, by=staff, now=now)
    people = [Person(name, f"{name.split()[0].lower()}@example.org") for name in scene.signed_up]
    add_people(photo_day, people, now=now)


def settle_mails(mails: QuerySet[Mail], *, at: datetime) -> None:
    """Record that the new ones were written and sent at that time. What is held as suspected spam stays held."""
    new = mails.filter(tried_at=None).exclude(inquiry__status=Status.SUSPECTED)
    new.update(state=MailState.SENT, fault="", attempts=1, created_at=at, tried_at=at, sent_at=at, due_at=None)


def work(inquiry: Inquiry, scene: Scene, *, staff: User, at: datetime) -> None:
    """Add the note and the next step, and assign the inquiry."""
    if scene.note:
        add_note(inquiry, scene.note, by=staff, at=at)
    if scene.next_step:
        assign(inquiry, staff, by=staff, at=at)
        due = timezone.localdate() + timedelta(days=scene.due_in_days)
        plan_next_step(inquiry, scene.next_step, due, by=staff, at=at)


def agree(inquiry: Inquiry, scene: Scene, *, staff: User) -> None:
    """Record what was agreed, send the first pictures, and offer times."""
    record_agreement(inquiry, scene.agreed, by=staff)
    if scene.has_corrected:
        deliver_pictures(inquiry, Stage.CORRECTED, "https://example.org/pictures", by=staff)
    if scene.offered_in_days:
        days = [timezone.localdate() + timedelta(days=days) for days in scene.offered_in_days]
        offer_times(inquiry, [start_session(day, scene) for day in days], by=staff)


def answer(inquiry: Inquiry, scene: Scene) -> None:
    """Do what the client does on their own page."""
    if scene.has_picked:
        pick_time(inquiry, inquiry.offered_times.earliest("starts_at").pk)
    if scene.asks_to_move:
        request_move(inquiry, scene.asks_to_move, at=timezone.now())
    if scene.calls_off:
        change_status(inquiry, to=Status.WITHDRAWN, by=None, note=WITHDRAWN)
    if scene.asks_to_be_erased:
        request_erasure(inquiry)


def start_session(day: date, scene: Scene) -> Session:
    return Session(timezone.make_aware(datetime.combine(day, time(scene.session_hour))), SESSION_MINUTES)


def show_results(inquiry: Inquiry) -> None:
    """Count a few results as seen, so that the funnel has numbers."""
    advice = advise(inquiry.framework, inquiry.read_answers())
    if advice.settled:
        for _ in range(RESULTS_AN_INQUIRY):
            count_outcome(advice=advice, day=timezone.localdate(inquiry.created_at))


def move(inquiry: Inquiry, status: Status, scene: Scene, *, staff: User, note: str, at: datetime) -> None:
    """Change the status; a booking is on the first preferred day. The pictures are taken when the session is over."""
    if status == Status.BOOKED:
        day = inquiry.first_date or at.date()
        if scene.session_in_days is not None:
            day = timezone.localdate() + timedelta(days=scene.session_in_days)
        book_session(inquiry, start_session(day, scene), by=staff, note=note, at=at)
    else:
        if status == Status.PHOTOGRAPHED and inquiry.session_ends_at:
            at = inquiry.session_ends_at
        columns = {"decline_reason": scene.declined_because} if status == Status.DECLINED else {}
        change_status(inquiry, to=status, by=staff, note=note, at=at, columns=columns)
    settle_mails(inquiry.mails.all(), at=at)
