"""Reply templates."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

from studio.mail.placeholders import find_faults

MAX_BODY_LENGTH = 5000


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
