"""Pictures of the studio's work. Only the thumbnail is ever shown."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.deconstruct import deconstructible

EXTENSIONS = ["jpg", "jpeg", "png", "webp"]


@deconstructible
class PortfolioStorage(FileSystemStorage):
    """A folder beside the database. It is looked up at each use, because it may move."""

    @property
    def location(self) -> str:
        return str(Path(settings.VAR_DIR) / "portfolio")


class PortfolioPicture(models.Model):
    """A picture in the order of `position`; `thumbnail` is made from `image` by `studio.portfolio`."""

    image = models.ImageField(
        upload_to="originals",
        storage=PortfolioStorage(),
        validators=[FileExtensionValidator(EXTENSIONS)],
        help_text="JPEG, PNG or WebP, smaller than 1 MB. 1,280 pixels wide is plenty.",
    )
    thumbnail = models.ImageField(
        upload_to="thumbnails",
        storage=PortfolioStorage(),
        editable=False,
        width_field="width",
        height_field="height",
    )
    width = models.PositiveSmallIntegerField(editable=False)
    height = models.PositiveSmallIntegerField(editable=False)
    alt = models.CharField(
        "text alternative", max_length=200, help_text="What the picture shows, for people who cannot see it."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Lower stands first.")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.alt

    @property
    def file_name(self) -> str:
        """The last part of the picture's address."""
        return Path(self.thumbnail.name or "").name
