"""Two people in one form: only what a person changed is saved, and they choose where somebody else changed it too."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.validators import EMPTY_VALUES
from django.http import QueryDict
from django.utils.functional import cached_property

from studio.inquiries.notes import find_last_change
from studio.models import Inquiry
from studio.times import write_day

STALE = "This was changed while you had it open. Nothing is saved yet: choose what to keep."


@dataclass(frozen=True)
class Save:
    """Who saved a value, and when; nobody for a client and a deleted account."""

    by: User | None
    at: datetime


@dataclass(frozen=True)
class Conflict:
    """A field that somebody else has changed while this page was open, with both values in words."""

    name: str
    label: str
    now: str
    mine: str
    seen: list[str]
    """The current value as the form sends it back, so that a further change is noticed too."""
    saved: Save | None
    """Who saved the current value."""


class ComparedForm(forms.BaseForm):
    """A form that sends each field with the value that it had when the page was opened.

    `clean` must call `compare_fields`. A request without the earlier values, as from a script, is not compared.
    """

    conflicts: list[Conflict]
    left: list[str]
    """Fields that keep what somebody else has saved."""

    def send_opened_values(self, names: Iterable[str]) -> None:
        """Compare these fields, of which those that a person may only see are missing."""
        self.conflicts, self.left = [], []
        self.compared = [name for name in names if name in self.fields]
        for name in self.compared:
            self.fields[name].show_hidden_initial = True

    def read_now(self, name: str) -> Any:  # noqa: ANN401  # whatever the field holds
        """Return the stored value of a field."""
        raise NotImplementedError

    def find_save(self, name: str) -> Save | None:
        """Return who saved the stored value; None if that isn't known."""
        raise NotImplementedError

    def write_value(self, name: str, value: Any) -> str:  # noqa: ANN401  # whatever the field holds
        """Return the value of a field in words."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, date):
            return write_day(value)
        if isinstance(value, list):
            words = {key: str(label) for key, label in getattr(self.fields[name], "choices", ())}
            return ", ".join(words.get(each, str(each)) for each in value) or "empty"
        return "empty" if value in EMPTY_VALUES else str(value)

    def compare_fields(self) -> None:
        """Keep what somebody else has saved, unless this person has changed the same field and chosen theirs.

        Raises:
            ValidationError: they have yet to choose.
        """
        for name in self.compared:
            if name in self.cleaned_data:
                self._compare(name)
        if self.conflicts:
            raise forms.ValidationError(STALE)

    def list_changes(self) -> list[str]:
        """Return the compared fields whose value in a valid form isn't the stored one."""
        return [
            name
            for name in self.compared
            if name in self.cleaned_data and not _is_same(self.cleaned_data[name], self.read_now(name))
        ]

    def _compare(self, name: str) -> None:
        now, mine = self.read_now(name), self.cleaned_data[name]
        opened = self._read_opened(name, now)
        if _is_same(now, opened) or _is_same(now, mine):
            return
        seen = self._write_seen(name, now)
        choice = "now" if _is_same(mine, opened) else self.data.get(f"choose-{name}")
        is_chosen = _is_same(mine, opened) or sorted(self._list_sent(f"seen-{name}")) == sorted(seen)
        if choice == "now" and is_chosen:
            self.cleaned_data[name] = now
            self.left.append(name)
        elif not (choice == "mine" and is_chosen):
            label, theirs, ours = str(self[name].label), self.write_value(name, now), self.write_value(name, mine)
            self.conflicts.append(Conflict(name, label, theirs, ours, seen, self.find_save(name)))

    def _read_opened(self, name: str, now: Any) -> Any:  # noqa: ANN401  # whatever the field holds
        """Return the value that the field had when the page was opened; the stored one for a script."""
        field = self.fields[name]
        if not any(key.startswith("initial-") for key in self.data):
            return now
        sent = field.hidden_widget().value_from_datadict(self.data, self.files, self.add_initial_prefix(name))
        try:
            return field.clean(sent)
        except forms.ValidationError:
            return None

    def _write_seen(self, name: str, now: Any) -> list[str]:  # noqa: ANN401  # whatever the field holds
        prepared = self.fields[name].prepare_value(now)
        values = prepared if isinstance(prepared, list) else [prepared]
        return ["" if value in EMPTY_VALUES else str(value) for value in values]

    def _list_sent(self, key: str) -> list[str]:
        return cast(QueryDict, self.data).getlist(key)


def _is_same(one: Any, other: Any) -> bool:  # noqa: ANN401  # whatever a field holds
    """Return whether two values are equal; all empty ones are."""
    return bool(one == other) or (one in EMPTY_VALUES and other in EMPTY_VALUES)


def find_last_save(inquiry: Inquiry, name: str) -> Save | None:
    """Return who last changed a field of an inquiry, by the timeline."""
    note = find_last_change(inquiry, name)
    return Save(note.by, note.at) if note else None


class ComparedModelForm(ComparedForm, forms.ModelForm):
    """A form of a row that several people edit, such as a package, all of whose fields are compared."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.send_opened_values(self.fields if self.instance.pk else ())

    @cached_property
    def changed_data(self) -> list[str]:
        """The fields that this person changed and kept: the admin's log names them, and later who saved them."""
        return [name for name in super().changed_data if name not in self.left]

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.compare_fields()
        return self.cleaned_data

    def read_now(self, name: str) -> Any:  # noqa: ANN401  # whatever the field holds
        return getattr(self.instance, name)

    def find_save(self, name: str) -> Save | None:
        """Return who changed the field last, by the admin's log."""
        row = ContentType.objects.get_for_model(self.instance)
        log = LogEntry.objects.filter(content_type=row, object_id=str(self.instance.pk)).select_related("user")
        label = str(self.fields[name].label)
        entry = next((entry for entry in log.order_by("-action_time") if label in _list_logged(entry)), None)
        return Save(entry.user, entry.action_time) if entry else None


def _list_logged(entry: LogEntry) -> list[str]:
    """Return the labels of the fields that the admin's log says were changed."""
    try:
        changes = json.loads(entry.change_message)
    except ValueError:  # a sentence of ours
        return []
    return [label for change in changes for label in change.get("changed", {}).get("fields", [])]
