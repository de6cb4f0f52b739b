"""Emails from clients: find the inquiry that one belongs to, and add its text to the timeline."""

import hashlib
import re
from email.message import EmailMessage
from email.utils import parseaddr
from html.parser import HTMLParser

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from studio.inquiries.notes import add_note
from studio.inquiries.overdue import ANSWER_STEP
from studio.models import Inquiry, Mail, ReceivedMail
from studio.models.history import MAX_NOTE_LENGTH
from studio.models.inquiry import MAX_STEP_LENGTH
from studio.pasted_text import clean_text

MESSAGE_ID = re.compile(r"<[^<>\s]{1,300}>")
REFERENCE = re.compile(r"\bHA-[2-9A-HJKMNP-Z]{6}\b")
BULK = ("bulk", "junk", "list", "auto_reply")
MACHINES = ("mailer-daemon", "postmaster")
CUT = "\n\n(The rest is in the studio’s email.)"
LONGEST_HEADING = 300
HIDDEN = ("script", "style", "title", "blockquote")
BLOCKS = ("p", "div", "li", "tr", "h1", "h2", "h3", "table", "ul", "ol")


def find_inquiry(message: EmailMessage) -> Inquiry | None:
    """Return the inquiry that a client's email is about; None when it fits none, or no person wrote it.

    It answers an email that went to the client, or its subject has the reference and its sender is the client.
    """
    sender = parseaddr(_read(message, "From"))[1].lower()
    if not sender or sender == settings.STUDIO_EMAIL.lower() or is_automatic(message):
        return None
    answered = MESSAGE_ID.findall(f"{_read(message, 'In-Reply-To')} {_read(message, 'References')}")
    to_client = Q(to__iexact=F("inquiry__email")) | Q(to__iexact=F("inquiry__agreed_email"))
    mails = Mail.objects.filter(to_client, message_id__in=answered).exclude(to="")
    mail = mails.select_related("inquiry__merged_into").order_by("-pk").first()  # the latest of the conversation
    inquiry = mail.inquiry if mail else _find_by_reference(message, sender)
    return inquiry and (inquiry.merged_into or inquiry)


def _find_by_reference(message: EmailMessage, sender: str) -> Inquiry | None:
    references = REFERENCE.findall(_read(message, "Subject").upper())
    is_client = Q(email__iexact=sender) | Q(agreed_email__iexact=sender)
    return Inquiry.objects.filter(is_client, reference__in=references).select_related("merged_into").first()


def is_automatic(message: EmailMessage) -> bool:
    """Return whether a program wrote the email: an automatic reply, a bounce, a mailing list."""
    sender = parseaddr(_read(message, "From"))[1].lower()
    return (
        _read(message, "Auto-Submitted").partition(";")[0].strip().lower() not in ("", "no")
        or _read(message, "Precedence").lower() in BULK
        or _read(message, "Return-Path") == "<>"
        or bool(_read(message, "List-Id") or _read(message, "X-Autoreply"))
        or message.get_content_type() in ("multipart/report", "message/delivery-status")
        or sender.partition("@")[0] in MACHINES
    )


def _read(message: EmailMessage, name: str) -> str:
    """Return a header in one line; "" when there is none."""
    return " ".join(str(message.get(name, "")).split())


@transaction.atomic
def add_reply(inquiry: Inquiry, message: EmailMessage) -> bool:
    """Add a client's email to the timeline, with a next step for staff; False when it was added before."""
    mark = _read(message, "Message-ID") or "".join(_read(message, name) for name in ("From", "Date", "Subject"))
    key = hashlib.sha256(mark.encode(errors="replace")).hexdigest()
    locked = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    _, is_new = ReceivedMail.objects.get_or_create(key=key, defaults={"inquiry": inquiry})
    if is_new:
        sender = parseaddr(_read(message, "From"))[1]
        heading = clean_lines(f"Email from {sender}: {_read(message, 'Subject') or 'no subject'}")[:LONGEST_HEADING]
        add_note(inquiry, shorten(f"{heading}\n\n{read_text(message)}"), by=None)
        _plan_answer(locked)
    return is_new


def _plan_answer(inquiry: Inquiry) -> None:
    """Put the answer before the next step that staff planned, due today."""
    if not inquiry.next_step.startswith(ANSWER_STEP):
        inquiry.next_step = f"{ANSWER_STEP} {inquiry.next_step}".strip()[:MAX_STEP_LENGTH]
    inquiry.next_step_on = timezone.localdate()
    inquiry.save(update_fields=["next_step", "next_step_on"])


def shorten(text: str) -> str:
    """Return the text as long as a note may be."""
    text = text.strip()
    return text if len(text) <= MAX_NOTE_LENGTH else text[: MAX_NOTE_LENGTH - len(CUT)] + CUT


def read_text(message: EmailMessage) -> str:
    """Return what the person wrote, without the quoted email below it and without attachments."""
    part = message.get_body(("plain", "html"))
    if part is None:
        return "(without text)"
    written = part.get_payload(decode=True)
    raw = written if isinstance(written, bytes) else b""
    try:
        text = raw.decode(part.get_content_charset("utf-8"), errors="replace")
    except LookupError:  # an encoding that nobody knows
        text = raw.decode("utf-8", errors="replace")
    if part.get_content_type() == "text/html":
        text = read_html(text)
    return drop_quoted(clean_lines(text)) or "(without text)"


def clean_lines(text: str) -> str:
    """Return the text without signs that cannot be stored or seen, and with at most one empty line in a row."""
    lines = [clean_text("".join(letter for letter in line if letter >= " ")) for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def drop_quoted(text: str) -> str:
    """Return the text without the quoted lines at its end, and the line that introduces them."""
    lines = text.splitlines()
    has_quote = bool(lines) and lines[-1].startswith(">")
    while lines and (not lines[-1] or lines[-1].startswith(">")):
        lines.pop()
    if has_quote and lines and lines[-1].endswith(":"):
        lines.pop()
    return "\n".join(lines).strip()


class TextOfHtml(HTMLParser):
    """Collects the text of an HTML email, with line breaks where blocks end."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or something that isn't shown."""
        self.hidden += tag in HIDDEN
        if tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a block, or something that isn't shown."""
        self.hidden = max(0, self.hidden - (tag in HIDDEN))
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep what is shown, in one line."""
        if not self.hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def read_html(text: str) -> str:
    """Return the text of an HTML email, without the email that it quotes."""
    parser = TextOfHtml()
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)
