"""What webhooks say about a new inquiry. Notices are rows of the outbox, like emails."""

import json

from django.conf import settings
from django.urls import reverse

from studio.mail.outbox import Draft, post_mail
from studio.mail.webhooks import find_webhook
from studio.models import Inquiry, MailKind


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
        "link": find_desk_link(inquiry),
    }


def write_chat_line(inquiry: Inquiry) -> dict[str, str]:
    """Return a message as Slack's incoming webhooks take it, and chats that follow them."""
    use = inquiry.get_main_use_display() or "no answers yet"
    people = f"{inquiry.people} {'person' if inquiry.people == 1 else 'people'}"
    text = f"New inquiry {inquiry.reference}: {use}, {people}."
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(sign, entity)
    return {"text": f"{text} <{find_desk_link(inquiry)}|Open it>"}


def find_desk_link(inquiry: Inquiry) -> str:
    return settings.SITE_URL + reverse("admin:studio_inquiry_change", args=[inquiry.pk])
