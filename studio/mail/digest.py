"""A daily email to the studio about what is held back as suspected spam.

It names no person: the row of an email about many people would not be erased with any of them.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from studio.mail.compose import draft_text
from studio.mail.outbox import post_mail
from studio.models import Inquiry, Mail, MailKind, Status

LEAST_PAUSE = timedelta(hours=20)
"""Between two digests: the daily run is not always at the same minute, and may be repeated by hand."""


def post_spam_digest(now: datetime) -> Mail | None:
    """Email the studio what was held since the last digest; None when nothing was, or when one was just written."""
    last = Mail.objects.filter(kind=MailKind.DIGEST).order_by("created_at").last()
    if last and last.created_at > now - LEAST_PAUSE:
        return None
    held = Inquiry.objects.filter(status=Status.SUSPECTED, merged_into=None, erase_at=None)
    fresh = held.filter(created_at__gt=last.created_at) if last else held
    if not fresh.exists():
        return None
    count = held.count()
    subject = f"Please check {count} held {'inquiry' if count == 1 else 'inquiries'}"
    desk = settings.SITE_URL + reverse("admin:studio_inquiry_changelist")
    inquiries = held.defer("advice", "message", "consent_wording").order_by("-created_at")
    text = render_to_string("mail/digest.txt", {"inquiries": inquiries, "desk": desk})
    to = settings.STUDIO_EMAIL
    return post_mail(None, draft_text(subject, text), kind=MailKind.DIGEST, to=to, reply_to=to)
