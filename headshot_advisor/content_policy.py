"""The Content-Security-Policy of an answer."""

from collections.abc import Callable

from csp.constants import HEADER, HEADER_REPORT_ONLY
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class ContentPolicyMiddleware(CSPMiddleware):
    """django-csp's, but what nearly all answers share is written at the start instead of for each of them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response)
        written = {HEADER: build_policy(), HEADER_REPORT_ONLY: build_policy(report_only=True)}
        self.shared = {name: policy for name, policy in written.items() if policy}

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the policy; a view's own wish (`_csp_…`, set by a decorator) and debug pages are left to django-csp."""
        if settings.DEBUG or any(name.startswith("_csp") for name in (*vars(request), *vars(response))):
            return super().process_response(request, response)
        for name, policy in self.shared.items():
            response.headers.setdefault(name, policy)
        return response
