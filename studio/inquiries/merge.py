"""Find other inquiries of the same person, and merge them."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q

from studio.inquiries.notes import add_note
from studio.inquiries.search import write_search_text
from studio.inquiries.status import IllegalMoveError
from studio.models import Inquiry, Status


def mark_duplicates(inquiries: Iterable[Inquiry]) -> None:
    """Set `has_duplicate` on each: whether another inquiry, not merged, has the same email or phone.

    Two queries for a page of the list, each with its own index. As part of the query of the list, the database would do
    this for every inquiry.
    """
    page = list(inquiries)
    by_mail = _count_by("email_key", {inquiry.email_key for inquiry in page})
    by_phone = _count_by("phone_key", {inquiry.phone_key for inquiry in page})
    for inquiry in page:
        inquiry.has_duplicate = max(by_mail.get(inquiry.email_key, 0), by_phone.get(inquiry.phone_key, 0)) > 1


def _count_by(key: str, values: set[str]) -> dict[str, int]:
    """Return how many inquiries have each of these values."""
    found = Inquiry.objects.filter(merged_into=None, **{f"{key}__in": values - {""}}).order_by()
    return dict(found.values_list(key).annotate(Count("pk")))


def find_duplicates(inquiry: Inquiry) -> list[Inquiry]:
    """Return other inquiries with the same email address or phone number that are not merged, latest first."""
    same = Q()
    if inquiry.email_key:
        same |= Q(email_key=inquiry.email_key)
    if inquiry.phone_key:
        same |= Q(phone_key=inquiry.phone_key)
    return list(Inquiry.objects.filter(same, merged_into=None).exclude(pk=inquiry.pk)) if same else []


def find_merge_fault(inquiry: Inquiry, *, into: Inquiry) -> str | None:
    """Return why one inquiry cannot be merged into another; None when it can.

    A merged inquiry leaves the list, so it must have neither a booked session nor a photo day.
    """
    if inquiry.pk == into.pk:
        return f"{inquiry} cannot be merged into itself."
    if inquiry.merged_into_id or into.merged_into_id:
        return "One of the two is already merged. Reload the page."
    if inquiry.photo_days.exists():
        return f"{inquiry} has a photo day, so it is the one to keep. Open {into} and merge it into {inquiry}."
    if inquiry.status != Status.BOOKED:
        return None
    if into.status == Status.BOOKED:
        return f"{inquiry} and {into} both have a booked session. Cancel one of the sessions first."
    return f"{inquiry} has a booked session, so it is the one to keep. Open {into} and merge it into {inquiry}."


@transaction.atomic
def merge_inquiry(inquiry: Inquiry, *, into: Inquiry, by: User) -> None:
    """Merge one inquiry into another. Nothing is lost: the other's timeline shows both.

    Raises:
        IllegalMoveError: one of them is merged already, both are the same, or the first has a booked session.
    """
    # Locked in the order of their keys, so that two people who merge in opposite directions do not deadlock.
    both = Inquiry.objects.select_for_update().filter(pk__in=[inquiry.pk, into.pk]).order_by("pk")
    rows = {row.pk: row for row in both}
    if fault := find_merge_fault(rows[inquiry.pk], into=rows[into.pk]):
        raise IllegalMoveError(fault)
    Inquiry.objects.filter(Q(pk=inquiry.pk) | Q(merged_into=inquiry)).update(merged_into=into)
    inquiry.refresh_from_db(fields=["merged_into"])
    for each in (inquiry, into):
        write_search_text(each)
    add_note(inquiry, f"Merged into {into}.", by=by)
    add_note(into, f"{inquiry} was merged into this one.", by=by)


@transaction.atomic
def undo_merge(inquiry: Inquiry, *, by: User) -> None:
    """Separate a merged inquiry again; both timelines say so.

    Raises:
        IllegalMoveError: it is not merged.
    """
    kept = inquiry.merged_into
    if kept is None or not Inquiry.objects.filter(pk=inquiry.pk, merged_into=kept).update(merged_into=None):
        raise IllegalMoveError(f"{inquiry} is no longer merged. Reload the page.")
    inquiry.refresh_from_db(fields=["merged_into"])
    write_search_text(kept)
    add_note(inquiry, f"No longer merged into {kept}.", by=by)
    add_note(kept, f"{inquiry} is no longer merged into this one.", by=by)
