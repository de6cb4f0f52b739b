"""Photo days: many people of one client are photographed on one day, each at a time of their own."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from studio.models.inquiry import MAX_PEOPLE, Inquiry, Status
from studio.times import write_day

LEAST_MINUTES, MOST_MINUTES = 5, 20
MAX_GAP, MAX_BUFFER = 60, 240
MAX_FILES_LENGTH = 80
MORE_MAILS = 10
"""How many emails signing up may cause beyond one for each time."""

TAKES_PLACE = (Status.NEW, Status.CONTACTED, Status.BOOKED, Status.PHOTOGRAPHED, Status.DONE)
"""Statuses of an inquiry whose photo days take place or took place."""


class Venue(models.TextChoices):
    STUDIO = "studio", "At the studio"
    CLIENT = "client", "At the client’s"


class Attendance(models.TextChoices):
    """What happened to one person on the day."""

    EXPECTED = "expected"
    DONE = "done"
    NO_SHOW = "no-show", "No-show"
    AGAIN = "again", "Once more"


class PhotoDay(models.Model):
    """A plan. Its times are computed from it by `studio.photo_day.plan`; only those that are taken are stored."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="photo_days")
    title = models.CharField(max_length=80, blank=True)
    venue = models.CharField(max_length=8, choices=Venue.choices, default=Venue.STUDIO)
    address = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField(db_index=True)
    # The end of the last time and its buffer.
    ends_at = models.DateTimeField(db_index=True)
    slots = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(MAX_PEOPLE)])
    minutes_each = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(LEAST_MINUTES), MaxValueValidator(MOST_MINUTES)]
    )
    gap = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(MAX_GAP)])
    # Pairs of times in New York, such as ["12:30", "13:15"], the first break first.
    breaks = models.JSONField(default=list, blank=True)
    end_buffer = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(MAX_BUFFER)])

    # The link to sign up is derived from the key; the database has only a hash of its token.
    link_key = models.UUIDField(default=uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    is_open = models.BooleanField("people can sign up", default=True)
    # How many emails strangers have caused by signing up.
    mail_count = models.PositiveIntegerField(default=0, editable=False)
    # Calendars use the file with the highest number.
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    called_off_at = models.DateTimeField(null=True, blank=True, editable=False)

    # When to follow up with those who were missing, and when that was settled.
    follow_up_on = models.DateField(null=True, blank=True)
    followed_up_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["starts_at", "pk"]
        # Who may see or change inquiries may do so with their photo days.
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="photo_day_ends_after_it_starts", condition=Q(ends_at__gt=models.F("starts_at"))
            ),
            models.CheckConstraint(name="photo_day_venue_is_known", condition=Q(venue__in=Venue.values)),
        ]

    def __str__(self) -> str:
        return write_day(self.starts_at, has_weekday=True)

    @property
    def day(self) -> date:
        """The day in New York."""
        return timezone.localdate(self.starts_at)

    @property
    def break_times(self) -> list[tuple[time, time]]:
        return [(time.fromisoformat(start), time.fromisoformat(end)) for start, end in self.breaks]

    @property
    def takes_place(self) -> bool:
        """Whether it isn't called off, and its inquiry is neither closed nor scheduled for erasure."""
        return self.called_off_at is None and self.inquiry.status in TAKES_PLACE and self.inquiry.erase_at is None

    @property
    def length(self) -> timedelta:
        """How long one person is photographed."""
        return timedelta(minutes=self.minutes_each)

    @property
    def most_mails(self) -> int:
        """How many emails signing up may cause, so that nobody can flood strangers with a link that was passed on."""
        return self.slots + MORE_MAILS

    def takes_sign_ups(self, now: datetime) -> bool:
        """Whether people can sign up and change their time."""
        return self.is_open and self.takes_place and self.ends_at > now


class SignUp(models.Model):
    """One person at one time of a photo day. The time is held until the person confirms the address."""

    photo_day = models.ForeignKey(PhotoDay, on_delete=models.CASCADE, related_name="sign_ups")
    starts_at = models.DateTimeField()
    name = models.CharField(max_length=120)
    # Empty only where staff entered the name.
    email = models.EmailField(blank=True)
    email_key = models.CharField(max_length=254, blank=True, editable=False)
    link_key = models.UUIDField(default=uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    held_until = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # Grows with each new time.
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)

    attendance = models.CharField(max_length=8, choices=Attendance.choices, default=Attendance.EXPECTED)
    files = models.CharField(max_length=MAX_FILES_LENGTH, blank=True)
    # Grows with each save on the day, so that a save from an older page is noticed.
    version = models.PositiveIntegerField(default=0, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["starts_at"]
        default_permissions = ()
        constraints = [
            # Of two people who take a time at once, the database lets one have it.
            models.UniqueConstraint(fields=["photo_day", "starts_at"], name="one_sign_up_for_a_time"),
            models.UniqueConstraint(
                fields=["photo_day", "email_key"],
                name="one_time_for_an_address",
                condition=Q(confirmed_at__isnull=False) & ~Q(email_key=""),
            ),
            models.CheckConstraint(
                name="sign_up_is_held_or_confirmed",
                condition=Q(held_until__isnull=False, confirmed_at=None) & ~Q(email="")
                | Q(held_until=None, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(name="sign_up_attendance_is_known", condition=Q(attendance__in=Attendance.values)),
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="sign_up_by_time", condition=Q(reminded_at=None)),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + self.photo_day.length

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None


def is_taken(now: datetime, path: str = "") -> Q:
    """Return the condition for sign-ups whose time nobody else can have: it is confirmed or still held."""
    return Q(**{f"{path}held_until": None}) | Q(**{f"{path}held_until__gt": now})
