"""Refuse passwords that are easy to guess. The lists of leaked passwords come with the zxcvbn package."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

LEAST_SCORE = 3
"""zxcvbn scores 0 to 4. 3 means some ten billion guesses; leaked passwords, names and rows of keys need far fewer."""
MOST_READ = 72
"""Characters that are checked, because zxcvbn is slow on long passwords."""
OWN_WORDS = ("headshot", "advisor", "headshotadvisor", "gorn", "gornphoto", "photo", "studio")


class GuessableValidator:
    """Refuse passwords made of leaked passwords, names, dates, rows of keys or the studio's own words."""

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
        return "Your password can’t be a common or leaked one. Four random words are easy to remember."
