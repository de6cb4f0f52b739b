"""Actions on one inquiry that have a page with a form: their names, texts and permissions."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from studio.admin.action_forms import (
    ActionForm,
    DeclineForm,
    EraseForm,
    KeepForm,
    MergeForm,
    ReplyForm,
    UndoMergeForm,
)
from studio.admin.agreement_form import AgreeForm
from studio.admin.photo_day_forms import PlanForm
from studio.admin.session_forms import BookForm, DeliverForm, OfferForm, ReviewForm
from studio.inquiries.merge import find_duplicates
from studio.inquiries.status import MOVES
from studio.models import BOOKABLE, Inquiry, Status

LEAST_PEOPLE = 4
"""Of an inquiry for which a photo day can be planned; fewer come in one session."""


@dataclass(frozen=True)
class InquiryAction:
    """An action: its name in addresses, its texts, its form, and when and to whom it is offered."""

    name: str
    label: str
    help: str
    form: type[ActionForm]
    is_open: Callable[[Inquiry], bool]
    permission: str = "studio.change_inquiry"
    is_for_merged: bool = False
    template: str = "admin/studio/inquiry/action.html"
    label_again: str = ""
    """The button once somebody else has changed the inquiry; the label if empty."""


INQUIRY_ACTIONS = {
    action.name: action
    for action in (
        InquiryAction(
            "reply",
            "Reply",
            "Choose a template, change it as you like, and send it. A new inquiry then becomes contacted.",
            ReplyForm,
            lambda inquiry: bool(inquiry.current_email) and inquiry.status not in (Status.SPAM, Status.SUSPECTED),
            label_again="Send this reply too",
        ),
        InquiryAction(
            "book",
            "Book a session",
            "The client gets an email with a calendar file. A booked session moves to the new time.",
            BookForm,
            lambda inquiry: inquiry.status == Status.BOOKED or Status.BOOKED in MOVES[inquiry.status],
            template="admin/studio/inquiry/book.html",
            label_again="Book it as I typed it",
        ),
        InquiryAction(
            "agree",
            "Change what is agreed",
            "The brief, the export and your emails use this from now on. What the client sent stays beside it.",
            AgreeForm,
            lambda inquiry: inquiry.status not in (Status.SPAM, Status.SUSPECTED),
            label_again="Save what I typed",
        ),
        InquiryAction(
            "offer",
            "Offer times",
            "The client gets an email, picks one time on their own page, and you confirm it. A day without a time isn’t"
            " offered.",
            OfferForm,
            lambda inquiry: bool(inquiry.current_email) and inquiry.status in BOOKABLE,
            template="admin/studio/inquiry/offer.html",
            label_again="Offer these times instead",
        ),
        InquiryAction(
            "photo-day",
            "Plan a photo day",
            "Everybody gets a time of their own. Next, you share a link to sign up, or paste the names.",
            PlanForm,
            lambda inquiry: inquiry.current_people >= LEAST_PEOPLE and inquiry.status in BOOKABLE,
            template="admin/studio/photoday/plan.html",
            label_again="Plan it as I typed it",
        ),
        InquiryAction(
            "decline",
            "Decline",
            "The client gets a short email with the reason. You see it before it goes out.",
            DeclineForm,
            lambda inquiry: Status.DECLINED in MOVES[inquiry.status],
            label_again="Decline all the same",
        ),
        InquiryAction(
            "deliver",
            "Send the pictures",
            "The client gets an email with your link. Once the retouched ones are sent, the inquiry is done.",
            DeliverForm,
            lambda inquiry: (
                inquiry.status == Status.PHOTOGRAPHED
                or (inquiry.status == Status.DONE and inquiry.photographed_at is not None)
            ),
            label_again="Send this link too",
        ),
        InquiryAction(
            "review",
            "Ask for a review",
            "The client agreed to be asked once.",
            ReviewForm,
            lambda inquiry: (
                inquiry.status == Status.DONE
                and inquiry.review_agreed_at is not None
                and inquiry.review_asked_at is None
                and bool(inquiry.current_email)
            ),
        ),
        InquiryAction(
            "merge",
            "Merge",
            "The other inquiry stays open and shows what happened to both. This one leaves the list.",
            MergeForm,
            lambda inquiry: bool(find_duplicates(inquiry)),
        ),
        InquiryAction(
            "undo-merge",
            "Undo the merge",
            "This inquiry comes back to the list as it was. Both timelines keep what happened.",
            UndoMergeForm,
            lambda inquiry: True,
            is_for_merged=True,
        ),
        InquiryAction(
            "erase",
            "Erase this person",
            "These inquiries may be from this person. Only those from the same email address are selected, because"
            " anybody can type a phone number. The selected ones are erased with their photos, emails, notes and"
            " history.",
            EraseForm,
            lambda inquiry: inquiry.erase_at is None,
            permission="studio.erase_inquiry",
            template="admin/studio/inquiry/choose.html",
        ),
        InquiryAction(
            "keep",
            "Undo the erasure",
            "These inquiries are scheduled for erasure together. The selected ones are kept.",
            KeepForm,
            lambda inquiry: inquiry.erase_at is not None and inquiry.erase_at > timezone.now(),
            permission="studio.erase_inquiry",
            template="admin/studio/inquiry/choose.html",
        ),
    )
}
