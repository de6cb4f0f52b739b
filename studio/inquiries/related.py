"""Inquiries that may be from the same person, and why. Staff see them before an erasure.

Anybody can type another person's phone number or email address. So only inquiries with the same email address are
suggested; all others are listed with their reason, for staff to judge.
"""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from studio.models import Inquiry


@dataclass(frozen=True)
class Related:
    """An inquiry that could be erased too, why it is listed, and whether it is suggested."""

    inquiry: Inquiry
    reasons: tuple[str, ...]
    is_suggested: bool

    @property
    def belongings(self) -> str:
        """What would be erased with it, in words."""
        counts = {
            "photo": self.inquiry.photo_count,  # type: ignore[attr-defined]  # annotated below
            "email": self.inquiry.mail_count,  # type: ignore[attr-defined]
            "note": self.inquiry.note_count,  # type: ignore[attr-defined]
            "step": self.inquiry.step_count,  # type: ignore[attr-defined]
        }
        words = [f"{count} {word}{'' if count == 1 else 's'}" for word, count in counts.items() if count]
        return ", ".join(words) or "nothing else"


def find_related(inquiry: Inquiry) -> list[Related]:
    """Return the inquiry and those that may be the same person's, the suggested ones first."""
    maybe = Q(pk=inquiry.pk) | Q(merged_into=inquiry) | Q(possible_duplicate_of=inquiry)
    maybe |= Q(pk__in=[pk for pk in (inquiry.merged_into_id, inquiry.possible_duplicate_of_id) if pk])
    if inquiry.email_key:
        maybe |= Q(email_key=inquiry.email_key)
    if inquiry.phone_key:
        maybe |= Q(phone_key=inquiry.phone_key)
    found = annotate_counts(Inquiry.objects.filter(maybe))
    listed = [Related(other, _give_reasons(inquiry, other), _is_suggested(inquiry, other)) for other in found]
    return sorted((one for one in listed if one.reasons), key=lambda one: not one.is_suggested)


def annotate_counts(inquiries: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
    """Annotate inquiries with how many photos, emails, notes and status changes each has."""
    return inquiries.annotate(
        photo_count=Count("photos", distinct=True),
        mail_count=Count("mails", distinct=True),
        note_count=Count("notes", distinct=True),
        step_count=Count("status_changes", distinct=True),
    ).prefetch_related("photos")


def _is_suggested(inquiry: Inquiry, other: Inquiry) -> bool:
    same_address = bool(inquiry.email_key) and other.email_key == inquiry.email_key
    return same_address or other.pk == inquiry.pk


def _give_reasons(inquiry: Inquiry, other: Inquiry) -> tuple[str, ...]:
    if other.pk == inquiry.pk:
        return ("this inquiry",)
    reasons = {
        "same email address": bool(inquiry.email_key) and other.email_key == inquiry.email_key,
        "same phone number": bool(inquiry.phone_key) and other.phone_key == inquiry.phone_key,
        "merged into this one": other.merged_into_id == inquiry.pk,
        "this one was merged into it": inquiry.merged_into_id == other.pk,
        "sent twice from one form": other.possible_duplicate_of_id == inquiry.pk
        or inquiry.possible_duplicate_of_id == other.pk,
    }
    return tuple(reason for reason, holds in reasons.items() if holds)
