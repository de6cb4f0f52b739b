"""Which methods a view takes."""

from collections.abc import Callable
from typing import Any

from django.views.decorators import http
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., Any]


def require_safe(view: View) -> View:
    """Let a view only be read. There is nothing to forge, so a POST is a 405 and not a failed check of its token."""
    return csrf_exempt(http.require_safe(view))
