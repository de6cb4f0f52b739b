"""References: short enough to say on the phone, random enough that nobody guesses another person's."""

import secrets

from studio.models import Inquiry

# Letters and digits that are not mistaken for each other when read aloud or written by hand.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6


def draw_reference() -> str:
    """Return a reference that no inquiry has, such as HA-7K3M9Q."""
    while Inquiry.objects.filter(reference=(drawn := _draw())).exists():
        pass
    return drawn


def _draw() -> str:
    return "HA-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
