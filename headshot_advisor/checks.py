"""Rules for a production start, so that a site that is open to the world never runs half configured."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import dj_email_url
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host


class RefusedStart(ImproperlyConfigured):
    """This start is refused; the message holds a sentence for each fault."""


Environment = Mapping[str, str]

MODES = ("local", "production")
"""What HEADSHOT_ENV may be."""

# Django's own limits for a key that nobody can guess (check security.W009).
MIN_KEY_LENGTH = 50
MIN_KEY_LETTERS = 5
MIN_SECRET_LENGTH = 32

WEBHOOKS = ("INQUIRY_WEBHOOK", "SLACK_WEBHOOK")
MAIL_SCHEMES = ("smtp", "submission", "submit")
CACHE_SCHEMES = ("", "locmem", "redis", "rediss")
NOS = ("", "0", "f", "false", "n", "no", "off")
A_YEAR = 31_536_000  # seconds
THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
# What a restart of the machine, or a cleaning job, empties.
FLEETING = tuple(Path(path) for path in ("/tmp", "/var/tmp", "/dev/shm", "/run"))  # noqa: S108  # refused, not used


def _read(environment: Environment, name: str) -> str:
    return environment.get(name, "").strip()


def _list_hosts(environment: Environment) -> list[str]:
    return [host.strip() for host in _read(environment, "ALLOWED_HOSTS").split(",")]


def has_weak_key(environment: Environment) -> bool:
    """Whether somebody could guess the key that signs cookies and links."""
    key = _read(environment, "SECRET_KEY")
    return len(key) < MIN_KEY_LENGTH or len(set(key)) < MIN_KEY_LETTERS


def has_open_hosts(environment: Environment) -> bool:
    """Whether the site would answer to any host name."""
    return any(not host or "*" in host for host in _list_hosts(environment))


def has_plain_origin(environment: Environment) -> bool:
    """Whether links in emails would lead to http, or to nowhere."""
    origin = urlsplit(_read(environment, "SITE_URL"))
    return origin.scheme != "https" or not origin.hostname or origin.path not in ("", "/")


def has_foreign_origin(environment: Environment) -> bool:
    """Whether links in emails would lead to a host that the site does not answer to."""
    host = urlsplit(_read(environment, "SITE_URL")).hostname or ""
    faulty_already = has_plain_origin(environment) or has_open_hosts(environment)
    return not faulty_already and not validate_host(host, _list_hosts(environment))


def has_no_mail_server(environment: Environment) -> bool:
    """Whether emails would be printed, or written to a file, or lost."""
    return urlsplit(_read(environment, "EMAIL_URL")).scheme not in MAIL_SCHEMES


def has_open_mail_password(environment: Environment) -> bool:
    """Whether the password of the mail server would cross the network unencrypted."""
    mail = dj_email_url.parse(_read(environment, "EMAIL_URL"))
    is_safe = mail["EMAIL_USE_TLS"] or mail["EMAIL_USE_SSL"] or mail["EMAIL_HOST"] in THIS_MACHINE
    return bool(mail["EMAIL_HOST_PASSWORD"]) and not is_safe


def has_fleeting_database(environment: Environment) -> bool:
    """Whether the database may be lost at a restart, or depends on the working folder."""
    address = _read(environment, "DATABASE_URL")
    return address.startswith("sqlite") and is_fleeting(dj_database_url.parse(address)["NAME"])


def has_fleeting_folder(environment: Environment) -> bool:
    """Whether the folder with photos and the list of erasures may be lost in the same way."""
    return bool(_read(environment, "VAR_DIR")) and is_fleeting(_read(environment, "VAR_DIR"))


def is_fleeting(name: str) -> bool:
    """Whether what is stored at this path may be lost at a restart, or depends on the working folder."""
    path = Path(name)
    return not path.is_absolute() or any(path.resolve().is_relative_to(folder) for folder in FLEETING)


def is_positive(environment: Environment, name: str, default: str) -> bool:
    """Whether a setting is a whole number above 0."""
    value = _read(environment, name) or default
    return value.isdecimal() and int(value) > 0


def is_on(environment: Environment, name: str) -> bool:
    return _read(environment, name).lower() not in NOS


def has_half_a_preload(environment: Environment) -> bool:
    """Whether HSTS_PRELOAD is on without the settings that the browsers' list requires."""
    seconds = _read(environment, "HSTS_SECONDS") or str(A_YEAR)
    lasts = seconds.isdecimal() and int(seconds) >= A_YEAR
    return is_on(environment, "HSTS_PRELOAD") and not (lasts and is_on(environment, "HSTS_SUBDOMAINS"))


def has_open_inbox(environment: Environment) -> bool:
    """Whether clients' emails and the password of their mailbox would cross the network unencrypted."""
    inbox = urlsplit(_read(environment, "IMAP_URL"))
    is_safe = inbox.scheme == "imaps" or (inbox.scheme == "imap" and inbox.hostname in THIS_MACHINE)
    return bool(_read(environment, "IMAP_URL")) and not (is_safe and inbox.hostname and inbox.password)


def has_plain_webhook(environment: Environment) -> bool:
    """Whether a notice would cross the internet unencrypted, or its address cannot be called."""
    schemes = ("https", "http") if is_on(environment, "ALLOW_PRIVATE_WEBHOOKS") else ("https",)
    addresses = [urlsplit(address) for name in WEBHOOKS if (address := _read(environment, name))]
    return any(url.scheme not in schemes or not url.hostname or "@" in url.netloc for url in addresses)


