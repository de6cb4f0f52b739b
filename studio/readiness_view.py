"""Where balancers and monitors ask whether this server is ready."""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from studio.health import examine_site, is_ready


@require_safe
@never_cache
def show_readiness(request: HttpRequest) -> JsonResponse:
    """Answer 200 while requests may come, 503 when they should go to another server, with what was found."""
    findings = examine_site()
    may_come = is_ready(findings)
    is_well = not any(finding.fault for finding in findings)
    return JsonResponse(
        {
            "status": "ready" if is_well else "degraded" if may_come else "not ready",
            "checks": {finding.name: finding.fault or "ok" for finding in findings},
        },
        status=HTTPStatus.OK if may_come else HTTPStatus.SERVICE_UNAVAILABLE,
    )
