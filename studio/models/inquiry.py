"""An inquiry: what a person sent, and the advice as it was at that moment."""

from collections.abc import Iterable
from datetime import date

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from decision.answers import AnswerError, Answers, read_answers
from decision.framework import Framework, load_framework, versions
from studio.models.package import Package
from studio.prices import write_price
from studio.vocabulary import list_uses

MAX_PEOPLE = 500
MAX_MESSAGE_LENGTH = 5000
MAX_STAKES = 100


class Status(models.TextChoices):
    """Where the studio stands with an inquiry."""

    NEW = "new"
    CONTACTED = "contacted"
    BOOKED = "booked"
    DONE = "done"
    DECLINED = "declined"
    SPAM = "spam"


class Verdict(models.TextChoices):
    """The framework's verdicts, in the words of the list."""

    AI = "ai", "AI"
    AI_FOR_NOW = "ai-for-now", "AI for now"
    STUDIO = "studio", "Studio"


class MailState(models.TextChoices):
    """Whether a mail went out."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"


def allow(field: str, choices: Iterable[str], *, blank: bool = False) -> models.CheckConstraint:
    """Return the constraint that lets the database hold nothing but these values."""
    values = [*choices, ""] if blank else list(choices)
    return models.CheckConstraint(name=f"inquiry_{field}_is_known", condition=Q(**{f"{field}__in": values}))


class Inquiry(models.Model):
    """What a person sent. Everything but `status` and the mail states stays as it was received."""

    reference = models.CharField(max_length=12, unique=True, editable=False)
    created_at = models.DateTimeField("received", default=timezone.now, db_index=True)

    name = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    package = models.ForeignKey(Package, null=True, blank=True, on_delete=models.SET_NULL, related_name="inquiries")
    # As they were when the inquiry came: the package may change or go.
    package_name = models.CharField("package", max_length=80, blank=True)
    package_price = models.PositiveIntegerField(null=True, blank=True)
    package_price_is_from = models.BooleanField(default=False)
    people = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MAX_PEOPLE)]
    )
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

    # Both together tell a repeated request from a new one.
    idempotency_key = models.UUIDField(editable=False)
    content_hash = models.CharField(max_length=64, editable=False)
    possible_duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="possible_duplicates"
    )

    status = models.CharField(max_length=10, choices=Status.choices, default=Status.NEW)
    client_mail = models.CharField(max_length=10, choices=MailState.choices, default=MailState.PENDING)
    staff_mail = models.CharField(max_length=10, choices=MailState.choices, default=MailState.PENDING)
    mailed_at = models.DateTimeField("mails tried", null=True, blank=True)

    class Meta:
        verbose_name_plural = "inquiries"
        ordering = ["-created_at", "-pk"]
        constraints = [
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
            allow("client_mail", MailState.values),
            allow("staff_mail", MailState.values),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def preferred_dates(self) -> tuple[date, ...]:
        """The dates that the person asked for, the best first."""
        return tuple(day for day in (self.first_date, self.second_date, self.third_date) if day)

    @property
    def package_in_words(self) -> str:
        """The package with its price as it was, or nothing."""
        if self.package_price is None:
            return self.package_name
        return f"{self.package_name}, {write_price(self.package_price, is_from=self.package_price_is_from)}"

    @property
    def framework(self) -> Framework:
        """The version that gave the advice; the current one when that version is no longer on file."""
        return load_framework(self.framework_version if self.framework_version in versions() else None)

    @property
    def kept(self) -> dict[str, str]:
        """The parameter that makes an address show this advice after a newer framework was published."""
        version = self.framework.version
        return {} if version == load_framework().version else {"framework": version}

    def read_answers(self) -> Answers:
        """Return the answers as they were given; none when the framework no longer knows them."""
        try:
            return read_answers(self.framework, self.answers)
        except AnswerError:
            return Answers()
