"""Emails that clients sent, and that were added to their inquiry."""

from django.db import models
from django.utils import timezone

from studio.models.inquiry import Inquiry


class ReceivedMail(models.Model):
    """That an email was added, so that it isn't added twice. Its text is a note of the inquiry."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="received_mails")
    # A hash of the Message-ID, which may be long and contain an address.
    key = models.CharField(max_length=64, unique=True, editable=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Email about {self.inquiry}"
