"""Reply templates and their placeholders, such as {name}. They are replaced as text; nothing is evaluated."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

MAX_BODY_LENGTH = 5000
PLACEHOLDERS = {
    "name": "the client's name",
    "first_name": "the client's first name",
    "reference": "the reference of the inquiry",
    "package": "the requested session",
    "price": "the price of the session",
    "dates": "the days that the client prefers",
    "use": "where the photo will appear",
    "session": "date and time of the booked session",
    "address": "the studio's address",
    "phone": "the studio's phone number",
    "deposit": "what the studio facts say about the deposit",
    "terms": "what the studio facts say about canceling",
    "own_page": "the link to the client's own page",
    "staff": "the name of the person who replies",
}
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
LINK = "{own_page}"
"""Filled in when the email is sent, because the link is a secret."""


def find_faults(text: str) -> list[str]:
    """Return a sentence for each unknown placeholder, and one for a stray brace."""
    unknown = [name for name in PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]
    faults = [f"There is no placeholder {{{name}}}. {list_placeholders()}" for name in dict.fromkeys(unknown)]
    if set("{}") & set(PLACEHOLDER.sub("", text)):
        faults.append(f"There is a brace here without a placeholder. {list_placeholders()}")
    return faults


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with its placeholders filled. One without a value stays, so that staff notice it."""
    return PLACEHOLDER.sub(lambda match: values.get(match[1]) or match[0], text)


def list_placeholders() -> str:
    """Return the sentence that names every placeholder."""
    return f"You can use {', '.join(f'{{{name}}}' for name in PLACEHOLDERS)}."


def check_placeholders(text: str) -> None:
    """Raise ValidationError, one sentence for each fault, unless every placeholder in `text` is known."""
    faults = find_faults(text)
    if faults:
        raise ValidationError(faults)


class ReplyTemplate(models.Model):
    """A reply with placeholders such as {name}, which are checked when it is saved and filled when it is used."""

    name = models.CharField(max_length=80, unique=True, help_text="As staff choose it. Clients do not see it.")
    subject = models.CharField(max_length=150, validators=[check_placeholders])
    body = models.TextField(validators=[check_placeholders, MaxLengthValidator(MAX_BODY_LENGTH)])

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
