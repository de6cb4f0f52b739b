"""What somebody typed into a form, to show it again when the form can't be saved."""

from collections.abc import Mapping

from django import forms
from django.forms.utils import pretty_name
from django.http import QueryDict


def list_typed_words(fields: Mapping[str, forms.Field], data: QueryDict) -> list[tuple[str, str]]:
    """Return label and content of each visible field that was filled in."""
    typed = []
    for name, field in fields.items():
        words = [_write_typed(field, text) for text in data.getlist(name) if text]
        if words and not field.widget.is_hidden:
            typed.append((str(field.label or pretty_name(name)), ", ".join(words)))
    return typed


def _write_typed(field: forms.Field, text: str) -> str:
    """Return the words of a choice instead of its key."""
    if isinstance(field, forms.BooleanField):
        return "yes"
    if isinstance(field, forms.ModelChoiceField):
        chosen = field.queryset.filter(pk=text).first() if field.queryset is not None and text.isdecimal() else None
        return field.label_from_instance(chosen) if chosen else text
    choices = {str(key): str(words) for key, words in getattr(field, "choices", ())}
    return choices.get(text, text)
