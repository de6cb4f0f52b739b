"""Pictures of the studio's work. Only thumbnails are public."""

from pathlib import Path

from django.core.files.storage import Storage, storages
from django.core.validators import MaxValueValidator
from django.db import models


def find_portfolio_storage() -> Storage:
    return storages["portfolio"]


class PortfolioPicture(models.Model):
    """A picture in the order of `position`; `studio.catalog.portfolio` cuts `thumbnail` out of `image` at `focus`."""

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
