"""Answer one request with Django, and log it."""

import time
from typing import TYPE_CHECKING, Any, cast

from waitress.task import WSGITask

from headshot_advisor.access_log import describe_request
from headshot_advisor.errors import REFUSAL_KEY

if TYPE_CHECKING:
    from headshot_advisor.server.connection import Connection
    from headshot_advisor.server.request import Request


class Response(WSGITask):
    """The response to a request. Refusals come from Django too, so that they have all headers of the site."""

    channel: "Connection"
    request: "Request"

    def service(self) -> None:
        """Answer, and log it."""
        began = time.monotonic()
        try:
            super().service()
        finally:
            self.channel.server.note_request(describe_request(self, time.monotonic() - began))

    def start(self) -> None:
        """Begin the response; close the connection after a refusal or while the server stops."""
        super().start()
        if self.request.refusal or not self.channel.server.accepting:
            self.set_close_on_finish()

    def get_environment(self) -> dict[str, Any]:
        if self.environ is None:
            environ = cast(dict[str, Any], super().get_environment())
            environ["wsgi.multiprocess"] = True
            environ["REMOTE_ADDR"] = self.channel.peer
            # Believed only from our own proxy; its X-Forwarded-For is read by client_address.
            if self.channel.is_trusted and environ.get("HTTP_X_FORWARDED_PROTO") == "https":
                environ["wsgi.url_scheme"] = "https"
            if self.request.refusal:
                environ[REFUSAL_KEY] = self.request.refusal
            if self.request.command == "HEAD":
                del environ["wsgi.file_wrapper"]  # it would send the file
        return cast(dict[str, Any], self.environ)

    def write(self, data: bytes) -> None:
        """Send a part of the body; for HEAD only the headers."""
        super().write(b"" if self.request.command == "HEAD" else data)

    def finish(self) -> None:
        """Send the rest; for HEAD only the headers."""
        if self.request.command != "HEAD":
            super().finish()
        elif not self.wrote_header:
            self.write(b"")
