"""Facts about the studio that staff enter; pages hide empty ones."""

from django.db import models
from django.db.models import Q

ONLY_ID = 1


class StudioFacts(models.Model):
    """The only row of studio facts. Every field may be empty."""

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
    gallery_url = models.URLField("gallery", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "studio facts"
        constraints = [models.CheckConstraint(name="studio_facts_are_one_row", condition=Q(id=ONLY_ID))]

    def __str__(self) -> str:
        return "Studio facts"

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
