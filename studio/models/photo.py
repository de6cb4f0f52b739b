"""Photos of how people look now, sent with an inquiry. Only staff see them."""

from django.core.files.storage import Storage, storages
from django.db import models

from studio.models.inquiry import Inquiry


def find_photo_storage() -> Storage:
    return storages["photos"]


class InquiryPhoto(models.Model):
    """A rewritten photo and its thumbnail, both with random names; `studio.photos.store` makes them."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="photos")
    image = models.FileField(storage=find_photo_storage)
    thumbnail = models.FileField(storage=find_photo_storage)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Photo, {self.width} × {self.height} pixels"
