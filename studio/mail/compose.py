"""Write the studio's emails: when an inquiry comes, for each decision, and replies; and what webhooks say."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from decision.address import write_address
from decision.pages.words import list_answered
from headshot_advisor.rate_limit import allow
from studio.inquiries.search import fold_mailbox
from studio.inquiries.words import describe_people, list_things_to_bring
from studio.links import OWN_PAGE
from studio.mail.calendar import write_session_calendar
from studio.mail.deliver import ATTACHED
from studio.mail.outbox import Draft, post_mail
from studio.mail.webhooks import find_webhook
from studio.models import BulkMove, DeclineReason, Inquiry, Mail, MailKind, OfferedTime, Status, StudioFacts
from studio.times import write_moment

SUBJECTS = {
    MailKind.RECEIVED: "We have your inquiry {reference}",
    MailKind.STAFF: "{name}: {use}{photos} ({reference})",
    MailKind.BOOKED: "Your session is booked ({reference})",
    MailKind.DECLINED: "About your inquiry {reference}",
    MailKind.CANCELLED: "Your session is canceled ({reference})",
    MailKind.WITHDRAWN: "Your inquiry {reference} is canceled",
    MailKind.CALLED_OFF: "Called off by the client: {session} ({reference})",
    MailKind.REMINDER: "Your session is on {session} ({reference})",
    MailKind.ASSIGNED: "Yours now: {name} ({reference})",
    MailKind.MOVE: "{name} asks for another time than {session} ({reference})",
    MailKind.OFFERED: "When would you like to come? ({reference})",
    MailKind.PICKED: "Please confirm: a client picked a time ({reference})",
    MailKind.DELIVERED: "Your pictures are ready ({reference})",
    MailKind.REVIEW: "How was your session at Gorn Photo?",
    MailKind.THREE_YEARS: "Your photo is three years old",
    MailKind.ERASURE: "Please erase inquiry {reference}",
}
TOO_MANY = "Not sent: this address got too many confirmations today."
NOTHING_MORE: Mapping[str, Any] = {}
MOVED = "Your session has moved ({reference})"
DECISIONS = {
    Status.BOOKED: MailKind.BOOKED,
    Status.DECLINED: MailKind.DECLINED,
    Status.CANCELLED: MailKind.CANCELLED,
    Status.WITHDRAWN: MailKind.WITHDRAWN,
}
DECLINE_WORDINGS: Mapping[DeclineReason, str] = {
    DeclineReason.NOT_NEEDED: "From what you told us, you don’t need a session for this. Save the money: your advice"
    " says what will do instead.",
    DeclineReason.NOT_OFFERED: "What you are looking for isn’t something we do, so we would not be the right studio"
    " for it.",
    DeclineReason.BUDGET: "We have no session within the budget you gave. Your advice says what else works for you.",
    DeclineReason.DATES: "We have no time on the days that suit you.",
    DeclineReason.PLACE: "Our studio is in New York, and that is too far for you to be worth it. A studio near you can"
    " do the same.",
    DeclineReason.SILENCE: "We haven’t heard from you, so we are closing your inquiry.",
    DeclineReason.OTHER: "We cannot take it on.",
}


def post_received_mails(inquiry: Inquiry) -> None:
    """Write the client's confirmation, the studio's copy and the webhooks, held back while spam is suspected."""
    is_suspect = inquiry.status == Status.SUSPECTED
    if inquiry.email:
        _post_confirmation(inquiry, is_suspect=is_suspect)
    post_to_studio(inquiry, MailKind.STAFF, is_held=is_suspect)
    post_webhooks(inquiry, is_held=is_suspect)


def _post_confirmation(inquiry: Inquiry, *, is_suspect: bool) -> None:
    fault = "" if allow("confirmations", fold_mailbox(inquiry.email)) else TOO_MANY
    draft = write_draft(inquiry, MailKind.RECEIVED)
    post_mail(
        inquiry,
        draft,
        kind=MailKind.RECEIVED,
        to=inquiry.email,
        reply_to=settings.STUDIO_EMAIL,
        is_held=is_suspect,
        fault="" if is_suspect else fault,
    )


def post_status_mail(
    inquiry: Inquiry,
    status: str,
    *,
    was_booked: bool = False,
    moved_from: datetime | None = None,
    wording: str = "",
    bulk: BulkMove | None = None,
) -> Mail | None:
    """Email the client about a new status; None for a status without an email, or without an address.

    When a booked inquiry changes its status, the email removes the session from the client's calendar. With
    `moved_from`, a booked session was moved from that time. `wording` is what staff wrote about a declined inquiry.
    """
    kind = choose_status_mail(status, was_booked=was_booked)
    if kind is None or not inquiry.current_email:
        return None
    about = {"moved_from": moved_from, "wording": wording}
    draft = write_draft(inquiry, kind, was_booked=was_booked, about=about)
    return post_to_client(inquiry, draft, kind, bulk=bulk)


def choose_status_mail(status: str, *, was_booked: bool) -> MailKind | None:
    """Return the kind of email that tells the client about a status, or None."""
    if was_booked and status == Status.CONTACTED:  # an earlier email said that it is booked
        return MailKind.CANCELLED
    return DECISIONS.get(Status(status))


def post_called_off(inquiry: Inquiry) -> Mail:
    """Email the studio that the client has called off a booked session."""
    return post_to_studio(inquiry, MailKind.CALLED_OFF, was_booked=True)


def post_move_request(inquiry: Inquiry, wish: str) -> Mail:
    """Email the studio that the client wants another time."""
    draft = write_draft(inquiry, MailKind.MOVE, about={"wish": wish})
    return post_mail(inquiry, draft, kind=MailKind.MOVE, to=settings.STUDIO_EMAIL, reply_to=inquiry.current_email)


def post_offer(inquiry: Inquiry) -> Mail | None:
    """Email the client the offered times; None without an address."""
    if not inquiry.current_email:
        return None
    return post_to_client(inquiry, write_draft(inquiry, MailKind.OFFERED), MailKind.OFFERED)


def post_picked(inquiry: Inquiry, picked: OfferedTime) -> Mail:
    """Email the studio which time the client picked."""
    draft = write_draft(inquiry, MailKind.PICKED, about={"picked": picked})
    return post_mail(inquiry, draft, kind=MailKind.PICKED, to=settings.STUDIO_EMAIL, reply_to=inquiry.current_email)


def post_pictures(inquiry: Inquiry, stage: str, link: str) -> Mail | None:
    """Email the client a link to pictures; None without an address."""
    return _post_after_session(inquiry, MailKind.DELIVERED, stage=stage, link=link)


def post_review_request(inquiry: Inquiry, link: str) -> Mail | None:
    """Ask the client for a review; None without an address."""
    return _post_after_session(inquiry, MailKind.REVIEW, link=link)


def post_three_years(inquiry: Inquiry) -> Mail | None:
    """Tell the client that the photo is three years old; None without an address."""
    return _post_after_session(inquiry, MailKind.THREE_YEARS)


def _post_after_session(inquiry: Inquiry, kind: MailKind, **about: str) -> Mail | None:
    if not inquiry.current_email:
        return None
    return post_to_client(inquiry, write_draft(inquiry, kind, about=about), kind)


def post_reply(inquiry: Inquiry, *, subject: str, text: str, by: User) -> Mail:
    """Email the client what staff wrote.

    Raises:
        ValidationError: too long, or the client gave no email address.
    """
    return post_to_client(inquiry, draft_text(subject, text), MailKind.REPLY, by=by)


def draft_text(subject: str, text: str) -> Draft:
    """Return an email with a text that somebody wrote."""
    return Draft(subject=subject, text=text, html=render_html(subject, text))


def post_reminder(inquiry: Inquiry) -> Mail:
    """Remind the client of the booked session."""
    draft = write_draft(inquiry, MailKind.REMINDER, about={"things": list_things_to_bring(inquiry)})
    return post_to_client(inquiry, draft, MailKind.REMINDER)


def post_assigned(inquiry: Inquiry, owner: User, *, by: User) -> Mail:
    """Email a member of staff that somebody else assigned an inquiry to them."""
    draft = write_draft(inquiry, MailKind.ASSIGNED, about={"by": by})
    return post_mail(inquiry, draft, kind=MailKind.ASSIGNED, to=owner.email, reply_to=inquiry.current_email)


def post_to_client(
    inquiry: Inquiry,
    draft: Draft,
    kind: MailKind,
    *,
    by: User | None = None,
    bulk: BulkMove | None = None,
) -> Mail:
    """Write an email to the client; replies go to the studio."""
    to, studio = inquiry.current_email, settings.STUDIO_EMAIL
    return post_mail(inquiry, draft, kind=kind, to=to, reply_to=studio, by=by, bulk=bulk)


def post_to_studio(inquiry: Inquiry, kind: MailKind, *, is_held: bool = False, was_booked: bool = False) -> Mail:
    """Write an email to the studio; replies go to the client."""
    return post_mail(
        inquiry,
        write_draft(inquiry, kind, was_booked=was_booked),
        kind=kind,
        to=settings.STUDIO_EMAIL,
        reply_to=inquiry.current_email,
        is_held=is_held,
    )


def write_draft(
    inquiry: Inquiry, kind: MailKind, *, was_booked: bool = False, about: Mapping[str, Any] = NOTHING_MORE
) -> Draft:
    """Return an email of this kind. `about` adds to what its template gets; with `was_booked` it cancels the session.

    Emails to the client never contain what the sender typed, not even the name: the address may be a stranger's, and
    nobody must be able to send them text through our form.
    """
    use = inquiry.get_main_use_display() or "no answers yet"
    count = inquiry.photos.count() if kind == MailKind.STAFF else 0
    photos = f", {count} photo{'' if count == 1 else 's'}" if count else ""
    session = write_moment(inquiry.session_at) if inquiry.session_at else ""
    subject = (MOVED if about.get("moved_from") else SUBJECTS[kind]).format(
        reference=inquiry.reference, use=use, session=session, name=inquiry.current_name, photos=photos
    )
    has_report = kind == MailKind.RECEIVED and bool(inquiry.advice.get("settled"))
    has_calendar = bool(session) and (kind == MailKind.BOOKED or was_booked)
    flags = {
        "report_note": ATTACHED if has_report else "",
        "was_booked": was_booked and bool(session),
        "photo_count": count,
    }
    text = render_to_string(f"mail/{kind}.txt", gather_context(inquiry) | flags | dict(about))
    return Draft(
        subject=subject,
        text=text,
        html=render_html(subject, text),
        calendar=write_session_calendar(inquiry, is_canceled=was_booked) if has_calendar else "",
        has_report=has_report,
    )


def gather_context(inquiry: Inquiry) -> dict[str, Any]:
    answers = inquiry.read_answers()
    has_result = inquiry.verdict and inquiry.advice.get("settled")
    return {
        "inquiry": inquiry,
        "own_page": OWN_PAGE,
        "session_at": inquiry.session_at,
        "home": settings.SITE_URL + "/",
        "facts": SimpleLazyObject(StudioFacts.objects.first),
        "answers": list_answered(inquiry.framework, answers),
        "people": describe_people(inquiry),
        "result": settings.SITE_URL + write_address("decision:result", answers, **inquiry.kept) if has_result else "",
        "decline_wording": DECLINE_WORDINGS[DeclineReason(inquiry.decline_reason or DeclineReason.OTHER)],
        "admin_page": find_inquiry_page(inquiry),
    }


def render_html(subject: str, text: str) -> str:
    """Return a plain text as HTML, with paragraphs and links."""
    return render_to_string("mail/frame.html", {"subject": subject, "text": text})


def post_webhooks(inquiry: Inquiry, *, is_held: bool = False) -> None:
    """Write the notices of a new inquiry, for each webhook in the settings."""
    for kind, write in ((MailKind.WEBHOOK, write_notice), (MailKind.SLACK, write_chat_line)):
        if find_webhook(kind):
            draft = Draft(subject=f"New inquiry {inquiry.reference}", text=json.dumps(write(inquiry)))
            post_mail(inquiry, draft, kind=kind, to="", reply_to="", is_held=is_held)


def write_notice(inquiry: Inquiry) -> dict[str, str | int]:
    """Return what the signed webhook says; nothing that the client typed."""
    return {
        "event": "inquiry.received",
        "reference": inquiry.reference,
        "received_at": inquiry.created_at.isoformat(timespec="seconds"),
        "use": inquiry.main_use,
        "people": inquiry.people,
        "link": find_inquiry_page(inquiry),
    }


def write_chat_line(inquiry: Inquiry) -> dict[str, str]:
    """Return a message in the format of Slack's incoming webhooks, which other chats read too."""
    use = inquiry.get_main_use_display() or "no answers yet"
    people = f"{inquiry.people} {'person' if inquiry.people == 1 else 'people'}"
    text = f"New inquiry {inquiry.reference}: {use}, {people}."
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(sign, entity)
    return {"text": f"{text} <{find_inquiry_page(inquiry)}|Open it>"}


def find_inquiry_page(inquiry: Inquiry) -> str:
    """Return the full address of the inquiry on the staff site."""
    return settings.SITE_URL + reverse("admin:studio_inquiry_change", args=[inquiry.pk])
