"""Emails: the outbox, and what clients sent."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from studio.models.catalog import ONLY_ID
from studio.models.inquiry import Inquiry
from studio.models.photo_day import SignUp
from studio.models.records import BulkMove

MAX_TEXT_LENGTH = 20_000


class MailKind(models.TextChoices):
    RECEIVED = "received", "Confirmation to the client"
    STAFF = "staff", "Notice to the studio"
    BOOKED = "booked", "Booking to the client"
    DECLINED = "declined", "Declined, to the client"
    CANCELLED = "cancelled", "Cancellation to the client"
    WITHDRAWN = "withdrawn", "Withdrawal confirmed to the client"
    CALLED_OFF = "called-off", "Session called off, to the studio"
    ERASURE = "erasure", "Request for erasure to the studio"
    MOVE = "move", "Request to move, to the studio"
    REMINDER = "reminder", "Reminder to the client"
    ASSIGNED = "assigned", "Assignment to staff"
    DIGEST = "digest", "Suspected spam, to the studio"
    OFFERED = "offered", "Times offered to the client"
    PICKED = "picked", "Time picked, to the studio"
    DELIVERED = "delivered", "Pictures to the client"
    REVIEW = "review", "Request for a review to the client"
    THREE_YEARS = "three-yrs", "Photo is three years old, to the client"
    SIGN_UP = "sign-up", "Photo day: please confirm"
    DAY_TIME = "day-time", "Photo day: your time"
    DAY_OFF = "day-off", "Photo day: your time is off"
    DAY_NEAR = "day-near", "Photo day: reminder"
    REPLY = "reply", "Reply to the client"
    WEBHOOK = "webhook", "New inquiry, to a webhook"
    SLACK = "slack", "New inquiry, to a chat"
    PASSWORD = "password", "New password to staff"
    ACCOUNT = "account", "Account notice to staff"


WEBHOOKS = (MailKind.WEBHOOK, MailKind.SLACK)
"""Kinds that aren't emails: they go to a web address from the settings, and their text is JSON."""


class MailState(models.TextChoices):
    HELD = "held", "Held back"
    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    PERHAPS = "perhaps", "Perhaps sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"


class Mail(models.Model):
    """An email or a webhook's notice as it is sent, but with placeholders for secret links; see `studio.links`."""

    # What it is about: an inquiry or a staff account. A digest is about neither.
    inquiry = models.ForeignKey(Inquiry, null=True, blank=True, on_delete=models.CASCADE, related_name="mails")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    # The person of a photo day whom the email is for. It is deleted with the sign-up.
    sign_up = models.ForeignKey(SignUp, null=True, blank=True, on_delete=models.CASCADE, related_name="mails")
    bulk = models.ForeignKey(BulkMove, null=True, blank=True, on_delete=models.SET_NULL, related_name="mails")
    # Who wrote it; the site itself when empty.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=10, choices=MailKind.choices)
    to = models.EmailField()
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField(validators=[MaxLengthValidator(MAX_TEXT_LENGTH)])
    html = models.TextField(blank=True)
    calendar = models.TextField("calendar file", blank=True)
    has_report = models.BooleanField("report attached", default=False)
    # The same at every attempt, so that mail programs show a repeated email once.
    message_id = models.CharField(max_length=120, unique=True, editable=False)

    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField("written", default=timezone.now)
    tried_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField("next attempt", null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=120, blank=True, help_text="The error of the last attempt.")

    class Meta:
        verbose_name = "email"
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="mail_by_state")]
        constraints = [
            models.CheckConstraint(name="mail_state_is_known", condition=Q(state__in=MailState.values)),
            models.CheckConstraint(name="mail_kind_is_known", condition=Q(kind__in=MailKind.values)),
            models.CheckConstraint(
                name="mail_is_about_one_thing",
                condition=Q(inquiry__isnull=False, account=None)
                | Q(inquiry=None, account__isnull=False)
                | Q(inquiry=None, account=None, kind="digest"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_state_display().lower()}"


class MailboxFault(models.Model):
    """The only row says since when the mailbox with clients' replies can't be read. There is none while it can."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY_ID, editable=False)
    since = models.DateTimeField(default=timezone.now)
    is_refused = models.BooleanField(help_text="Whether the server answers but doesn't let us in.")

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(name="mailbox_fault_is_one_row", condition=Q(id=ONLY_ID))]

    def __str__(self) -> str:
        return "refused" if self.is_refused else "no answer"


class ReceivedMail(models.Model):
    """Records that a client's email was added to an inquiry, so that it isn't added twice. Its text is a note."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="received_mails")
    # A hash of the Message-ID, which may be long and contain an address.
    key = models.CharField(max_length=64, unique=True, editable=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Email about {self.inquiry}"
