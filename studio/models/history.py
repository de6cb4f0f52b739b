"""Status changes and notes of an inquiry."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone

from studio.models.bulk import BulkMove
from studio.models.inquiry import Inquiry, Status
from studio.models.photo_day import SignUp

MAX_NOTE_LENGTH = 5000


class StatusChange(models.Model):
    """One change of an inquiry's status: who made it, and when."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="status_changes")
    from_status = models.CharField(max_length=12, choices=Status.choices)
    to_status = models.CharField(max_length=12, choices=Status.choices)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    # The session that an inquiry lost by moving back from booked, so that the change can be undone.
    dropped_session_at = models.DateTimeField(null=True, blank=True)
    dropped_session_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    bulk = models.ForeignKey(BulkMove, null=True, blank=True, on_delete=models.SET_NULL, related_name="changes")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_from_status_display()} → {self.get_to_status_display()}"


class Note(models.Model):
    """What staff wrote about an inquiry or changed besides its status, or an email that came."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="notes")
    # Who of a photo day wrote the email; it is deleted with the sign-up.
    sign_up = models.ForeignKey(
        SignUp, null=True, blank=True, on_delete=models.CASCADE, related_name="notes", editable=False
    )
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField(max_length=MAX_NOTE_LENGTH, validators=[MaxLengthValidator(MAX_NOTE_LENGTH)])
    # The fields of the inquiry whose change it records, so that a stale save can name who saved in between.
    changed = models.JSONField(default=list, blank=True, editable=False)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:40]
