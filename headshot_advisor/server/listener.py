"""What one worker process serves: sockets, threads, and the limits that connections share."""

import socket
import time
from functools import partial
from ipaddress import ip_address
from typing import Any, cast

from django.conf import settings
from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import BaseWSGIServer, TcpWSGIServer, UnixWSGIServer
from waitress.task import ThreadedTaskDispatcher

from headshot_advisor.access_log import AccessLog
from headshot_advisor.errors import BUSY
from headshot_advisor.server.body_budget import BodyBudget
from headshot_advisor.server.connection import Connection
from headshot_advisor.server.heavy_queue import HeavyQueue

# Larger than any body or response: waitress would write larger ones to the disk, and photos must not be on a disk.
IN_MEMORY = 1_000_000_000
LONGEST_HEADERS = 32_768  # bytes, the first line included
MOST_CONNECTIONS = 1000
# Room for two inquiries with three pictures of 15 MB each, from two networks.
BODIES, BODIES_OF_ONE = 96_000_000, 48_000_000
# Waiting is cheaper than being refused and trying again.
HEAVY_WAITING, HEAVY_WAITING_OF_ONE = 256, 64
HEAVY_TIMEOUT = 25.0  # seconds in the queue before a request is refused
# Bytes of refused bodies that are read and dropped, so that these clients read their answer.
DROPPED_A_SECOND = 8_000_000


class Listener(BaseWSGIServer):
    """A socket that clients connect to."""

    channel_class = Connection
    site: "Site"
    _dropped = 0

    @property
    def budget(self) -> BodyBudget:
        return self.site.budget

    def add_task(self, task: Connection) -> None:
        """Hand the first request of a connection to the pool of threads for its kind."""
        request = task.requests[0]
        if request.is_heavy and not request.refusal:
            work = partial(_serve_in_time, task, time.monotonic() + HEAVY_TIMEOUT)
            if self.site.heavy.add(request.network, work):
                return
            request.refusal = BUSY
        super().add_task(task)

    def maintenance(self, now: float) -> None:
        """Close the connections that are overdue."""
        self._dropped = 0
        moment = time.monotonic()
        for connection in list(self.active_channels.values()):
            if not connection.is_overdue(moment):
                continue
            if connection.request is not None and connection.request.waits_for_room:
                connection.stop_waiting()
            else:
                connection.will_close = True

    @property
    def may_drop(self) -> bool:
        """Whether more of refused bodies may be read in this second."""
        return self._dropped < DROPPED_A_SECOND

    def note_dropped(self, size: int) -> None:
        """Count the bytes that were read of a refused body."""
        self._dropped += size

    def note_request(self, fields: dict[str, Any]) -> None:
        """Write a line to the access log."""
        cast(AccessLog, self.site.worker.log).note_request(fields)

    def is_trusted(self, peer: str) -> bool:
        """Return whether a peer is our own proxy."""
        return self.site.is_trusted(peer)


def _serve_in_time(connection: Connection, end: float) -> None:
    if time.monotonic() > end and connection.requests:
        connection.requests[0].refusal = BUSY
    connection.service()


class TcpListener(Listener, TcpWSGIServer):
    """A socket of the network."""


class UnixListener(Listener, UnixWSGIServer):
    """A socket in the file system."""

    def fix_addr(self, addr: object) -> tuple[str, None]:
        """Return an empty address: the peer has none."""
        return "", None


class Site:
    """The listeners and limits of one worker process."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.budget = BodyBudget(most=BODIES, most_of_one=BODIES_OF_ONE)
        self.heavy = HeavyQueue(
            threads=settings.HEAVY_AT_ONCE, most_waiting=HEAVY_WAITING, most_of_one=HEAVY_WAITING_OF_ONE
        )
        self._sockets: dict[int, Any] = {}
        threads = ThreadedTaskDispatcher()
        threads.set_thread_count(worker.cfg.threads)
        self._listeners = [self._listen(listener, threads) for listener in _list_sockets(worker)]

    def _listen(self, listening: socket.socket, threads: ThreadedTaskDispatcher) -> Listener:
        kind = UnixListener if listening.family == socket.AF_UNIX else TcpListener
        adjustments = Adjustments(
            sockets=[],
            server_name="localhost",
            ident=None,
            channel_timeout=self.worker.cfg.keepalive,
            cleanup_interval=1,
            connection_limit=MOST_CONNECTIONS,
            recv_bytes=65_536,
            inbuf_overflow=IN_MEMORY,
            outbuf_overflow=IN_MEMORY,
            max_request_header_size=LONGEST_HEADERS,
            max_request_body_size=IN_MEMORY,
            clear_untrusted_proxy_headers=False,  # client_address counts the proxies
            log_socket_errors=False,
        )
        family, kind_of_socket, protocol = listening.family, listening.type, listening.proto
        listener = kind(
            self.worker.wsgi,
            self._sockets,
            True,
            listening,
            dispatcher=threads,
            adj=adjustments,
            sockinfo=(family, kind_of_socket, protocol, listening.getsockname()),
            bind_socket=False,
        )
        listener.site = self
        return listener

    def poll(self, seconds: float) -> None:
        """Read and write what is ready; wait up to `seconds` for it."""
        wasyncore.poll2(seconds, self._sockets)

    def stop_listening(self) -> None:
        """Accept no new connections; current requests continue."""
        for listener in self._listeners:
            listener.accepting = False
            listener.del_channel(self._sockets)
            listener.socket.close()

    def is_busy(self) -> bool:
        """Close idle connections; return whether busy ones are left."""
        for listener in self._listeners:
            listener.maintenance(0)
        connections = [one for listener in self._listeners for one in listener.active_channels.values()]
        for connection in connections:
            if connection.is_idle:
                connection.will_close = True
        return any(not connection.is_idle for connection in connections)

    def is_trusted(self, peer: str) -> bool:
        """Return whether a peer is our own proxy: FORWARDED_ALLOW_IPS names it, or it uses a Unix socket."""
        allowed = self.worker.cfg.forwarded_allow_ips
        return not peer or "*" in allowed or _is_in(peer, self.worker.cfg.forwarded_allow_networks())


def _list_sockets(worker: Worker) -> list[socket.socket]:
    return [cast(Any, listener).sock for listener in worker.sockets]  # gunicorn wraps each


def _is_in(peer: str, networks: list[Any]) -> bool:
    address = ip_address(peer)
    return any(address in network for network in networks)
