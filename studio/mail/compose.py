"""What the studio's mails say, to whom, and when: one as an inquiry comes, one for each decision, and replies."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dateformat import format as date_format
from django.utils.timezone import localtime

from decision.pages.words import list_answered
from decision.web.address import write_address
from headshot_advisor.rate_limit import allow, fold_mailbox
from studio.inquiries.own_page import OWN_PAGE
from studio.mail.calendar import write_session_calendar
from studio.mail.outbox import Letter, post_mail
from studio.models import Inquiry, Mail, MailKind, Status
from studio.password_page import PASSWORD_PAGE

SUBJECTS = {
    MailKind.RECEIVED: "We have your inquiry {reference}",
    MailKind.STAFF: "Inquiry {reference}: {use}",
    MailKind.BOOKED: "Your session is booked ({reference})",
    MailKind.DECLINED: "About your inquiry {reference}",
    MailKind.CANCELLED: "Your session is canceled ({reference})",
    MailKind.WITHDRAWN: "Your inquiry {reference} is withdrawn",
    MailKind.CALLED_OFF: "Called off by the client: {session} ({reference})",
    MailKind.ERASURE: "Please erase inquiry {reference}",
}
DECISIONS = {
    Status.BOOKED: MailKind.BOOKED,
    Status.DECLINED: MailKind.DECLINED,
    Status.CANCELLED: MailKind.CANCELLED,
    Status.WITHDRAWN: MailKind.WITHDRAWN,
}


def post_received_mails(inquiry: Inquiry) -> None:
    """Write the client's confirmation and the studio's copy; both are held back while spam is suspected."""
    is_suspect = inquiry.status == Status.SUSPECTED
    if inquiry.email:
        too_many = not allow("confirmations", fold_mailbox(inquiry.email))
        post_to_client(inquiry, write_letter(inquiry, MailKind.RECEIVED), MailKind.RECEIVED, is_suspect or too_many)
    post_to_studio(inquiry, MailKind.STAFF, is_held=is_suspect)


def post_move_mail(inquiry: Inquiry, status: str, *, was_booked: bool = False) -> Mail | None:
    """Tell the client of a decision; None for a status that tells them nothing, or without an address.

    Whatever a booked inquiry becomes, its session leaves the client's calendar with the mail.
    """
    kind = DECISIONS.get(Status(status))
    if was_booked and status == Status.CONTACTED:  # booked by mistake: the client has read that it is
        kind = MailKind.CANCELLED
    if kind is None or not inquiry.email:
        return None
    return post_to_client(inquiry, write_letter(inquiry, kind, was_booked=was_booked), kind)


def post_called_off(inquiry: Inquiry) -> Mail:
    """Tell the studio that the client has withdrawn from a booked session."""
    return post_to_studio(inquiry, MailKind.CALLED_OFF, was_booked=True)


def post_reply(inquiry: Inquiry, *, subject: str, text: str) -> Mail:
    """Send the client what staff wrote.

    Raises:
        ValidationError: too long, or the client gave no email address.
    """
    return post_to_client(inquiry, Letter(subject=subject, text=text, html=dress(subject, text)), MailKind.REPLY)


def post_password_reset(account: User) -> Mail:
    """Write the email with which somebody of the staff sets a new password. Its link is made as it is sent."""
    text = render_to_string("mail/password.txt", {"account": account, "link": PASSWORD_PAGE})
    letter = Letter(subject="Set a new password for the Headshot Advisor desk", text=text)
    return post_mail(account, letter, kind=MailKind.PASSWORD, to=account.email, reply_to="")


def post_to_client(inquiry: Inquiry, letter: Letter, kind: MailKind, is_held: bool = False) -> Mail:
    """Write a mail to the client; an answer goes to the studio."""
    return post_mail(inquiry, letter, kind=kind, to=inquiry.email, reply_to=settings.STUDIO_EMAIL, is_held=is_held)


def post_to_studio(inquiry: Inquiry, kind: MailKind, *, is_held: bool = False, was_booked: bool = False) -> Mail:
    """Write a mail to the studio; an answer goes to the client."""
    return post_mail(
        inquiry,
        write_letter(inquiry, kind, was_booked=was_booked),
        kind=kind,
        to=settings.STUDIO_EMAIL,
        reply_to=inquiry.email,
        is_held=is_held,
    )


def write_letter(inquiry: Inquiry, kind: MailKind, *, was_booked: bool = False) -> Letter:
    """Return what a mail of this kind says about the inquiry now. `was_booked`: it takes a session off.

    To the client it says nothing that the sender typed, not even the name: the address may be a stranger's, and the
    form must not carry anybody's words there.
    """
    use = inquiry.get_main_use_display() or "no answers yet"
    session = date_format(localtime(inquiry.session_at), "D, M j, g:i A") if inquiry.session_at else ""
    subject = SUBJECTS[kind].format(reference=inquiry.reference, use=use, session=session)
    has_report = kind == MailKind.RECEIVED and bool(inquiry.advice.get("settled"))
    has_calendar = bool(session) and (kind == MailKind.BOOKED or was_booked)
    about = {"has_report": has_report, "was_booked": was_booked and bool(session)}
    text = render_to_string(f"mail/{kind}.txt", gather_letter(inquiry) | about)
    return Letter(
        subject=subject,
        text=text,
        html=dress(subject, text),
        calendar=write_session_calendar(inquiry, is_canceled=was_booked) if has_calendar else "",
        has_report=has_report,
    )


def gather_letter(inquiry: Inquiry) -> dict[str, Any]:
    """Return what the templates of mails draw from."""
    answers = inquiry.read_answers()
    has_result = inquiry.verdict and inquiry.advice.get("settled")
    return {
        "inquiry": inquiry,
        "own_page": OWN_PAGE,
        "session_at": inquiry.session_at,
        "answers": list_answered(inquiry.framework, answers),
        "result": settings.SITE_URL + write_address("decision:result", answers, **inquiry.kept) if has_result else "",
        "desk": settings.SITE_URL + reverse("admin:studio_inquiry_change", args=[inquiry.pk]),
    }


def dress(subject: str, text: str) -> str:
    """Return a plain text as HTML: its paragraphs, and its links to click."""
    return render_to_string("mail/frame.html", {"subject": subject, "text": text})
