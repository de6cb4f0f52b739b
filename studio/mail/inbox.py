"""Clients' replies, which are added to the timeline of their inquiry, and bounces, in the studio's mailbox by IMAP.

An email that fits nothing of ours stays as it is, unread.
"""

import email
import email.policy
import hashlib
import imaplib
import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.utils import parseaddr
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone

from studio.inquiries.deadlines import ANSWER_STEP
from studio.inquiries.notes import add_note
from studio.mail.bounces import is_bounce, record_bounce
from studio.models import Inquiry, Mail, MailboxFault, ReceivedMail, SignUp
from studio.models.catalog import ONLY_ID
from studio.models.inquiry import MAX_STEP_LENGTH
from studio.models.records import MAX_NOTE_LENGTH
from studio.typed_text import clean_text

logger = logging.getLogger(__name__)

TIMEOUT = 10  # seconds for each step
LOOKS_BACK = timedelta(days=14)
MOST_AT_ONCE = 100
# Bytes read of one email. Its text comes before its attachments.
LONGEST = 500_000
HEADER, BODY = "BODY.PEEK[HEADER]", f"BODY.PEEK[]<0.{LONGEST}>"
MESSAGE_ID = re.compile(r"<[^<>\s]{1,300}>")
REFERENCE = re.compile(r"\bHA-[2-9A-HJKMNP-Z]{6}\b")
BULK = ("bulk", "junk", "list", "auto_reply")
MACHINES = ("mailer-daemon", "postmaster")
CUT = "\n\n(The rest is in the studio’s email.)"
LONGEST_HEADING = 300
HIDDEN = ("script", "style", "title", "blockquote")
BLOCKS = ("p", "div", "li", "tr", "h1", "h2", "h3", "table", "ul", "ol")


@dataclass
class Mailbox:
    """A folder of a mail server that is open."""

    server: imaplib.IMAP4
    name: str
    """The cache key of the last email that was looked at. It changes if the server makes the folder anew."""

    def list_unread(self) -> list[int]:
        """Return the numbers of recent unread emails, the oldest first."""
        since = (timezone.now() - LOOKS_BACK).strftime("%d-%b-%Y")
        _, (found, *_) = self.server.uid("SEARCH", "UNSEEN", "SINCE", since)
        return sorted(map(int, (found or b"").split()))

    def read(self, uid: int, what: str) -> EmailMessage | None:
        """Return an email or its headers without marking it as read; None when it is no longer there."""
        _, parts = self.server.uid("FETCH", str(uid), f"({what})")
        raw = next((part[1] for part in parts if isinstance(part, tuple)), None)
        if raw is None:
            return None
        return email.message_from_bytes(raw, policy=email.policy.default)

    def mark_as_read(self, uid: int) -> None:
        self.server.uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")


@contextmanager
def open_mailbox(address: str) -> Iterator[Mailbox]:
    """Open the folder that IMAP_URL names, INBOX by default.

    Raises:
        OSError, imaplib.IMAP4.error: the server doesn't answer, or refuses.
    """
    url = urlsplit(address)
    host = url.hostname or ""
    if url.scheme == "imaps":
        context = ssl.create_default_context()
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(host, url.port or 993, ssl_context=context, timeout=TIMEOUT)
    else:
        server = imaplib.IMAP4(host, url.port or 143, timeout=TIMEOUT)
    with server:
        server.login(unquote(url.username or ""), unquote(url.password or ""))
        folder = unquote(url.path.strip("/")) or "INBOX"
        status, _ = server.select(f'"{folder}"')
        if status != "OK":
            raise imaplib.IMAP4.error("no such folder")
        _, (validity, *_) = server.response("UIDVALIDITY")
        yield Mailbox(server, f"inbox-{folder}-{int(validity or 0)}")


def read_inbox() -> int:
    """Add new replies of clients to their inquiries; return how many. Without IMAP_URL nothing is looked at.

    Staff see on their home page since when it fails.
    """
    if not settings.IMAP_URL:
        return 0
    try:
        with open_mailbox(settings.IMAP_URL) as mailbox:
            count = read_unread(mailbox)
    except (OSError, imaplib.IMAP4.error) as error:
        logger.warning("The mailbox could not be read: %s.", type(error).__name__)
        is_refused = isinstance(error, imaplib.IMAP4.error) and not isinstance(error, imaplib.IMAP4.abort)
        MailboxFault.objects.update_or_create(pk=ONLY_ID, defaults={"is_refused": is_refused})
        return 0
    MailboxFault.objects.all().delete()
    return count


