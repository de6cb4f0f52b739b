"""Addresses and hosts in the settings of a production that cannot be used; no sentence repeats them."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

ADDRESSES = ("DATABASE_URL", "CACHE_URL", "EMAIL_URL")
UNREADABLE = "{} must be an address; write / # ? and @ in its password as %2F %23 %3F and %40."

HOST = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?", re.IGNORECASE)
NO_HOSTS = "EMBED_HOSTS must list host names, such as www.example.org."


def find_address_faults(environment: Mapping[str, str]) -> list[str]:
    """Return one sentence for each address that cannot be read, and for entries that aren't hosts."""
    values = {name: environment.get(name, "").strip() for name in (*ADDRESSES, "EMBED_HOSTS")}
    faults = [UNREADABLE.format(name) for name in ADDRESSES if not is_readable(values[name])]
    return faults if lists_hosts(values["EMBED_HOSTS"]) else [*faults, NO_HOSTS]


def is_readable(address: str) -> bool:
    """Whether an address has a number where its port stands. Python's own message would quote part of a password."""
    if address.startswith("sqlite:"):  # the address of a file, or :memory:
        return True
    try:
        urlsplit(address).port  # noqa: B018  reading it checks it
    except ValueError:
        return False
    return True


def lists_hosts(text: str) -> bool:
    """Whether a text lists hosts, or nothing: it becomes part of a security policy."""
    return not text or all(HOST.fullmatch(host.strip()) for host in text.split(","))
