"""The page for people who must wait for the press."""

from django.http import HttpRequest, HttpResponse

from headshot_advisor.errors import Refusal, refuse

BUSY = Refusal(
    503,
    "Your PDF needs another try",
    "Many people want one right now, or the drawing stopped halfway. What you entered is not lost: go back, or reload"
    " this page, in a few seconds.",
    retry_after=5,  # the press draws several documents in that time
)


def say_busy(request: HttpRequest) -> HttpResponse:
    """Return an honest 503."""
    response = refuse(request, BUSY)
    response["Cache-Control"] = "no-store"
    return response