def read_unread(mailbox: Mailbox) -> int:
    """Look at each unread email once, and add those that clients sent; return how many were new."""
    looked_at: int = cache.get(mailbox.name, 0)
    count = 0
    for uid in [uid for uid in mailbox.list_unread() if uid > looked_at][:MOST_AT_ONCE]:
        try:
            count += take(mailbox, uid)
        except (OSError, imaplib.IMAP4.error, OperationalError):
            raise
        except Exception as error:  # an email that cannot be read must not hide those after it
            logger.warning("Email %d of the mailbox could not be read: %s.", uid, type(error).__name__)
        cache.set(mailbox.name, uid, timeout=None)
    return count


def take(mailbox: Mailbox, uid: int) -> bool:
    """Add an email to the inquiry that it belongs to, and mark it as read; return whether that was new.

    A bounce marks our email as failed, so that staff see it.
    """
    headers = mailbox.read(uid, HEADER)
    if headers and is_bounce(headers):
        report = mailbox.read(uid, BODY)
        if report and record_bounce(report):
            mailbox.mark_as_read(uid)
        return False
    inquiry = find_inquiry(headers) if headers else None
    sign_up = find_sign_up(headers) if headers and not inquiry else None
    if sign_up:
        inquiry = sign_up.photo_day.inquiry.merged_into or sign_up.photo_day.inquiry
    message = mailbox.read(uid, BODY) if inquiry else None
    if inquiry is None or message is None:
        return False
    is_new = add_reply(inquiry, message, sign_up)
    mailbox.mark_as_read(uid)
    return is_new


def find_inquiry(message: EmailMessage) -> Inquiry | None:
    """Return the inquiry that a client's email is about; None when it fits none, or no person wrote it.

    It answers an email that went to the client, or its subject has the reference and its sender is the client.
    """
    if not is_by_person(message):
        return None
    sender = parseaddr(_read(message, "From"))[1].lower()
    answered = list_answered(message)
    to_client = Q(to__iexact=F("inquiry__email")) | Q(to__iexact=F("inquiry__agreed_email"))
    mails = Mail.objects.filter(to_client, message_id__in=answered).exclude(to="")
    mail = mails.select_related("inquiry__merged_into").order_by("-pk").first()  # the latest of the conversation
    inquiry = mail.inquiry if mail else _find_by_reference(message, sender)
    return inquiry and (inquiry.merged_into or inquiry)


def _find_by_reference(message: EmailMessage, sender: str) -> Inquiry | None:
    references = REFERENCE.findall(_read(message, "Subject").upper())
    is_client = Q(email__iexact=sender) | Q(agreed_email__iexact=sender)
    return Inquiry.objects.filter(is_client, reference__in=references).select_related("merged_into").first()


def find_sign_up(message: EmailMessage) -> SignUp | None:
    """Return who of a photo day answers an email of ours; None for a time that nobody has confirmed."""
    if not is_by_person(message):
        return None
    confirmed = SignUp.objects.filter(confirmed_at__isnull=False, mails__message_id__in=list_answered(message))
    return confirmed.select_related("photo_day__inquiry__merged_into").order_by("-mails__pk").first()


def list_answered(message: EmailMessage) -> list[str]:
    """Return the Message-IDs of the emails that this one answers."""
    return MESSAGE_ID.findall(f"{_read(message, 'In-Reply-To')} {_read(message, 'References')}")


def is_by_person(message: EmailMessage) -> bool:
    """Return whether somebody outside the studio wrote the email."""
    sender = parseaddr(_read(message, "From"))[1].lower()
    return bool(sender) and sender != settings.STUDIO_EMAIL.lower() and not is_automatic(message)


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
def add_reply(inquiry: Inquiry, message: EmailMessage, sign_up: SignUp | None = None) -> bool:
    """Add an email to the timeline, with a next step for staff; False when it was added before.

    It is from the client, or from somebody of the client's photo day.
    """
    mark = _read(message, "Message-ID") or "".join(_read(message, name) for name in ("From", "Date", "Subject"))
    key = hashlib.sha256(mark.encode(errors="replace")).hexdigest()
    locked = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    _, is_new = ReceivedMail.objects.get_or_create(key=key, defaults={"inquiry": inquiry})
    if is_new:
        sender = parseaddr(_read(message, "From"))[1]
        who = f"{sender}, signed up for the photo day" if sign_up else sender
        heading = clean_lines(f"Email from {who}: {_read(message, 'Subject') or 'no subject'}")[:LONGEST_HEADING]
        add_note(inquiry, shorten(f"{heading}\n\n{read_text(message)}"), by=None, sign_up=sign_up)
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
    """Return the text without characters that cannot be stored or seen, and with at most one empty line in a row."""
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
        """Start a line, or an element that isn't shown."""
        self.hidden += tag in HIDDEN
        if tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a block, or an element that isn't shown."""
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
