"""What people see while the database does not answer: a page that says so, wherever a view did not say it better."""

import logging

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from headshot_advisor.errors import NO_DATABASE, refuse
from headshot_advisor.middleware import GetResponse

logger = logging.getLogger(__name__)


class SayDatabaseIsGone:
    """Middleware that answers 503 where a view met a database that is locked, full or gone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Change nothing."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page, or None for any other error."""
        if not isinstance(error, OperationalError):
            return None
        logger.error("The database does not answer.", exc_info=error)
        response = refuse(request, NO_DATABASE)
        response["Cache-Control"] = "no-store"
        return response
