"""The uses of the framework, for fields and pages of the studio."""

from django.core.exceptions import ValidationError

from decision.core.framework import FrameworkError, load_framework


def list_uses() -> list[tuple[str, str]]:
    """Return (key, label) of every use of the current framework, in its order."""
    try:
        return [(option.key, option.label) for option in load_framework().uses.values()]
    except FrameworkError:  # the system check decision.E002 says what is wrong with the file
        return []


def check_uses(value: object) -> None:
    """Raise ValidationError unless `value` is a list of different keys of uses."""
    known = load_framework().uses
    if not isinstance(value, list) or any(key not in known for key in value) or len(set(value)) < len(value):
        raise ValidationError("Choose from the uses of the framework, each once.")
