"""Django's admin site with our own home page, locks, an idle limit and a second factor."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.contrib.admin.options import TO_FIELD_VAR
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Other modules are imported in functions, because this one is imported before the models are ready.
# ruff: noqa: PLC0415


class StaffSite(admin.AdminSite):
    site_header = site_title = "Headshot Advisor staff site"
    index_title = "Work of the studio"
    index_template = "admin/home.html"
    # Few lists need no sidebar, and the inquiry list needs its space.
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Return whether the person is staff, not idle, and has entered a code if one is needed."""
        from studio.admin.idle import is_idle
        from studio.admin.second_factor import lacks_second_factor

        return super().has_permission(request) and not is_idle(request) and not lacks_second_factor(request)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:  # noqa: ANN401  # as Django's own
        """Guard a view with the idle limit, lose nothing typed, and refuse an empty field name, where Django fails."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            from studio.admin.idle import is_form, is_idle, record_activity, restore_form, show_typed, sign_out_idle

            if "" in (request.GET.get(TO_FIELD_VAR), request.POST.get(TO_FIELD_VAR)):
                raise BadRequest("This address names a field, but not which.")
            if request.user.is_authenticated and is_idle(request):
                sign_out_idle(request)
            elif self.has_permission(request):
                record_activity(request)
                restore_form(request)
            elif is_form(request):
                return show_typed(request)
            try:
                return guarded(request, *args, **kwargs)
            except PermissionDenied:
                if not is_form(request):
                    raise
                return show_typed(request)

        return answer

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add the pages for the second factor and the person's own sign-in."""
        from studio.admin.own_sign_in import set_up_app, show_sign_in
        from studio.admin.passkeys import list_urls
        from studio.admin.second_factor import ask_for_code

        return [
            path("funnel/", self.admin_view(self.show_funnel), name="funnel"),
            *list_urls(),
            path("second-factor/", never_cache(ask_for_code), name="second-factor"),
            path("second-factor/setup/", self.admin_view(set_up_app), name="second-factor-setup"),
            path("sign-in/", self.admin_view(show_sign_in), name="sign-in"),
            *super().get_urls(),
        ]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Show the open work above the lists, to those who may see inquiries."""
        from studio.admin.home import build_home
        from studio.health import check_site
        from studio.inquiries.deadlines import describe_target

        more = dict(extra_context or {})
        if request.user.has_perm("studio.change_package"):  # a manager
            more["faults"] = [finding.fault for finding in check_site() if finding.fault]
        if request.user.has_perm("studio.view_inquiry"):
            more |= {"home": build_home(timezone.now()), "target": describe_target()}
        more["has_no_role"] = not self.get_app_list(request)
        return super().index(request, more)

    def show_funnel(self, request: HttpRequest) -> TemplateResponse:
        """Show how many results of the last 30 days led to inquiries and bookings."""
        from studio.admin.funnel import draw_funnel

        if not request.user.has_perm("studio.view_inquiry"):
            raise PermissionDenied
        context = {"title": "The last 30 days", "chart": draw_funnel(timezone.localdate())}
        return TemplateResponse(request, "admin/funnel.html", self.each_context(request) | context)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:  # noqa: ANN401
        """Change the password, record it, and email the owner."""
        from studio.accounts.emails import email_owner
        from studio.accounts.journal import record
        from studio.models.accounts import Event

        response = super().password_change(request, extra_context)
        if request.method == "POST" and isinstance(response, HttpResponseRedirect):
            account = cast("User", request.user)
            record(Event.PASSWORD_CHANGED, request=request, account=account)
            email_owner(account, "The password of your account was changed.")
        return response

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Ask for name and password, then for the code if one is needed."""
        from studio.accounts.journal import record
        from studio.admin.idle import is_idle, record_activity, sign_out_idle
        from studio.admin.second_factor import find_next, lacks_second_factor
        from studio.admin.sign_in import SignInForm, mark_locked
        from studio.models.accounts import Event

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
        record_activity(request)
        if lacks_second_factor(request):
            return redirect_to_factor(find_next(request))
        record(Event.SIGNED_IN, request=request, account=request.user)
        return response


def redirect_to_factor(wanted: str) -> HttpResponse:
    """Redirect to the second factor, with the page that the person wanted."""
    return redirect(f"{reverse('admin:second-factor')}?{urlencode({'next': wanted})}")
