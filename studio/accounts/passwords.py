"""Refuse passwords that are easy to guess. The lists of leaked passwords come with the zxcvbn package."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

LEAST_SCORE = 3
"""Of 4: ten billion guesses would be needed. A leaked password, a name or a row of keys needs far fewer."""
MOST_READ = 72
"""Characters that are looked at. More make a password better, and zxcvbn slow."""
OWN_WORDS = ("headshot", "advisor", "headshotadvisor", "gorn", "gornphoto", "photo", "studio")


class GuessableValidator:
    """Refuse what leaked lists, names, dates, rows of keys and the studio's own words make easy to guess."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError when the password is easy to guess."""
        own = [user.get_username(), user.first_name, user.last_name, *user.email.split("@")] if user else []
        found = zxcvbn(password[:MOST_READ], user_inputs=[word for word in (*OWN_WORDS, *own) if word])
        if found["score"] < LEAST_SCORE:
            raise ValidationError(
                "This password is easy to guess, or is on a list of leaked ones. Four random words make a good one.",
                code="password_is_guessable",
            )

    def get_help_text(self) -> str:
        """Return the rule as people read it."""
        return "Your password can’t be a common or leaked one. Four random words are easy to remember."
