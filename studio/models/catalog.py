"""What the studio sells and shows: packages, facts that staff enter, and pictures of its work."""

from datetime import date, time
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.storage import Storage, storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from decision.core.packages import PackageOffer
from studio.uses import check_uses

ONLY_ID = 1
"""The key of the only row of studio facts."""


def write_price(dollars: int, *, is_from: bool) -> str:
    """Return a price in whole US dollars in words: “$1,050” or “from $300”."""
    return f"from ${dollars:,}" if is_from else f"${dollars:,}"


class Package(models.Model):
    """One package: its price in whole US dollars, what it includes, and what would be cheaper."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    price = models.PositiveIntegerField("price in US dollars", validators=[MinValueValidator(1)])
    price_is_from = models.BooleanField("“from” price", default=False, help_text="Shown as “from $…”.")
    summary = models.CharField(max_length=200, help_text="One sentence.")
    includes = models.TextField(help_text="One item on each line.")
    suits = models.JSONField(
        "made for",
        default=list,
        blank=True,
        validators=[check_uses],
        help_text="The advice names the cheapest active package made for a person’s use.",
    )
    alternative = models.TextField(
        "cheaper or free alternative",
        help_text="Shown beside the package, so that nobody pays for more than they need.",
    )
    session_minutes = models.PositiveSmallIntegerField(
        "length for one person, in minutes",
        null=True,
        blank=True,
        validators=[MinValueValidator(5), MaxValueValidator(720)],
        help_text="Proposed when you book it. Empty: the usual length from the studio facts.",
    )
    is_active = models.BooleanField("on sale", default=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")

    class Meta:
        ordering = ["position", "price", "slug"]
        constraints = [models.CheckConstraint(name="package_has_a_price", condition=Q(price__gt=0))]

    def __str__(self) -> str:
        return self.name

    @property
    def price_in_words(self) -> str:
        """The price in words: “$1,050” or “from $300”."""
        return write_price(self.price, is_from=self.price_is_from)

    @property
    def dollars(self) -> str:
        """The price without “from”."""
        return write_price(self.price, is_from=False)

    @property
    def included(self) -> tuple[str, ...]:
        """What the package includes, one text for each line that is not blank."""
        return tuple(line.strip() for line in self.includes.splitlines() if line.strip())

    def as_offer(self) -> PackageOffer:
        """Return the package as the advice reads it."""
        return PackageOffer(
            slug=self.slug,
            name=self.name,
            price=self.price,
            price_is_from=self.price_is_from,
            includes=self.included,
            suits=tuple(self.suits),
        )


def check_days(text: str) -> None:
    """Raise ValidationError unless each line begins with a day."""
    for line in filter(str.strip, text.splitlines()):
        try:
            date.fromisoformat(line.split()[0])
        except ValueError as error:
            raise ValidationError(f"“{line}” doesn’t begin with a day such as 2026-12-24.") from error


class StudioFacts(models.Model):
    """The only row of studio facts. Any field may be empty, and pages then leave it out."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY_ID, editable=False)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    hours = models.CharField("opening hours", max_length=200, blank=True)
    session_length = models.CharField(max_length=80, blank=True)
    retouched_images = models.CharField(max_length=80, blank=True, help_text="How many a session includes.")
    deposit = models.CharField(max_length=200, blank=True)
    cancellation = models.CharField(max_length=300, blank=True)
    team_price = models.PositiveIntegerField(
        null=True, blank=True, help_text="In US dollars for each person; empty when there is no team price."
    )
    booking_url = models.URLField("booking page", blank=True)
    rates_url = models.URLField("packages and rates page", blank=True)
    pricing_guide_url = models.URLField("NYC pricing guide", blank=True)
    review_url = models.URLField("page for reviews", blank=True)
    gallery_url = models.URLField("gallery", blank=True)

    # For staff only: proposals and warnings when they book a session.
    opens_at = models.TimeField("earliest start", default=time(8))
    closes_at = models.TimeField("latest end", default=time(20))
    closed_weekdays = models.JSONField(default=list, blank=True)
    closes_on_holidays = models.BooleanField("closed on federal holidays", default=True)
    closed_days = models.TextField(
        blank=True,
        validators=[check_days],
        help_text="One day on each line, as year-month-day. You can add a word: 2026-12-24 Christmas Eve.",
    )
    buffer_minutes = models.PositiveSmallIntegerField(
        "minutes between sessions", default=15, validators=[MaxValueValidator(240)]
    )
    usual_minutes = models.PositiveSmallIntegerField(
        "usual length in minutes", default=60, validators=[MinValueValidator(5), MaxValueValidator(720)]
    )
    minutes_each = models.PositiveSmallIntegerField(
        "more minutes for each further person", default=15, validators=[MaxValueValidator(240)]
    )

    class Meta:
        verbose_name = verbose_name_plural = "studio facts"
        constraints = [models.CheckConstraint(name="studio_facts_are_one_row", condition=Q(id=ONLY_ID))]

    def __str__(self) -> str:
        return "Studio facts"

    @property
    def closed_dates(self) -> dict[date, str]:
        """Each closed day with the words that staff added, or ""."""
        lines = (line.split(maxsplit=1) for line in self.closed_days.splitlines() if line.strip())
        return {date.fromisoformat(day): " ".join(words) for day, *words in lines}

    def clean(self) -> None:
        """Refuse hours that end before they begin."""
        if self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            raise ValidationError({"closes_at": "The latest end must be after the earliest start."})

    @property
    def rows(self) -> list[tuple[str, str]]:
        """(label, text) of each fact that is filled in."""
        return [(label, text) for label, text in self._list_texts() if text]

    @property
    def links(self) -> list[tuple[str, str]]:
        """(label, address) of each link that is filled in."""
        pages = {
            "Book a session": self.booking_url,
            "Packages and rates": self.rates_url,
            "What headshots cost in New York": self.pricing_guide_url,
            "Gallery of corporate headshots": self.gallery_url,
        }
        return [(label, address) for label, address in pages.items() if address]

    def _list_texts(self) -> list[tuple[str, str]]:
        return [
            ("Phone", self.phone),
            ("Email", self.email),
            ("Open", self.hours),
            ("Length of a session", self.session_length),
            ("Retouched images", self.retouched_images),
            ("Price for teams", f"${self.team_price:,} a person" if self.team_price is not None else ""),
            ("Deposit", self.deposit),
            ("Cancellation", self.cancellation),
        ]


def find_portfolio_storage() -> Storage:
    return storages["portfolio"]


class PortfolioPicture(models.Model):
    """A picture of the studio's work, in the order of `position`. Only its thumbnail is public.

    `studio.catalog.portfolio` cuts `thumbnail` out of `image` at `focus`.
    """

    image = models.FileField(upload_to="originals", storage=find_portfolio_storage)
    thumbnail = models.ImageField(
        upload_to="thumbnails",
        storage=find_portfolio_storage,
        editable=False,
        width_field="width",
        height_field="height",
    )
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    alt = models.CharField(
        "text alternative",
        max_length=200,
        blank=True,
        help_text="What the picture shows, for people who can’t see it. Without it the picture isn’t on the page.",
    )
    focus = models.PositiveSmallIntegerField(
        "part to show",
        validators=[MaxValueValidator(100)],
        help_text="The page shows 4 by 5. Left or top is 0, right or bottom is 100.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.alt or f"Picture {self.pk}, not described yet"

    @property
    def file_name(self) -> str:
        """The last part of the picture's address."""
        return Path(self.thumbnail.name or "").name
