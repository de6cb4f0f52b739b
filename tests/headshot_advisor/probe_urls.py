"""Views for tests of middleware: one answers, one reads the body, two fail."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from headshot_advisor import views


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("answered")


@csrf_exempt
def read_body(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.POST)} fields")


def forbid(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("as if a view were wrong")


urlpatterns = [
    path("", answer),
    path("read-body/", read_body, name="read-body"),
    path("forbid/", forbid),
    path("fail/", fail),
    path("fail.json", fail),
    path("admin/sign-in/", answer),
    path("healthz", views.healthz),
]

handler400 = views.show_bad_request
handler403 = views.show_forbidden
handler404 = views.show_not_found
handler500 = views.show_server_error
