"""Look for clients' replies and for bounces in the studio's mailbox by IMAP. What fits nothing of ours stays unread."""

import email
import email.policy
import imaplib
import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import OperationalError
from django.utils import timezone

from studio.mail.bounces import is_bounce, record_bounce
from studio.mail.replies import add_reply, find_inquiry

logger = logging.getLogger(__name__)

TIMEOUT = 10  # seconds for each step
LOOKS_BACK = timedelta(days=14)
MOST_AT_ONCE = 100
# Bytes read of one email. Its text comes before its attachments.
LONGEST = 500_000
HEADER, BODY = "BODY.PEEK[HEADER]", f"BODY.PEEK[]<0.{LONGEST}>"


@dataclass
class Mailbox:
    """A folder of a mail server that is open."""

    server: imaplib.IMAP4
    name: str
    """Under what the last number looked at is cached; it changes when the server makes the folder anew."""

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
    """Add new replies of clients to their inquiries; return how many. Without IMAP_URL nothing is looked at."""
    if not settings.IMAP_URL:
        return 0
    try:
        with open_mailbox(settings.IMAP_URL) as mailbox:
            return read_unread(mailbox)
    except (OSError, imaplib.IMAP4.error) as error:
        logger.warning("The mailbox could not be read: %s.", type(error).__name__)
        return 0


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
    message = mailbox.read(uid, BODY) if inquiry else None
    if inquiry is None or message is None:
        return False
    is_new = add_reply(inquiry, message)
    mailbox.mark_as_read(uid)
    return is_new
