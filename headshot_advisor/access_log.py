"""The web server's own log: what was asked for and what came back, and nothing about the person."""

from collections.abc import MutableMapping
from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.http.message import Request
from gunicorn.http.wsgi import Response

# Time, method, path, status, bytes, milliseconds: no address of the person, no query string (it holds answers),
# no referrer.
FORMAT = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"


class AccessLog(Logger):
    """gunicorn's log, with each path as it came over the wire."""

    def atoms(  # type: ignore[override]  # the stub's return type is private to it
        self, resp: Response, req: Request, environ: MutableMapping[str, Any], request_time: timedelta
    ) -> dict[str, Any]:
        """Return what a line may show. A decoded path could hold a line break and so forge a line of its own."""
        path = environ["RAW_URI"].partition("?")[0]
        return {**super().atoms(resp, req, environ, request_time), "U": path}
