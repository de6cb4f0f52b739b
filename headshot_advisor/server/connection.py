"""One client connection. Every phase has a time limit, and a refusal reaches a client that is still sending."""

import socket
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel

from headshot_advisor.server.request import Request
from headshot_advisor.server.response import Response

if TYPE_CHECKING:
    from headshot_advisor.server.listener import Listener

SENDING_SECONDS = 180.0  # to send a response; the largest has some two megabytes
LINGERING_SECONDS = 30.0  # for a client to stop sending a refused body
FIRST_REQUEST_SECONDS = 2.0  # in which a client that has just connected sends a request, also while the worker stops


class Connection(HTTPChannel):
    """waitress's connection, with time limits and refusals."""

    task_class = Response
    server: "Listener"
    requests: list[Request]
    request: Request | None
    will_close: bool
    close_when_flushed: bool

    def __init__(
        self,
        server: "Listener",
        client: socket.socket,
        address: tuple[str, int | None],
        adjustments: Adjustments,
        map: dict[int, Any],  # noqa: A002  # waitress passes it by this name
    ) -> None:
        self.peer = address[0]
        self.is_trusted = server.is_trusted(self.peer)
        self.parser_class = partial(Request, self)
        self.unread = 0
        """Bytes of a refused body that may still come."""
        self._idle_since = time.monotonic()
        self._waits_until = self._idle_since + FIRST_REQUEST_SECONDS
        self._sending_since: float | None = None
        self._lingers_until: float | None = None
        super().__init__(server, client, address, adjustments, map=map)

    def service(self) -> None:
        """Answer a request. Runs in a thread."""
        super().service()
        self._idle_since = time.monotonic()
        self._waits_until = self._idle_since

    def readable(self) -> bool:
        """Return whether to read from the client now."""
        if self._lingers_until is not None:
            return self.server.may_drop
        if self.request is not None and self.request.waits_for_room and not self.request.take_room():
            return False
        return bool(super().readable())

    def handle_read(self) -> None:
        """Read bytes; drop them when they belong to a refused body."""
        if self._lingers_until is None:
            super().handle_read()
            return
        dropped = len(self.recv(self.adj.recv_bytes))
        self.server.note_dropped(dropped)
        self.unread -= dropped
        self.will_close = self.will_close or self.unread <= 0

    def handle_write(self) -> None:
        """Send what is waiting; after a refusal stay open while the client sends, or it loses the answer."""
        lingers = self.close_when_flushed and self.unread > 0
        if lingers:
            self.close_when_flushed = False
        super().handle_write()
        if lingers and self.connected:
            if self.total_outbufs_len:
                self.close_when_flushed = True
            else:
                self._lingers_until = time.monotonic() + LINGERING_SECONDS
                self.socket.shutdown(socket.SHUT_WR)

    def handle_close(self) -> None:
        """Close the connection, and free an unfinished request."""
        super().handle_close()
        if self.request is not None:
            self.request.close()
            self.request = None

    @property
    def is_idle(self) -> bool:
        """Whether no request has begun or is about to, and no answer is on its way."""
        if time.monotonic() < self._waits_until:
            return False
        return not (self.requests or self.request or self.total_outbufs_len or self.close_when_flushed)

    def stop_waiting(self) -> None:
        """Refuse a body that has waited for room too long."""
        with self.requests_lock:
            if self.request is not None:
                self.request.stop_waiting()
                self.requests.append(self.request)
                self.request = None
        self.server.add_task(self)

    def is_overdue(self, now: float) -> bool:
        """Return whether the current phase of the connection has taken too long."""
        if not self.total_outbufs_len:
            self._sending_since = None
        if self._lingers_until is not None:
            return now > self._lingers_until
        if self.total_outbufs_len:
            self._sending_since = self._sending_since or now
            return now > self._sending_since + SENDING_SECONDS
        if self.requests:
            return False
        if self.request is not None:
            return now > self.request.deadline
        return bool(now > self._idle_since + self.adj.channel_timeout)
