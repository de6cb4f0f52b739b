"""The page for people who must wait for the press."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_AFTER = 5  # seconds; the press draws several documents in that time


def say_busy(request: HttpRequest) -> HttpResponse:
    """Return an honest 503."""
    context = {
        "title": "Your PDF needs another try",
        "message": "Many people want one right now, or the drawing stopped halfway. What you entered is not lost: go"
        " back, or reload this page, in a few seconds.",
    }
    response = render(request, "errors/refused.html", context, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response
