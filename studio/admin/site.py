"""Django's admin with our own front page, locks, an idle limit and, where it is required, a second factor."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.options import TO_FIELD_VAR
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Modules of the desk are imported where they are used: this one is, before the models are ready.
# ruff: noqa: PLC0415


class DeskSite(admin.AdminSite):
    """The admin of the studio."""

    site_header = site_title = "Headshot Advisor desk"
    index_title = "What the studio works on"
    index_template = "admin/desk.html"
    # A handful of lists needs no sidebar, and the inquiries need its room.
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this person may open the desk: staff, not idle, with their second factor where one is required."""
        from studio.admin.idle import is_idle
        from studio.admin.second_factor import lacks_second_factor

        return super().has_permission(request) and not is_idle(request) and not lacks_second_factor(request)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:  # noqa: ANN401  # as Django's own
        """Guard a view of the admin, and refuse what Django would stumble over: a field without a name."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            from studio.admin.idle import bring_back_form, is_idle, note_seen, sign_out_idle

            if "" in (request.GET.get(TO_FIELD_VAR), request.POST.get(TO_FIELD_VAR)):
                raise BadRequest("This address names a field, but not which.")
            if request.user.is_authenticated and is_idle(request):
                sign_out_idle(request)
            elif self.has_permission(request):
                note_seen(request)
                bring_back_form(request)
            return guarded(request, *args, **kwargs)

        return answer

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add the pages of the second factor and of the person's own sign-in."""
        from studio.admin.passkeys import list_urls
        from studio.admin.second_factor import ask_for_code, set_up_app, show_sign_in

        return [
            *list_urls(),
            path("second-factor/", never_cache(ask_for_code), name="second-factor"),
            path("second-factor/setup/", self.admin_view(set_up_app), name="second-factor-setup"),
            path("sign-in/", self.admin_view(show_sign_in), name="sign-in"),
            *super().get_urls(),
        ]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show what there is to do, to those who may see inquiries, above the lists."""
        from studio.admin.home import gather_front
        from studio.health import examine_site

        more = dict(extra_context or {})
        if request.user.has_perm("studio.change_package"):  # a manager
            more["faults"] = [finding.fault for finding in examine_site() if finding.fault]
        if request.user.has_perm("studio.view_inquiry"):
            more |= {"front": gather_front(timezone.now()), "target": f"{settings.REPLY_TARGET_HOURS:g}"}
        more["has_no_role"] = not self.get_app_list(request)
        return super().index(request, more)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:  # noqa: ANN401
        """Let people change their password, and tell them that it was changed."""
        from studio.account_mail import tell_account
        from studio.journal import record
        from studio.models.journal import Event

        response = super().password_change(request, extra_context)
        if request.method == "POST" and isinstance(response, HttpResponseRedirect):
            account = cast("User", request.user)
            record(Event.PASSWORD_CHANGED, request=request, account=account)
            tell_account(account, "The password of your account was changed.")
        return response

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Ask for name and password, then for the code where one is needed."""
        from studio.admin.idle import is_idle, note_seen, sign_out_idle
        from studio.admin.second_factor import find_next, lacks_second_factor
        from studio.admin.sign_in import SignInForm, mark_locked
        from studio.journal import record
        from studio.models.journal import Event

        if request.user.is_authenticated and is_idle(request):
            sign_out_idle(request)
        self.login_form = SignInForm
        if request.method == "GET" and super().has_permission(request) and lacks_second_factor(request):
            return redirect_to_factor(find_next(request))
        response = super().login(request, extra_context)
        if request.method != "POST":
            return response
        if not request.user.is_authenticated or not isinstance(response, HttpResponseRedirect):
            form = getattr(response, "context_data", {}).get("form")
            return mark_locked(response, getattr(form, "locked_until", None))
        note_seen(request)
        if lacks_second_factor(request):
            return redirect_to_factor(find_next(request))
        record(Event.SIGNED_IN, request=request, account=request.user)
        return response


def redirect_to_factor(wanted: str) -> HttpResponse:
    """Send somebody on to the second factor, and remember the page that they wanted."""
    return redirect(f"{reverse('admin:second-factor')}?{urlencode({'next': wanted})}")
