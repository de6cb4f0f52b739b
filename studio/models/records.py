"""What belongs to an inquiry besides its own row: status changes, notes, offered times, photos, and words to search."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone

from studio.models.inquiry import Inquiry, Status
from studio.models.photo_day import SignUp

MAX_NOTE_LENGTH = 5000


class BulkMove(models.Model):
    """One change of status for many inquiries at once, which can be undone until its emails go out."""

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

    @property
    def who(self) -> str:
        """Who made it, to begin a sentence; "Somebody" if the account was deleted."""
        return str(self.by or ("The client" if self.to_status == Status.WITHDRAWN else "Somebody"))


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


class OfferedTime(models.Model):
    """One offered time. Once it is picked, no other client can pick it, but staff can book anybody after a warning."""

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


def find_photo_storage() -> Storage:
    return storages["photos"]


class InquiryPhoto(models.Model):
    """A photo of how the client looks now, and its thumbnail. Only staff see them; `studio.photos.store` makes both."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="photos")
    image = models.FileField(storage=find_photo_storage)
    thumbnail = models.FileField(storage=find_photo_storage)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Photo, {self.width} × {self.height} pixels"


class SearchText(models.Model):
    """The words of one inquiry, folded. A search reads this short table, because the rows of inquiries are long."""

    inquiry = models.OneToOneField(Inquiry, on_delete=models.CASCADE, primary_key=True, related_name="search_text")
    text = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.inquiry)
