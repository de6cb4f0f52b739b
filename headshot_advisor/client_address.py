"""The network address that a request came from. Clients cannot forge it with a header."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest
from python_ipware import IpWare

HEADER = "X_FORWARDED_FOR"


def find_client_network(request: HttpRequest) -> str:
    """Return the client's address; of IPv6 the first half, because one household or server has a whole /64."""
    return find_network(str(request.META.get("REMOTE_ADDR", "")), request.headers.get("X-Forwarded-For", ""))


def find_address(peer: str, forwarded_for: str) -> str:
    """Return the client's IP address; `peer` is the address of the connection.

    Behind TRUSTED_PROXIES proxies it is what the outermost of them wrote into X-Forwarded-For; anything before that
    came from the client. Without proxies, or with an invalid header, it is the address of the connection.
    """
    count: int = settings.TRUSTED_PROXIES
    if not count:
        return peer
    written = ",".join(forwarded_for.split(",")[-count:])
    reader = IpWare(precedence=(HEADER,), proxy_count=count - 1)
    address, _ = reader.get_client_ip({HEADER: written}, strict=True)
    return str(address) if address else peer


def find_network(peer: str, forwarded_for: str) -> str:
    """Return the client's network; see `find_client_network`."""
    found = find_address(peer, forwarded_for)
    try:
        address = ip_address(found)
    except ValueError:  # a Unix socket has no address
        return found
    return str(IPv6Address(int(address) >> 64 << 64)) if isinstance(address, IPv6Address) else found
