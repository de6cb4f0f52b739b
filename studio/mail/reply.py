"""Reply to a client: fill in a template, and send the text that staff made of it."""

from django.contrib.auth.models import User
from django.db import transaction

from studio.inquiries.notes import count_event
from studio.inquiries.status import change_status
from studio.links import OWN_PAGE
from studio.mail.calendar import ADDRESS
from studio.mail.compose import draft_text, post_reply
from studio.mail.outbox import Draft
from studio.models import Inquiry, ReplyTemplate, Status, StudioFacts
from studio.models.catalog import ONLY_ID
from studio.models.template import LINK, PLACEHOLDER, PLACEHOLDERS, fill
from studio.times import write_time


def draft_reply(template: ReplyTemplate, inquiry: Inquiry, *, by: User) -> tuple[str, str]:
    """Return subject and body of a template, filled with what the inquiry has."""
    facts = StudioFacts.objects.get(pk=ONLY_ID)
    values = {
        "first_name": inquiry.current_name.split()[0],
        "price": inquiry.current_price_in_words,
        "dates": "; ".join(f"{day:%A, %B} {day.day}" for day in inquiry.preferred_dates),
        "address": ADDRESS,
        "phone": facts.phone,
        "deposit": facts.deposit,
        "terms": facts.cancellation,
        "name": inquiry.current_name,
        "reference": inquiry.reference,
        "package": inquiry.current_package_name,
        "use": inquiry.get_main_use_display(),
        "session": write_time(inquiry.session_at) if inquiry.session_at else "",
        "staff": by.get_full_name() or by.get_username(),
    }
    return fill(template.subject, values), fill(template.body, values)


def find_unfilled(text: str) -> list[str]:
    """Return the placeholders that are still in a text."""
    found = [f"{{{name}}}" for name in dict.fromkeys(PLACEHOLDER.findall(text)) if name in PLACEHOLDERS]
    return [placeholder for placeholder in found if placeholder != LINK]


def write_reply(subject: str, text: str) -> Draft:
    """Return the reply as the outbox takes it."""
    return draft_text(subject, text.replace(LINK, OWN_PAGE))


@transaction.atomic
def send_reply(inquiry: Inquiry, *, subject: str, text: str, by: User) -> None:
    """Email the client what staff wrote. A new inquiry becomes contacted.

    Raises:
        ValidationError: too long, or the client gave no email address.
        IllegalMoveError: somebody else has just changed the status.
    """
    post_reply(inquiry, subject=subject, text=text.replace(LINK, OWN_PAGE), by=by)
    count_event(inquiry)
    if inquiry.status == Status.NEW:
        change_status(inquiry, to=Status.CONTACTED, by=by, note=f"Replied: {subject}"[:500])
