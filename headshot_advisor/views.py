"""The liveness check and the error pages."""

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template import loader
from django.views import defaults
from django.views.decorators.cache import never_cache

from headshot_advisor.errors import TOO_BIG, Refusal, is_for_programs, refuse, refuse_program
from headshot_advisor.logs import request_id
from headshot_advisor.methods import require_safe


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer "ok" while the process runs; uses neither database nor cache."""
    return HttpResponse("ok", content_type="text/plain")


def show_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, or 413 when the body turned out too large while it was read.

    The text of a BadRequest is shown to the person.
    """
    if isinstance(exception, RequestDataTooBig):
        return refuse(request, TOO_BIG)
    if isinstance(exception, BadRequest):
        return refuse(request, Refusal(400, "We cannot read that address", str(exception)))
    if is_for_programs(request):
        return refuse_program("We cannot read this request, or it names a host that isn’t ours.", 400)
    return defaults.bad_request(request, exception, template_name="errors/400.html")


def show_forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return defaults.permission_denied(request, exception, template_name="errors/403.html")


def show_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_for_programs(request):
        return refuse_program("There is nothing at this address.", 404)
    return defaults.page_not_found(request, exception, template_name="errors/404.html")


def show_server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 from a template that needs nothing but the request id, so that it cannot fail for the same reason."""
    if is_for_programs(request):
        return refuse_program(f"Something failed on our side. Number {request_id.get()}.", 500)
    page = loader.get_template("errors/500.html").render({"number": request_id.get(), "mailbox": settings.STUDIO_EMAIL})
    return HttpResponseServerError(page)
