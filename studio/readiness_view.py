"""Where balancers and monitors ask whether this server is ready."""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from studio.readiness import examine_site


@require_safe
@never_cache
def show_readiness(request: HttpRequest) -> JsonResponse:
    """Answer 200 while requests may come, 503 when they should go to another server, with what was found."""
    findings = examine_site()
    is_ready = not any(finding.fault for finding in findings if finding.is_vital)
    is_well = not any(finding.fault for finding in findings)
    return JsonResponse(
        {
            "status": "ready" if is_well else "degraded" if is_ready else "not ready",
            "checks": {finding.name: finding.fault or "ok" for finding in findings},
        },
        status=HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE,
    )
