"""What a production start needs. A site that is open to the world must not run half set up."""

from collections.abc import Callable, Mapping

from django.core.exceptions import ImproperlyConfigured

from headshot_advisor.address_faults import find_address_faults

PLACES = ("local", "production")

# Django's own measure of a key that nobody guesses (check security.W009).
MIN_KEY_LENGTH = 50
MIN_KEY_LETTERS = 5

# Each line: is this value unfit, and the sentence that says so.
RULES: tuple[tuple[str, Callable[[str], bool], str], ...] = (
    (
        "SECRET_KEY",
        lambda value: len(value) < MIN_KEY_LENGTH or len(set(value)) < MIN_KEY_LETTERS,
        f"SECRET_KEY must be a random text of at least {MIN_KEY_LENGTH} characters.",
    ),
    (
        "ALLOWED_HOSTS",
        lambda value: not value or "*" in value,
        "ALLOWED_HOSTS must list the host names of the site, without a star.",
    ),
    (
        "SITE_URL",
        lambda value: not value.startswith("https://"),
        "SITE_URL must be the https:// origin of the site.",
    ),
    ("EMAIL_URL", lambda value: not value, "EMAIL_URL must say how mail is sent."),
    ("STUDIO_EMAIL", lambda value: "@" not in value, "STUDIO_EMAIL must be the studio's address."),
    (
        "DEFAULT_FROM_EMAIL",
        lambda value: "@" not in value,
        "DEFAULT_FROM_EMAIL must be the address that mails come from.",
    ),
)


def find_production_faults(environment: Mapping[str, str]) -> list[str]:
    """Return one sentence for each setting that is missing or unfit for a public site."""
    # First what cannot even be read: the rules may read it.
    return find_address_faults(environment) or [
        sentence for name, is_unfit, sentence in RULES if is_unfit(environment.get(name, "").strip())
    ]


def refuse_bad_start(place: str, environment: Mapping[str, str]) -> None:
    """Raise ImproperlyConfigured for an unknown place, or for a production that lacks what it needs."""
    if place not in PLACES:
        raise ImproperlyConfigured(f"HEADSHOT_ENV must be {' or '.join(PLACES)}, not {place!r}.")
    faults = find_production_faults(environment) if place == "production" else []
    if faults:
        raise ImproperlyConfigured("\n".join(["This production start is refused.", *faults]))
