"""The framework and its proof as files, for anyone who wants to check them."""

from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse

from decision.core.framework import find_framework_file
from decision.proof.stored import find_proof_file
from decision.web.as_json import for_programs
from decision.web.page_cache import publish
from headshot_advisor.methods import require_safe


@require_safe
@publish()
def send_framework(request: HttpRequest, version: str) -> HttpResponse:
    """Send the file of one framework version, the exact bytes that were hashed; 404 for an unknown version."""
    return _send(find_framework_file(version), "application/toml")


@for_programs
@publish()
def send_proof(request: HttpRequest, version: str) -> HttpResponse:
    """Send the stored proof of one framework version; 404 when there is none."""
    return _send(find_proof_file(version), "application/json")


def _send(path: Path | None, content_type: str) -> HttpResponse:
    if path is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{path.name}"'}
    return HttpResponse(path.read_bytes(), content_type=content_type, headers=headers)
