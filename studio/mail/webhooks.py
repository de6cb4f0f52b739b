"""Call a webhook: sign the notice, and send it to public addresses only, unless a setting allows others."""

import hashlib
import hmac
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from ipaddress import IPv6Address, ip_address
from threading import Timer
from urllib.parse import urlsplit

from django.conf import settings

from studio.models import Mail, MailKind

CONNECT_TIMEOUT = 10  # seconds
LONGEST_ANSWER = 20  # seconds for the whole exchange once connected; less than MAIL_LEASE
SUCCESS = range(200, 300)
# Trying again may help: the receiver was busy, or had a fault of its own.
TEMPORARY = {408, 425, 429, *range(500, 600)}


class WebhookRefused(Exception):
    """The receiver refused the notice, and would do so again."""


class NoWebhook(WebhookRefused):
    """The settings name no webhook of this kind anymore."""


class NotPublic(WebhookRefused):
    """The host of the webhook has an address that isn't public."""


class NotAccepted(Exception):
    """The receiver could not take the notice just now."""


def find_webhook(kind: str) -> str:
    """Return the address for a kind of notice, "" for none."""
    return {MailKind.WEBHOOK: settings.INQUIRY_WEBHOOK, MailKind.SLACK: settings.SLACK_WEBHOOK}[MailKind(kind)]


def connect(mail: Mail) -> HTTPConnection:
    """Connect to the receiver of a notice, at an address that was checked.

    Raises:
        NoWebhook, NotPublic: it must not be called.
        OSError: the host wasn't found or doesn't answer.
    """
    url = urlsplit(find_webhook(mail.kind))
    host, is_tls = url.hostname or "", url.scheme == "https"
    if not host:
        raise NoWebhook
    port = url.port or (443 if is_tls else 80)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not settings.ALLOW_PRIVATE_WEBHOOKS and not all(map(is_public, addresses)):
        raise NotPublic
    connection = HTTPConnection(host, port)
    # The checked address, not the name: a second look-up could give another one.
    connected = _connect_to_first(addresses, port)
    context = ssl.create_default_context()
    connection.sock = context.wrap_socket(connected, server_hostname=host) if is_tls else connected
    return connection


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public internet."""
    ip = ip_address(address.partition("%")[0])
    # Both contain an IPv4 address, which may be private. Other kinds that contain one are reserved.
    if isinstance(ip, IPv6Address) and (ip.sixtofour or ip.teredo):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _connect_to_first(addresses: list[str], port: int) -> socket.socket:
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, port), timeout=CONNECT_TIMEOUT)
        except OSError:
            continue
    return socket.create_connection((addresses[-1], port), timeout=CONNECT_TIMEOUT)


def send(mail: Mail, connection: HTTPConnection) -> None:
    """Send a notice, and read nothing but the status of the answer. Redirects aren't followed.

    Raises:
        WebhookRefused: the receiver will not take it.
        NotAccepted: it could not take it just now.
        OSError, HTTPException: the connection broke. The receiver may have taken it.
    """
    url = urlsplit(find_webhook(mail.kind))
    body = mail.text.encode()
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    headers = {"Host": url.netloc, "Content-Type": "application/json", "Connection": "close"}
    if mail.kind == MailKind.WEBHOOK:
        headers |= sign(body, message_id=mail.message_id, at=int(time.time()))
    with _end_after(connection, LONGEST_ANSWER):
        connection.request("POST", path, body, headers)
        with connection.getresponse() as answer:
            status = answer.status
    if status in TEMPORARY:
        raise NotAccepted
    if status not in SUCCESS:
        raise WebhookRefused


def sign(body: bytes, *, message_id: str, at: int) -> dict[str, str]:
    """Return the headers by which a receiver knows that a notice is ours, recent, and not a repetition."""
    signed = hmac.new(settings.INQUIRY_WEBHOOK_SECRET.encode(), f"{at}.".encode() + body, hashlib.sha256)
    return {
        "X-Webhook-Id": message_id.strip("<>"),
        "X-Webhook-Timestamp": str(at),
        "X-Webhook-Signature": f"sha256={signed.hexdigest()}",
    }


@contextmanager
def _end_after(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Break the connection when the block takes longer: a receiver may send one byte at a time."""
    timer = Timer(seconds, _break, [connection.sock])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _break(connected: socket.socket) -> None:
    with suppress(OSError):  # it ended just now
        connected.shutdown(socket.SHUT_RDWR)