def has_weak_webhook_secret(environment: Environment) -> bool:
    """Whether somebody could guess the secret that signs notices."""
    secret = _read(environment, "INQUIRY_WEBHOOK_SECRET")
    return bool(_read(environment, "INQUIRY_WEBHOOK")) and len(secret) < MIN_SECRET_LENGTH


# Each rule: whether the environment is unfit, and the sentence that says so.
RULES: tuple[tuple[Callable[[Environment], bool], str], ...] = (
    (has_weak_key, f"SECRET_KEY must be a random text of at least {MIN_KEY_LENGTH} characters."),
    (
        lambda environment: is_on(environment, "DEBUG"),
        "DEBUG must be off: its pages show settings and data to everybody.",
    ),
    (has_open_hosts, "ALLOWED_HOSTS must list the host names of the site, without a star."),
    (has_plain_origin, "SITE_URL must be the https:// origin of the site, without a path."),
    (has_foreign_origin, "SITE_URL must name a host that is in ALLOWED_HOSTS."),
    (
        has_no_mail_server,
        "EMAIL_URL must name a mail server, such as submission://user:password@mail.example.org:587.",
    ),
    (has_open_mail_password, "EMAIL_URL would send its password unencrypted; begin it with submission:// for TLS."),
    (
        lambda environment: "@" not in _read(environment, "STUDIO_EMAIL"),
        "STUDIO_EMAIL must be the studio's address.",
    ),
    (
        lambda environment: "@" not in _read(environment, "DEFAULT_FROM_EMAIL"),
        "DEFAULT_FROM_EMAIL must be the address that emails come from.",
    ),
    (has_open_inbox, "IMAP_URL must name a mailbox, such as imaps://user:password@imap.example.org:993/INBOX."),
    (
        has_plain_webhook,
        "INQUIRY_WEBHOOK and SLACK_WEBHOOK must be https:// addresses, without a user name. With"
        " ALLOW_PRIVATE_WEBHOOKS=true they may begin with http://.",
    ),
    (
        has_weak_webhook_secret,
        f"INQUIRY_WEBHOOK_SECRET must be a random text of at least {MIN_SECRET_LENGTH} characters.",
    ),
    (
        has_fleeting_database,
        "DATABASE_URL must name a file that lasts: an absolute path (four slashes), outside of folders like /tmp.",
    ),
    (has_fleeting_folder, "VAR_DIR must be a folder that lasts: an absolute path, outside of folders like /tmp."),
    (
        lambda environment: urlsplit(_read(environment, "CACHE_URL")).scheme not in CACHE_SCHEMES,
        "CACHE_URL must be redis://… or rediss://…, or locmem:// for one server.",
    ),
    (
        lambda environment: not is_positive(environment, "TRUSTED_PROXIES", "0"),
        "TRUSTED_PROXIES must say how many proxies are in front of the site, usually 1: with 0, limits count all"
        " visitors as one.",
    ),
    (
        lambda environment: "*" in _read(environment, "FORWARDED_ALLOW_IPS"),
        "FORWARDED_ALLOW_IPS must list the addresses or networks of the proxies: with a star, anybody can make http"
        " look like https.",
    ),
    (
        lambda environment: not is_positive(environment, "HSTS_SECONDS", "1"),
        "HSTS_SECONDS must be at least 1; 3600 is a careful start.",
    ),
    (
        has_half_a_preload,
        f"HSTS_PRELOAD also needs HSTS_SUBDOMAINS=true and HSTS_SECONDS={A_YEAR} or more: browsers require both.",
    ),
    (
        lambda environment: "ADMIN_PATH" in environment and not _read(environment, "ADMIN_PATH").strip("/"),
        "ADMIN_PATH must not be empty; leave the line out for admin/.",
    ),
)


def find_production_faults(environment: Environment) -> list[str]:
    """Return one sentence for each setting that is missing or unfit for a public site."""
    # First the addresses that cannot be parsed, because the rules parse them.
    return find_address_faults(environment) or [sentence for is_unfit, sentence in RULES if is_unfit(environment)]


def refuse_bad_start(mode: str, environment: Environment) -> None:
    """Raise RefusedStart for an unknown mode, or for a production that lacks what it needs."""
    if mode not in MODES:
        raise RefusedStart(f"HEADSHOT_ENV must be {' or '.join(MODES)}, not {mode!r}.")
    faults = find_production_faults(environment) if mode == "production" else []
    if faults:
        raise RefusedStart("\n".join(["This production start is refused.", *faults]))


ADDRESSES = ("DATABASE_URL", "CACHE_URL", "EMAIL_URL", "IMAP_URL", *WEBHOOKS)
UNREADABLE = "{} must be an address; write / # ? and @ in its password as %2F %23 %3F and %40."

HOST = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?", re.IGNORECASE)
NO_HOSTS = "EMBED_HOSTS must list host names, such as www.example.org."


def find_address_faults(environment: Mapping[str, str]) -> list[str]:
    """Return one sentence for each address that cannot be read, and for entries that aren't hosts."""
    values = {name: environment.get(name, "").strip() for name in (*ADDRESSES, "EMBED_HOSTS")}
    faults = [UNREADABLE.format(name) for name in ADDRESSES if not is_readable(values[name])]
    return faults if lists_hosts(values["EMBED_HOSTS"]) else [*faults, NO_HOSTS]


def is_readable(address: str) -> bool:
    """Whether the port of an address is a number. Python's own error would quote part of a password."""
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
