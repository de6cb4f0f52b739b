"""The web server's access log. It says nothing about the person who asked."""

import logging
import os
from typing import IO, TYPE_CHECKING, Any

from gunicorn.glogging import Logger

from headshot_advisor.logs import REQUEST_ID_HEADER, make_formatter

if TYPE_CHECKING:
    from headshot_advisor.server.response import Response

MESSAGE = "%(method)s %(path)s %(status)s %(bytes)s %(milliseconds)sms"


class AccessLog(Logger):
    """gunicorn's logger with the site's own log format."""

    def note_request(self, fields: dict[str, Any]) -> None:
        self.access_log.info(MESSAGE, fields)

    def _set_handler(
        self, log: logging.Logger, output: str | None, fmt: logging.Formatter, stream: IO[str] | None = None
    ) -> None:
        super()._set_handler(log, output, make_formatter(os.environ.get("HEADSHOT_ENV")), stream)  # type: ignore[misc]


def describe_request(response: "Response", seconds: float) -> dict[str, Any]:
    """Return what a line may show: no address of the person, no query string (it holds answers), no referrer."""
    numbers = [value for name, value in response.response_headers if name.lower() == REQUEST_ID_HEADER.lower()]
    return {
        "request_id": "".join(numbers),
        "method": response.request.command,
        # Not decoded: a decoded path could hold a line break and so forge a log line.
        "path": response.request.request_uri.partition("?")[0],
        # None when the connection broke before a response began.
        "status": int(response.status.split()[0]) if response.wrote_header else None,
        "bytes": response.content_bytes_written,
        "milliseconds": round(seconds * 1000),
    }
