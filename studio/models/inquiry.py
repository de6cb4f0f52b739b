"""Inquiries: what a person sent, with the advice at that time."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from decision.core.answers import AnswerError, Answers, read_answers
from decision.core.framework import Framework, load_framework, versions
from decision.core.turnaround import find_deadline
from studio.models.catalog import Package, write_price
from studio.uses import list_uses

MAX_PEOPLE = 500
MAX_MESSAGE_LENGTH = 5000
MAX_STAKES = 100
MAX_STEP_LENGTH = 200
MOST_PHOTOS = 3
MAX_SESSION_MINUTES = 720
EXTENSION = re.compile(r"(x|ext).*", re.IGNORECASE)
NOT_DIALED = re.compile(r"[^0-9+]")


def find_dial_address(phone: str) -> str:
    """Return the address that lets a phone dial this number, without its extension; "" for one without digits."""
    number = NOT_DIALED.sub("", EXTENSION.sub("", phone))
    return f"tel:{number}" if number else ""


class Status(models.TextChoices):
    """The studio's progress with an inquiry."""

    NEW = "new"
    CONTACTED = "contacted"
    BOOKED = "booked"
    PHOTOGRAPHED = "photographed"
    DONE = "done"
    NO_SHOW = "no-show", "No-show"
    CANCELLED = "cancelled", "Canceled"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    SUSPECTED = "suspected", "Suspected spam"
    SPAM = "spam"


OPEN = (Status.NEW, Status.CONTACTED, Status.BOOKED, Status.PHOTOGRAPHED)
"""Statuses in which the studio still has something to do."""

BOOKABLE = (Status.NEW, Status.CONTACTED, Status.BOOKED)
"""Statuses in which a session can be booked or moved, so that times can be offered."""


class DeclineReason(models.TextChoices):
    NOT_NEEDED = "not-needed", "No session needed"
    NOT_OFFERED = "not-offered", "Not what the studio does"
    BUDGET = "budget", "Over the budget"
    DATES = "dates", "No date that fits"
    PLACE = "place", "Too far away"
    SILENCE = "silence", "No answer"
    OTHER = "other"


class Verdict(models.TextChoices):
    """The framework's verdicts, as lists show them."""

    AI = "ai", "AI"
    AI_FOR_NOW = "ai-for-now", "AI for now"
    PLAIN = "plain", "Plain photo"
    STUDIO = "studio", "Studio"


def allow(field: str, choices: Iterable[str], *, blank: bool = False) -> models.CheckConstraint:
    """Return the constraint that allows only these values."""
    values = [*choices, ""] if blank else list(choices)
    return models.CheckConstraint(name=f"inquiry_{field}_is_known", condition=Q(**{f"{field}__in": values}))


