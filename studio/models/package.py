"""Packages: the sessions that the studio sells."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from decision.core.packages import PackageOffer
from studio.uses import check_uses


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
