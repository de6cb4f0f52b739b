"""What belongs to staff accounts: the journal of sign-ins and changes, and calendar addresses."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone


class Event(models.TextChoices):
    SIGNED_IN = "signed-in", "Signed in"
    WRONG_PASSWORD = "wrong-password", "Wrong password"
    WRONG_CODE = "wrong-code", "Wrong code"
    LOCKED = "locked", "Sign-in locked"
    LOCK_RELEASED = "lock-released", "Lock released"
    PASSWORD_CHANGED = "password-changed", "Password changed"
    PASSWORD_RESET = "password-reset", "Password reset by email"
    FACTOR_ADDED = "factor-added", "Second factor set up"
    FACTOR_REMOVED = "factor-removed", "Second factor removed"
    CODES_RENEWED = "codes-renewed", "New recovery codes"
    CODE_USED = "code-used", "Recovery code used"
    FEED_MADE = "feed-made", "Calendar address made"
    FEED_ENDED = "feed-ended", "Calendar address ended"
    ACCOUNT_ADDED = "account-added", "Account added"
    ACCOUNT_SWITCHED = "account-switched", "Account switched on or off"
    ADDRESS_CHANGED = "address-changed", "Email address changed"
    ROLE_CHANGED = "role-changed", "Role changed"
    EXPORTED = "exported", "Inquiries exported"
    ERASURE_PLANNED = "erasure-planned", "Erasure planned"
    ERASURE_UNDONE = "erasure-undone", "Erasure undone"
    ERASED = "erased", "Erased"


class AppendOnlyError(Exception):
    """Journal entries cannot be changed or deleted."""


class AppendOnlyEntries(models.QuerySet["JournalEntry"]):
    """Entries that can only be read and added. `forget` deletes old ones."""

    def update(self, **changes: Any) -> NoReturn:
        """Refuse: entries never change."""
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        """Refuse: entries never change."""
        raise AppendOnlyError

    def forget(self) -> int:
        """Delete these entries; return how many."""
        return super().delete()[0]


class JournalEntry(models.Model):
    """One event in the journal. It names accounts, never clients: an inquiry is named by its reference."""

    at = models.DateTimeField(default=timezone.now)
    event = models.CharField(max_length=20, choices=Event.choices)
    # Copies of user names, so that entries outlive deleted accounts.
    account = models.CharField(max_length=150, blank=True, help_text="Whose account it is about.")
    by = models.CharField(max_length=150, blank=True, help_text="Who did it; empty for the site itself.")
    network = models.CharField(max_length=45, blank=True, help_text="The address it came from; of IPv6 the first half.")
    note = models.CharField(max_length=300, blank=True)
    # A keyed hash of the typed name, so that attempts are counted the same way for names without an account.
    name_key = models.CharField(max_length=64, blank=True, editable=False)

    objects = AppendOnlyEntries.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "journal entries"
        # Managers read it; there is no permission to add, change or delete.
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["name_key", "-at"], name="journal_by_name"),
            models.Index(fields=["network", "-at"], name="journal_by_network"),
            models.Index(fields=["-at", "-id"], name="journal_latest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.get_event_display()}: {self.account or self.note}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new entry; refuse to change one."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: entries never change."""
        raise AppendOnlyError


class CalendarFeed(models.Model):
    """The secret address at which a member of staff subscribes to the sessions.

    The database has only a hash of its token, so the address is shown once.
    """

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Calendar feed of {self.account}"
