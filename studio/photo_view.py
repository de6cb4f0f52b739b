"""Where staff see the photos of an inquiry. Nobody else does, and no browser keeps them."""

from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from studio.models import InquiryPhoto


@require_safe
@never_cache
@permission_required("studio.view_inquiry", raise_exception=True)
def send_photo(request: HttpRequest, pk: int, size: str) -> FileResponse:
    """Send a photo to somebody who may see its inquiry: `size` is image or thumbnail."""
    photo = get_object_or_404(InquiryPhoto, pk=pk)
    file = photo.thumbnail if size == "thumbnail" else photo.image
    return FileResponse(file.open(), content_type="image/jpeg")
