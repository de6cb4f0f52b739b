"""Mail servers with faults of their own, for settings.EMAIL_BACKEND."""

from collections.abc import Callable, Sequence
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import ClassVar

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend


class Unreachable(EmailBackend):
    """Does not answer."""

    def open(self) -> bool:
        raise ConnectionRefusedError


class Picky(EmailBackend):
    """Accepts email for the studio only."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        if refused := [to for message in messages for to in message.to if to != "studio@example.org"]:
            raise SMTPRecipientsRefused(dict.fromkeys(refused, (550, b"No such mailbox")))
        return super().send_messages(messages)


class Busy(EmailBackend):
    """Asks to come back later."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        raise SMTPDataError(451, b"Try again later")


class BreaksOff(EmailBackend):
    """Accepts the email, but the connection breaks before the reply."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        super().send_messages(messages)
        raise ConnectionResetError


class Killed(EmailBackend):
    """Accepts the email; the worker is killed before it reads the reply."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        super().send_messages(messages)
        raise KeyboardInterrupt


class Distracting(EmailBackend):
    """Accepts the email, and something happens before the worker can record it."""

    happens: ClassVar[Callable[[], object]]

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        count = super().send_messages(messages)
        type(self).happens()
        return count
