"""Status changes of many inquiries at once, which can be undone until their emails go out."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from studio.models.inquiry import Status


class BulkMove(models.Model):
    """One status for many inquiries. The changes and the emails that belong to it point here."""

    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    to_status = models.CharField(max_length=12, choices=Status.choices)
    sends_at = models.DateTimeField(help_text="When its emails go out; until then it can be undone.")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_to_status_display()}, {self.at:%Y-%m-%d %H:%M}"
