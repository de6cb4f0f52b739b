"""The portfolio on the staff site."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from studio.admin.base import StaffAdmin
from studio.catalog.portfolio import add_picture, draw_thumbnail, remove_picture
from studio.models import PortfolioPicture
from studio.photos.uploads import LONGEST_UPLOAD, TruncatedUpload


class PictureField(forms.FileField):
    """A picture of up to 15 MB. `clean_image` opens it in the photo worker, and nothing else does."""

    def to_python(self, data: File | None) -> File | None:
        """Refuse a truncated upload."""
        if isinstance(data, TruncatedUpload):
            raise forms.ValidationError(f"It is larger than {LONGEST_UPLOAD // 1_000_000} MB.")
        return super().to_python(data)


class PictureForm(forms.ModelForm):
    """A picture with its text alternative."""

    class Meta:
        model = PortfolioPicture
        fields = ["image", "alt", "position"]
        field_classes = {"image": PictureField}

    def clean_image(self) -> UploadedFile:
        """Refuse a file that cannot become a thumbnail, before anything is stored."""
        image: UploadedFile = self.cleaned_data["image"]
        try:
            draw_thumbnail(image)
        except forms.ValidationError as error:
            raise forms.ValidationError(error.messages) from error
        return image


@admin.register(PortfolioPicture)
class PortfolioPictureAdmin(StaffAdmin):
    """Pictures are added and removed; a picture that is there changes only its words and its place."""

    form = PictureForm
    list_display = ["preview", "alt", "position"]
    list_display_links = ["preview", "alt"]
    list_editable = ["position"]

    def get_readonly_fields(self, request: HttpRequest, obj: PortfolioPicture | None = None) -> list[str]:
        """Show what is stored instead of asking for another file."""
        return ["preview"] if obj else []

    def get_fields(self, request: HttpRequest, obj: PortfolioPicture | None = None) -> list[Any]:
        """Ask for a file only when the picture is new."""
        return ["preview" if obj else "image", "alt", "position"]

    @admin.display(description="Picture")
    def preview(self, picture: PortfolioPicture) -> str:
        """Show the thumbnail."""
        address = reverse("studio:picture", args=[picture.file_name])
        return format_html('<img src="{}" alt="{}" height="160">', address, picture.alt)

    def save_model(self, request: HttpRequest, obj: PortfolioPicture, form: forms.ModelForm, change: bool) -> None:
        """Make the thumbnail of a new picture."""
        if change:
            super().save_model(request, obj, form, change)
        else:
            add_picture(obj)

    def delete_model(self, request: HttpRequest, obj: PortfolioPicture) -> None:
        """Remove the files as well."""
        remove_picture(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[PortfolioPicture]) -> None:
        """Remove the files of each as well."""
        for picture in queryset:
            remove_picture(picture)
