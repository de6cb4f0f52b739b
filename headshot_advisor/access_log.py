"""The web server's own log: what was asked for and what came back, and nothing about the person."""

import logging
import os
from collections.abc import MutableMapping
from datetime import timedelta
from typing import IO, Any

from gunicorn.glogging import Logger
from gunicorn.http.message import Request
from gunicorn.http.wsgi import Response

from headshot_advisor.logs import REQUEST_ID_HEADER, make_lines

MESSAGE = "%(method)s %(path)s %(status)s %(bytes)s %(milliseconds)sms"


class AccessLog(Logger):
    """gunicorn's log in our lines."""

    def access(self, resp: Response, req: Request, environ: MutableMapping[str, Any], request_time: timedelta) -> None:
        """Log one request, by the number that it got."""
        self.access_log.info(MESSAGE, describe_request(resp, environ, request_time))

    def _set_handler(
        self, log: logging.Logger, output: str | None, fmt: logging.Formatter, stream: IO[str] | None = None
    ) -> None:
        super()._set_handler(log, output, make_lines(os.environ.get("HEADSHOT_ENV")), stream)  # type: ignore[misc]


def describe_request(resp: Response, environ: MutableMapping[str, Any], time: timedelta) -> dict[str, Any]:
    """Return what a line may show: no address of the person, no query string (it holds answers), no referrer."""
    status = str(resp.status).split()[0]
    numbers = [value for name, value in resp.headers if name == REQUEST_ID_HEADER]
    return {
        "request_id": "".join(numbers),
        "method": environ["REQUEST_METHOD"],
        # As it came over the wire. A decoded path could hold a line break and so forge a line of its own.
        "path": environ["RAW_URI"].partition("?")[0],
        "status": int(status) if status.isdecimal() else None,  # none when the line broke before it
        "bytes": resp.sent,
        "milliseconds": round(time.total_seconds() * 1000),
    }
