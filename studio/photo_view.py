"""Where staff see the photos of an inquiry. Nobody else does, and no browser keeps them."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from studio.models import InquiryPhoto


@require_safe
@never_cache
def send_photo(request: HttpRequest, pk: int, size: str) -> FileResponse:
    """Send a photo to somebody who is in at the desk and may see its inquiry: `size` is image or thumbnail."""
    # The desk itself says who is in, so that a second factor guards the photos as well.
    if not (admin.site.has_permission(request) and request.user.has_perm("studio.view_inquiry")):
        raise PermissionDenied
    photo = get_object_or_404(InquiryPhoto, pk=pk)
    file = photo.thumbnail if size == "thumbnail" else photo.image
    return FileResponse(file.open(), content_type="image/jpeg")
