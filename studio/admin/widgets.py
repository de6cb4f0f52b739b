"""Choices in the forms of the staff site, each set in a group that screen readers name."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString


class NamedGroup(forms.widgets.ChoiceWidget):
    """An error belongs to the group; Django marks each choice."""

    role = "group"
    marks: Mapping[str, str] = {}
    """What marks the group as invalid; a group of checkboxes has no such mark."""

    def __init__(self, label: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label = label

    def render(
        self,
        name: str,
        value: object,
        attrs: Mapping[str, Any] | None = None,
        renderer: Any = None,  # noqa: ANN401  Django's
    ) -> SafeString:
        given = dict(attrs or {})
        is_invalid = given.pop("aria-invalid", None)
        choices = super().render(name, value, given, renderer)
        group = {"role": self.role, "aria-label": self.label}
        if is_invalid:
            group |= {**self.marks, "aria-describedby": f"{given['id']}_error"}
        return format_html("<div{}>{}</div>", flatatt(group), choices)


class RadioGroup(NamedGroup, forms.RadioSelect):
    role = "radiogroup"
    marks = {"aria-invalid": "true"}


class CheckboxGroup(NamedGroup, forms.CheckboxSelectMultiple):
    """Checkboxes of which any number may be ticked."""
