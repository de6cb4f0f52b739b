"""Notes, owner and next step of an inquiry. Every change adds a line to the timeline."""

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from studio.mail.compose import post_assigned
from studio.models import Inquiry, Note, SignUp
from studio.times import write_day


@transaction.atomic
def add_note(  # all of it belongs to one note
    inquiry: Inquiry,
    text: str,
    *,
    by: User | None,
    at: datetime | None = None,
    changed: Sequence[str] = (),
    sign_up: SignUp | None = None,
) -> Note:
    """Add a note of any number of lines, or the record that these fields of the inquiry were `changed`.

    With a `sign_up` it is deleted when that person is.

    Raises:
        ValidationError: the text is empty or too long.
    """
    note = Note(inquiry=inquiry, sign_up=sign_up, text=text, by=by, at=at or timezone.now(), changed=list(changed))
    note.full_clean()
    note.save()
    count_event(inquiry)
    return note


def count_event(inquiry: Inquiry) -> None:
    """Raise the version of an inquiry by one, for one more note or reply in its timeline."""
    Inquiry.objects.filter(pk=inquiry.pk).update(version=F("version") + 1)
    inquiry.version += 1


@transaction.atomic
def assign(inquiry: Inquiry, owner: User | None, *, by: User, at: datetime | None = None) -> bool:
    """Assign an inquiry to somebody, who gets an email, or to nobody; return whether that changed anything."""
    if inquiry.owner == owner:
        return False
    inquiry.owner = owner
    inquiry.save(update_fields=["owner"])
    if owner and owner != by and owner.email:
        post_assigned(inquiry, owner, by=by)
    said = f"Assigned to {owner}." if owner else "Assigned to nobody."
    add_note(inquiry, said, by=by, at=at, changed=["owner"])
    return True


@transaction.atomic
def plan_next_step(inquiry: Inquiry, step: str, on: date | None, *, by: User, at: datetime | None = None) -> bool:
    """Set the next step and its day; return whether that changed anything."""
    planned = {"next_step": step, "next_step_on": on}
    changed = [name for name, value in planned.items() if getattr(inquiry, name) != value]
    if not changed:
        return False
    inquiry.next_step, inquiry.next_step_on = step, on
    inquiry.full_clean(validate_unique=False, validate_constraints=False)
    inquiry.save(update_fields=changed)
    due = f" by {write_day(on, has_weekday=True, has_year=False)}" if on else ""
    add_note(inquiry, f"Next step: {step or 'none'}{due}.", by=by, at=at, changed=changed)
    return True


def find_last_change(inquiry: Inquiry, field: str) -> Note | None:
    """Return the note about the last change of a field; None when it was never changed."""
    notes = inquiry.notes.select_related("by").order_by("-at", "-pk")
    return next((note for note in notes if field in note.changed), None)
