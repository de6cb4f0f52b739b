"""The framework and its proof as files, for anyone who wants to check them."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from decision.core.framework import find_framework_file
from decision.proof.stored import find_proof_file


@csrf_exempt  # it only reads, and a POST should be a 405, not a failed CSRF check
@require_safe
def send_framework(request: HttpRequest, version: str) -> HttpResponse:
    """Send the file of one framework version, the exact bytes that were hashed; 404 for an unknown version."""
    return _send(find_framework_file(version), "application/toml")


@csrf_exempt  # it only reads, and a POST should be a 405, not a failed CSRF check
@require_safe
def send_proof(request: HttpRequest, version: str) -> HttpResponse:
    """Send the stored proof of one framework version; 404 when there is none."""
    return _send(find_proof_file(version), "application/json")


def _send(path: Path | None, content_type: str) -> HttpResponse:
    if path is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{path.name}"'}
    return HttpResponse(path.read_bytes(), content_type=content_type, headers=headers)
