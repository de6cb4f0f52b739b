"""The outbox: every mail, written together with what it tells, and what became of it."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from studio.models.inquiry import Inquiry

MAX_TEXT_LENGTH = 20_000


class MailKind(models.TextChoices):
    """What a mail is about."""

    RECEIVED = "received", "Confirmation to the client"
    STAFF = "staff", "Notice to the studio"
    BOOKED = "booked", "Booking to the client"
    DECLINED = "declined", "Declined, to the client"
    CANCELLED = "cancelled", "Cancelation to the client"
    WITHDRAWN = "withdrawn", "Withdrawal confirmed to the client"
    CALLED_OFF = "called-off", "Session called off, to the studio"
    ERASURE = "erasure", "Request for erasure to the studio"
    REPLY = "reply", "Reply to the client"
    PASSWORD = "password", "New password to staff"
    ACCOUNT = "account", "Account notice to staff"


class MailState(models.TextChoices):
    """How far a mail has come."""

    HELD = "held", "Held back"
    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    PERHAPS = "perhaps", "Perhaps sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"


class Mail(models.Model):
    """One mail. Its text is kept as it is sent, but for links with a token (`studio.inquiries.own_page`,
    `studio.accounts.password_page`)."""

    # What it is about: an inquiry, or an account that gets a new password.
    inquiry = models.ForeignKey(Inquiry, null=True, blank=True, on_delete=models.CASCADE, related_name="mails")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=MailKind.choices)
    to = models.EmailField()
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField(validators=[MaxLengthValidator(MAX_TEXT_LENGTH)])
    html = models.TextField(blank=True)
    calendar = models.TextField("calendar file", blank=True)
    has_report = models.BooleanField("report attached", default=False)
    # The same at every attempt, so that mail programs show a repeated mail once.
    message_id = models.CharField(max_length=120, unique=True, editable=False)

    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField("written", default=timezone.now)
    tried_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField("next attempt", null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=120, blank=True, help_text="What kind of fault the last attempt met.")

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="mail_by_state")]
        constraints = [
            models.CheckConstraint(name="mail_state_is_known", condition=Q(state__in=MailState.values)),
            models.CheckConstraint(name="mail_kind_is_known", condition=Q(kind__in=MailKind.values)),
            models.CheckConstraint(
                name="mail_is_about_one_thing",
                condition=Q(inquiry__isnull=False, account=None) | Q(inquiry=None, account__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_state_display().lower()}"