class Inquiry(models.Model):
    """What a person sent, which never changes, and the studio's work on it."""

    reference = models.CharField(max_length=12, unique=True, editable=False)
    created_at = models.DateTimeField("received", default=timezone.now, db_index=True)

    name = models.CharField(max_length=120)
    # Empty only where staff noted a phone call; then there is a phone number.
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    # Folded by studio.inquiries.search, to find other inquiries of the same person.
    email_key = models.CharField(max_length=254, blank=True, editable=False)
    phone_key = models.CharField(max_length=10, blank=True, editable=False)
    source = models.CharField(max_length=80, blank=True, help_text="The page or the site that the person came from.")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    package = models.ForeignKey(Package, null=True, blank=True, on_delete=models.SET_NULL, related_name="inquiries")
    # Copied when the inquiry came, because the package may change or be deleted.
    package_name = models.CharField("package", max_length=80, blank=True)
    package_price = models.PositiveIntegerField(null=True, blank=True)
    package_price_is_from = models.BooleanField(default=False)
    people = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MAX_PEOPLE)]
    )
    # How many people of a team need the photo for more places than everybody does, and for which.
    groups = models.JSONField(default=list, blank=True, editable=False)
    first_date = models.DateField("preferred date", null=True, blank=True)
    second_date = models.DateField(null=True, blank=True)
    third_date = models.DateField(null=True, blank=True)
    message = models.TextField(blank=True, validators=[MaxLengthValidator(MAX_MESSAGE_LENGTH)])
    consent_wording = models.TextField()
    consented_at = models.DateTimeField()

    answers = models.JSONField(default=dict, blank=True)
    main_use = models.CharField("use", max_length=40, blank=True, choices=list_uses)
    verdict = models.CharField(max_length=10, blank=True, choices=Verdict.choices)
    stakes = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(MAX_STAKES)])
    plan = models.CharField(max_length=20, blank=True)
    framework_version = models.CharField(max_length=20)
    framework_sha256 = models.CharField(max_length=64)
    advice = models.JSONField(help_text="The advice as /advice.json gave it when the inquiry came.")

    # Together they distinguish a repeated request from a new one.
    idempotency_key = models.UUIDField(editable=False)
    content_hash = models.CharField(max_length=64, editable=False)
    possible_duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="possible_duplicates"
    )

    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NEW)
    decline_reason = models.CharField(max_length=12, choices=DeclineReason.choices, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    next_step = models.CharField(max_length=MAX_STEP_LENGTH, blank=True)
    next_step_on = models.DateField("due", null=True, blank=True)
    session_at = models.DateTimeField("session", null=True, blank=True, db_index=True)
    session_minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(5), MaxValueValidator(MAX_SESSION_MINUTES)]
    )
    move_asked_at = models.DateTimeField("asked to move", null=True, blank=True, editable=False)
    # The session that the client was reminded of.
    reminded_for = models.DateTimeField(null=True, blank=True, editable=False)
    # Grows with each new status and time. Calendars use the file with the highest number.
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    # Grows with each status change, note and reply, so that a form can show what happened since it was opened.
    version = models.PositiveIntegerField(default=0, editable=False)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="merged",
        editable=False,
        db_index=False,  # see inquiry_by_merger
    )

    # What is now agreed; null or "" where what the client sent is still right. See studio.inquiries.agreement.
    agreed_package = models.ForeignKey(
        Package, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    agreed_package_name = models.CharField(max_length=80, blank=True, editable=False)
    agreed_price = models.PositiveIntegerField(null=True, blank=True, editable=False)
    agreed_people = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    agreed_name = models.CharField(max_length=120, blank=True, editable=False)
    agreed_email = models.EmailField(blank=True, editable=False)
    agreed_phone = models.CharField(max_length=40, blank=True, editable=False)
    deposit_received = models.PositiveIntegerField(null=True, blank=True, editable=False)
    deposit_received_on = models.DateField(null=True, blank=True, editable=False)

    # What is due after the session, and when it was sent. See studio.inquiries.delivery.
    photographed_at = models.DateTimeField(null=True, blank=True, editable=False)
    corrected_due_at = models.DateTimeField(null=True, blank=True, editable=False)
    corrected_sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    retouched_due_on = models.DateField(null=True, blank=True, editable=False)
    retouched_sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    # When the client agreed to one request for a review, and to one email when the photo is three years old.
    review_agreed_at = models.DateTimeField(null=True, blank=True, editable=False)
    review_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminder_agreed_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminder_sent_at = models.DateTimeField(null=True, blank=True, editable=False)

    has_duplicate = False
    """Set by studio.inquiries.merge.mark_duplicates."""
    clashes_with: "Inquiry | None" = None
    """Another booked inquiry at the same time. Set by studio.admin.sessions.mark_clashes."""
    photos_left_out = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="Photos that were not kept because the inquiry looked like spam."
    )
    suspicion = models.CharField(max_length=200, blank=True, help_text="Why it looks like spam.")
    # Hash of the token in the address of the client's own page; see studio.links.
    token_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    erasure_asked_at = models.DateTimeField("erasure requested", null=True, blank=True)
    # Staff can undo the erasure until then; the next daily run after it erases.
    erase_at = models.DateTimeField("erased after", null=True, blank=True, editable=False)

    class Meta:
        verbose_name_plural = "inquiries"
        ordering = ["-created_at", "-pk"]
        permissions = [("export_inquiry", "Can export inquiries"), ("erase_inquiry", "Can erase a person")]
        indexes = [
            # For the order of the list, and to find other inquiries of the same person.
            models.Index(fields=["status", "-created_at", "-id"], name="inquiry_by_status"),
            models.Index(fields=["-created_at", "-id"], name="inquiry_latest_first"),
            models.Index(fields=["email_key"], name="inquiry_by_email"),
            models.Index(fields=["phone_key"], name="inquiry_by_phone"),
            # Only merged ones: SQLite would use a full index to find those not merged, and then sort them all.
            models.Index(fields=["merged_into"], name="inquiry_by_merger", condition=Q(merged_into__isnull=False)),
            models.Index(fields=["next_step_on"], name="inquiry_by_due_day"),
            # Only the few whose clients asked, which the staff home page lists.
            models.Index(
                fields=["erasure_asked_at"],
                name="inquiry_by_erasure_wish",
                condition=Q(erasure_asked_at__isnull=False),
            ),
            # To find late next steps, also among the many inquiries that are done.
            models.Index(fields=["status", "next_step_on"], name="inquiry_by_step"),
            # Only the few who agreed to be reminded.
            models.Index(
                fields=["photographed_at"], name="inquiry_by_reminder", condition=Q(reminder_agreed_at__isnull=False)
            ),
            models.Index(fields=["erase_at"], name="inquiry_by_erasure", condition=Q(erase_at__isnull=False)),
            models.Index(fields=["move_asked_at"], name="inquiry_by_move", condition=Q(move_asked_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(name="inquiry_can_be_answered", condition=~Q(email="") | ~Q(phone="")),
            models.CheckConstraint(
                name="inquiry_session_is_whole",
                condition=Q(session_at=None, session_minutes=None)
                | Q(session_at__isnull=False, session_minutes__isnull=False),
            ),
            allow("decline_reason", DeclineReason.values, blank=True),
            models.UniqueConstraint(name="inquiry_is_kept_once", fields=["idempotency_key", "content_hash"]),
            models.CheckConstraint(
                name="inquiry_people_in_range", condition=Q(people__gte=1) & Q(people__lte=MAX_PEOPLE)
            ),
            models.CheckConstraint(
                name="inquiry_stakes_in_range", condition=Q(stakes=None) | Q(stakes__lte=MAX_STAKES)
            ),
            models.CheckConstraint(
                name="inquiry_has_stakes_with_its_verdict",
                condition=Q(verdict="", stakes=None) | (~Q(verdict="") & Q(stakes__isnull=False)),
            ),
            allow("status", Status.values),
            allow("verdict", Verdict.values, blank=True),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def preferred_dates(self) -> tuple[date, ...]:
        """The preferred dates, the first choice first."""
        return tuple(day for day in (self.first_date, self.second_date, self.third_date) if day)

    @property
    def needed_by(self) -> date | None:
        """The day by which the client needs the photo, as they answered; None when they named none."""
        return find_deadline(self.answers.get("deadline"), timezone.localdate(self.created_at))

    @property
    def takes_photos(self) -> bool:
        """Whether the client may add photos: the session is to come, and staff have decided that it isn't spam."""
        return self.status in BOOKABLE and not self.merged_into_id and self.photos.count() < MOST_PHOTOS

    @property
    def session_ends_at(self) -> datetime | None:
        if self.session_at is None:
            return None
        return self.session_at + timedelta(minutes=self.session_minutes or 0)

    @property
    def phone_link(self) -> str:
        """The address that lets a phone call this person."""
        return find_dial_address(self.current_phone)

    @property
    def current_name(self) -> str:
        return self.agreed_name or self.name

    @property
    def current_email(self) -> str:
        return self.agreed_email or self.email

    @property
    def current_phone(self) -> str:
        return self.agreed_phone or self.phone

    @property
    def current_people(self) -> int:
        return self.agreed_people or self.people

    @property
    def current_package(self) -> Package | None:
        return self.agreed_package or self.package

    @property
    def current_package_name(self) -> str:
        return self.agreed_package_name or self.package_name

    @property
    def current_price(self) -> int | None:
        """The agreed price in whole US dollars, or the one that came with the inquiry."""
        return self.package_price if self.agreed_price is None else self.agreed_price

    @property
    def deposit_in_words(self) -> str:
        """The deposit that was received, or ""."""
        return write_price(self.deposit_received, is_from=False) if self.deposit_received else ""

    @property
    def current_package_in_words(self) -> str:
        """The package and the price as now agreed, or ""."""
        return ", ".join(part for part in (self.current_package_name, self.current_price_in_words) if part)

    @property
    def current_price_in_words(self) -> str:
        """The price as now agreed, “from $300” while none is, or ""."""
        is_from = self.package_price_is_from and self.agreed_price is None and not self.agreed_package_name
        return "" if self.current_price is None else write_price(self.current_price, is_from=is_from)

    @property
    def package_in_words(self) -> str:
        """The package with its price at that time, or ""."""
        if self.package_price is None:
            return self.package_name
        return f"{self.package_name}, {write_price(self.package_price, is_from=self.package_price_is_from)}"

    @property
    def framework(self) -> Framework:
        """The version that gave the advice; the current one if that version no longer exists."""
        return load_framework(self.framework_version if self.framework_version in versions() else None)

    @property
    def kept(self) -> dict[str, str]:
        """The query parameter that shows this advice after a newer framework was published."""
        version = self.framework.version
        return {} if version == load_framework().version else {"framework": version}

    def read_answers(self) -> Answers:
        """Return the answers as they were given; none if the framework no longer has them."""
        try:
            return read_answers(self.framework, self.answers)
        except AnswerError:
            return Answers()
