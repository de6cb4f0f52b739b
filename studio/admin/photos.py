"""The photos of an inquiry on the desk."""

from django.template.loader import render_to_string

from studio.models import Inquiry


def show_photos(inquiry: Inquiry) -> str:
    """Return the thumbnails, each a link to the whole photo."""
    context = {"photos": inquiry.photos.all(), "left_out": inquiry.photos_left_out}
    return render_to_string("admin/studio/inquiry/photos.html", context)
