"""Ten recovery codes for a lost phone. Each works once; the database holds only hashes."""

import secrets

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp import verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

COUNT = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without letters that look alike
GROUPS, GROUP = 3, 4
STORED = 16  # characters, the most that django-otp stores: 64 bits of a keyed hash


@transaction.atomic
def renew_codes(account: User) -> list[str]:
    """Make ten new codes and return them, to be shown once. The old ones stop working."""
    forget_codes(account)
    device = StaticDevice.objects.create(user=account, name="Recovery codes")
    codes = [make_code() for _ in range(COUNT)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=_hash(code, account)) for code in codes)
    return codes


def forget_codes(account: User) -> None:
    StaticDevice.objects.filter(user=account).delete()


def count_codes(account: User) -> int:
    """Return how many codes are left."""
    return int(StaticToken.objects.filter(device__user=account).count())


def use_code(account: User, typed: str) -> StaticDevice | None:
    """Use up a code and return its device; None when it isn't one of the remaining codes of this account."""
    device = StaticDevice.objects.filter(user=account).first()
    if device is None:
        return None
    code = clean_code(typed)
    # verify_token locks the device's row: of two requests with the same code, the second finds it used.
    tried = (_hash(code, account, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    return next(filter(None, (verify_token(account, device.persistent_id, token) for token in tried)), None)


def make_code() -> str:
    """Return a random code of 59 bits, in groups that are easy to copy."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def clean_code(typed: str) -> str:
    """Return a typed code in the form in which it was made."""
    bare = "".join(letter for letter in typed.lower() if letter.isalnum())
    return "-".join(bare[start : start + GROUP] for start in range(0, len(bare), GROUP))


def _hash(code: str, account: User, key: str = "") -> str:
    secret = key or settings.SECRET_KEY
    return salted_hmac(f"studio.recovery_codes.{account.pk}", code, secret, algorithm="sha256").hexdigest()[:STORED]
