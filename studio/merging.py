"""Other inquiries of the same person: found, and merged when they are about the same thing."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from studio.models import Inquiry
from studio.moving import IllegalMoveError
from studio.noting import add_note

SAME_MAIL = Q(email_key=OuterRef("email_key")) & ~Q(email_key="")
SAME_PHONE = Q(phone_key=OuterRef("phone_key")) & ~Q(phone_key="")


def mark_duplicates(inquiries: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
    """Add `has_duplicate` to each: whether somebody with this email or phone sent another that is not merged."""
    others = Inquiry.objects.filter(merged_into=None).exclude(pk=OuterRef("pk"))
    # Two questions, each answered by its own index. One with an "or" would read the whole table.
    return inquiries.annotate(
        has_duplicate=Exists(others.filter(SAME_MAIL)) | Exists(others.filter(SAME_PHONE)),
    )


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
