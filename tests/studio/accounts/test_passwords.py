"""Which passwords are good enough."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


def make_kim() -> User:
    return User(username="kim.moreno", email="kim@example.org", first_name="Kim", last_name="Moreno")


@pytest.mark.parametrize(
    "password",
    [
        "kX9#qT2$vL4",  # eleven characters
        "password1234",
        "qwertyuiop123",
        "Passw0rd2026!",
        "123456789012345",
        "iloveyou12345",
        "aaaaaaaaaaaaaaaa",
        "headshotadvisor1",
        "gornphoto2026",
        "kimmoreno1990",
    ],
)
def test_short_common_leaked_and_personal_passwords_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, make_kim())


@pytest.mark.parametrize(
    "password", ["velvet kiwi lantern seven", "kX9#qT2$vL4m", "Trumpet-9-otter-glide", "zwölf Kraniche ziehen"]
)
def test_long_unlikely_passwords_are_taken(password: str) -> None:
    validate_password(password, make_kim())


def test_the_error_for_a_guessable_password_says_what_is_better() -> None:
    with pytest.raises(ValidationError, match="Four random words make a good one"):
        validate_password("qwertyuiop123", make_kim())
