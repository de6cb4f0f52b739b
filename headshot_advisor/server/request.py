"""Read one request: refuse it early by its headers, and limit the time for its body."""

import re
import time
from typing import TYPE_CHECKING

from django.conf import settings
from waitress.adjustments import Adjustments
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import Error, RequestHeaderFieldsTooLarge, ServerNotImplemented

from headshot_advisor.client_address import find_network
from headshot_advisor.errors import BUSY, MALFORMED, NO_LENGTH, TOO_LONG, TOO_MANY_HEADERS, Refusal
from headshot_advisor.middleware import find_largest_body, find_length_refusal

if TYPE_CHECKING:
    from headshot_advisor.server.connection import Connection

HEADER_SECONDS = 10.0
BODY_SECONDS = 30.0
SLOWEST_BODY = 50_000  # bytes a second, added to BODY_SECONDS: 15 MB may take five minutes
SMALL_BODY = 64_000  # bytes; smaller bodies do not count against the budget
ROOM_SECONDS = 20.0  # that a client waits until there is room for its body
NAMED_FILE = re.compile(rb'filename(?!=""\r\n)', re.IGNORECASE)
"""A part with a file. Where no file was chosen, browsers send an empty name, and Django ignores the part."""
UNREAD_AFTER_FAULT = 1_000_000  # bytes that are still read and dropped of a request of unknown length


class Request(HTTPRequestParser):
    """A request as it arrives. With a `refusal` its body is not read, and the response says why."""

    # Defaults for a request that cannot be parsed.
    command, path, query, request_uri, url_scheme = "GET", "/", "", "-", "https"
    error: Error | None = None

    def __init__(self, connection: "Connection", adjustments: Adjustments) -> None:
        super().__init__(adjustments)
        self._connection = connection
        self._reserved = 0
        self.refusal: Refusal | None = None
        self.waits_for_room = False
        self.deadline = time.monotonic() + HEADER_SECONDS

    def received(self, data: bytes) -> int:
        """Parse some bytes; return how many belong to this request."""
        had_headers = self.headers_finished
        consumed = super().received(data)
        if self.error is not None:
            self._refuse(self._describe(self.error, data), UNREAD_AFTER_FAULT)
        elif self.headers_finished and not had_headers and not self.empty:
            self._check_body(received=len(data) - consumed)
        return len(data) if self.refusal else consumed

    def parse_header(self, header_plus: bytes) -> None:
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # an address or a length that Python cannot read
            raise ParsingError("The request cannot be read.") from error

    def close(self) -> None:
        """Free the body."""
        super().close()
        if self._reserved:
            self._connection.server.budget.give_back(self.network, self._reserved)
            self._reserved = 0

    @property
    def network(self) -> str:
        return find_network(self._connection.peer, self.headers.get("X_FORWARDED_FOR", ""))

    @property
    def is_heavy(self) -> bool:
        """Whether the answer may take seconds of work."""
        if self.content_length > SMALL_BODY or self.path in settings.HEAVY_WORK.get(self.command, ()):
            return True
        return self.command == "POST" and find_largest_body(self.path) is not None and self._brings_a_file()

    def _brings_a_file(self) -> bool:
        """Return whether the body, which is small, may hold a file."""
        return NAMED_FILE.search(self.get_body_stream().getvalue()) is not None

    def _check_body(self, *, received: int) -> None:
        """Accept or refuse the body. `received` bytes of it have arrived already."""
        if self.chunked:
            self._refuse(NO_LENGTH, UNREAD_AFTER_FAULT)
        elif not self.content_length:
            self.expect_continue = False  # there is nothing to wait for
        self._start_body()
        if self.refusal or not self.content_length:
            return
        if refusal := find_length_refusal(self.path, self.content_length):
            self._refuse(refusal, max(0, self.content_length - received))
        elif self.content_length > SMALL_BODY and not self.take_room():
            self.waits_for_room = True
            self.deadline = time.monotonic() + ROOM_SECONDS

    def take_room(self) -> bool:
        """Reserve room for the body and accept it; return whether there was enough."""
        if not self._connection.server.budget.take(self.network, self.content_length):
            return False
        self._reserved = self.content_length
        self.waits_for_room = False
        self._start_body()
        return True

    def stop_waiting(self) -> None:
        """Refuse a body for which no room was found in time."""
        self.waits_for_room = False
        self._refuse(BUSY, max(0, self.content_length - self.body_bytes_received))

    def _start_body(self) -> None:
        self.deadline = time.monotonic() + BODY_SECONDS + self.content_length / SLOWEST_BODY

    def _refuse(self, refusal: Refusal, unread: int) -> None:
        self.refusal = refusal
        self.error, self.body_rcv = None, None
        self.completed, self.expect_continue = True, False
        self._connection.unread = unread

    def _describe(self, error: Error, data: bytes) -> Refusal:
        if isinstance(error, RequestHeaderFieldsTooLarge):
            first_line, _, _ = (self.header_plus + data).partition(b"\r\n")
            return TOO_LONG if len(first_line) > self.adj.max_request_header_size // 2 else TOO_MANY_HEADERS
        return NO_LENGTH if isinstance(error, ServerNotImplemented) else MALFORMED
