"""Other inquiries of the same person: found, and merged when they are about the same thing."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q

from studio.inquiries.notes import add_note
from studio.inquiries.status import IllegalMoveError
from studio.models import Inquiry


def mark_duplicates(inquiries: Iterable[Inquiry]) -> None:
    """Set `has_duplicate` on each: whether somebody with this email or phone sent another that is not merged.

    Two queries for a page of the list, each answered by its own index. Asked within the list's own query it would be
    asked for every inquiry there is.
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
    """Return what else came from the same email address or phone number and is not merged, the latest first."""
    same = Q()
    if inquiry.email_key:
        same |= Q(email_key=inquiry.email_key)
    if inquiry.phone_key:
        same |= Q(phone_key=inquiry.phone_key)
    return list(Inquiry.objects.filter(same, merged_into=None).exclude(pk=inquiry.pk)) if same else []


@transaction.atomic
def merge_inquiry(inquiry: Inquiry, *, into: Inquiry, by: User) -> None:
    """Fold one inquiry into another. Nothing is lost: the other's timeline shows both from then on.

    Raises:
        IllegalMoveError: one of them is merged already, or both are the same.
    """
    if inquiry.pk == into.pk:
        raise IllegalMoveError(f"{inquiry} cannot be merged into itself.")
    free = Inquiry.objects.filter(merged_into=None)
    if not free.filter(pk=into.pk).exists() or not free.filter(pk=inquiry.pk).update(merged_into=into):
        raise IllegalMoveError("One of the two is merged already. Look again.")
    Inquiry.objects.filter(merged_into=inquiry).update(merged_into=into)
    inquiry.refresh_from_db(fields=["merged_into"])
    add_note(inquiry, f"Merged into {into}.", by=by)
    add_note(into, f"{inquiry} was merged into this one.", by=by)
