"""Times for a session that staff offer and the client picks from."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from studio.models.inquiry import Inquiry


class OfferedTime(models.Model):
    """One offered time. It isn't reserved: another client can be booked for it."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="offered_times")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    picked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "starts_at"], name="one_offer_of_a_time"),
            models.UniqueConstraint(
                fields=["inquiry"], name="one_picked_time", condition=models.Q(picked_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}, {self.minutes} minutes"
