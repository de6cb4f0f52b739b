"""Django's admin with our own front page and, where it is required, a second factor."""

import logging
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.options import TO_FIELD_VAR
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils import timezone
from django.views.decorators.cache import never_cache

from headshot_advisor.client_address import find_client_network
from headshot_advisor.errors import LOCKED, refuse, say_when
from headshot_advisor.rate_limit import clear, find_wait

logger = logging.getLogger(__name__)


class DeskSite(admin.AdminSite):
    """The admin of the studio."""

    site_header = site_title = "Headshot Advisor desk"
    index_title = "What the studio works on"
    index_template = "admin/desk.html"
    # A handful of lists needs no sidebar, and the inquiries need its room.
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this person may open the desk: staff, with their second factor where one is required."""
        return super().has_permission(request) and not self._lacks_second_factor(request)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # noqa: ANN401  # a view of any kind
        """Guard a view of the admin, and refuse what Django would stumble over: a field without a name."""

        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            if "" in (request.GET.get(TO_FIELD_VAR), request.POST.get(TO_FIELD_VAR)):
                raise BadRequest("This address names a field, but not which.")
            return view(request, *args, **kwargs)

        return super().admin_view(answer, cacheable)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add what people need after their password, before they are in."""
        from studio.admin.second_factor import ask_for_code  # noqa: PLC0415  it reads models, which come after this

        return [path("second-factor/", never_cache(ask_for_code), name="second-factor"), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what there is to do, to those who may see inquiries, above the lists."""
        from studio.admin.home import gather_front  # noqa: PLC0415  it reads models, which come after this
        from studio.health import examine_site  # noqa: PLC0415

        more = dict(extra_context or {})
        if request.user.has_perm("studio.change_package"):  # a manager
            more["faults"] = [finding.fault for finding in examine_site() if finding.fault]
        if request.user.has_perm("studio.view_inquiry"):
            more |= {"front": gather_front(timezone.now()), "target": f"{settings.REPLY_TARGET_HOURS:g}"}
        return super().index(request, more)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Ask for the password; somebody who has given it is asked for the code."""
        if request.method == "GET" and super().has_permission(request) and self._lacks_second_factor(request):
            return redirect("admin:second-factor")
        if request.method != "POST":
            return super().login(request, extra_context)
        # Counted before the password is looked at: of many guesses at once, no more get through.
        who = f"{request.POST.get('username', '').strip().casefold()} {find_client_network(request)}"
        if wait := find_wait("sign-ins", who):
            logger.warning("Too many wrong passwords: a name is locked for one network.")
            return refuse(request, say_when(LOCKED, wait))
        response = super().login(request, extra_context)
        if request.user.is_authenticated:
            clear("sign-ins", who)
        return response

    @staticmethod
    def _lacks_second_factor(request: HttpRequest) -> bool:
        return settings.REQUIRE_SECOND_FACTOR and not request.user.is_verified()  # type: ignore[union-attr]  # by OTPMiddleware
