"""Pictures of the studio's work. Only thumbnails are public."""

from pathlib import Path

from django.core.files.storage import Storage, storages
from django.core.validators import FileExtensionValidator
from django.db import models

EXTENSIONS = ["jpg", "jpeg", "heic", "heif", "png", "webp", "avif"]


def find_portfolio_storage() -> Storage:
    return storages["portfolio"]


class PortfolioPicture(models.Model):
    """A picture in the order of `position`; `thumbnail` is made from `image` by `studio.catalog.portfolio`."""

    image = models.ImageField(
        upload_to="originals",
        storage=find_portfolio_storage,
        validators=[FileExtensionValidator(EXTENSIONS)],
        help_text="JPEG, HEIC, PNG, WebP or AVIF, up to 15 MB. 1,280 pixels wide is plenty.",
    )
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
        "text alternative", max_length=200, help_text="What the picture shows, for people who cannot see it."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.alt

    @property
    def file_name(self) -> str:
        """The last part of the picture's address."""
        return Path(self.thumbnail.name or "").name
