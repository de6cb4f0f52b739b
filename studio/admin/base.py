"""What all lists and forms of the staff site share: safe addresses and readable text."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import EmptyPage, Paginator
from django.db import DataError
from django.db.models import Field, QuerySet
from django.forms import Field as FormField
from django.forms.utils import pretty_name
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render

from studio.admin.idle import RestoresForms
from studio.typed_text import clean_text, clean_typed_text

LONGEST_SEARCH = 100  # characters
MOST_WORDS = 8
NO_SUCH_LIST = "This list has no such filter, page or order. Open the list and choose from what it offers."
NO_FIELDS: Mapping[str, FormField] = {}


class PagesThatExist(Paginator):
    """Pages by number; a number out of range means the first or last page."""

    def validate_number(self, number: int | str) -> int:  # type: ignore[override]  # the stubs know floats too
        """Return the number of an existing page."""
        try:
            return int(super().validate_number(number))
        except EmptyPage:
            return 1 if int(number) < 1 else self.num_pages


class StaffChangeList(ChangeList):
    """A list whose address takes only the filters that the list offers.

    Django lets an address filter by any field, which can keep the database busy for minutes.
    """

    def get_filters(self, request: HttpRequest) -> Any:  # noqa: ANN401  # five parts, and Django's stubs name them badly
        """Return the filters.

        Raises:
            IncorrectLookupParameters: the address asks for something that the list does not offer.
        """
        try:
            found = super().get_filters(request)
        except (ValueError, OverflowError) as error:  # a date that no calendar has
            raise IncorrectLookupParameters(error) from error
        specs, _, rest, *_ = found
        if not all(_is_of_date_hierarchy(value) for value in rest.values()):
            raise IncorrectLookupParameters
        for spec in specs:
            if isinstance(spec, admin.SimpleListFilter) and not _is_offered(spec):
                raise IncorrectLookupParameters
        return found

    def get_ordering(self, request: HttpRequest, queryset: QuerySet) -> list[Any]:
        """Return the order; each column counts once at most."""
        if self.params.get(ORDER_VAR, "").count(".") >= len(self.list_display):
            raise IncorrectLookupParameters
        return list(super().get_ordering(request, queryset))

    def get_results(self, request: HttpRequest) -> None:
        """Read the page, or the nearest that exists."""
        try:
            super().get_results(request)
        except (OverflowError, DataError) as error:  # a value that the database cannot hold
            raise IncorrectLookupParameters(error) from error
        self.page_num = self.paginator.validate_number(self.page_num)


def _is_of_date_hierarchy(value: object) -> bool:
    """Return whether the value is a date made by Django's date hierarchy; an address can only bring text."""
    return isinstance(value, list) and isinstance(value[0], datetime)


def _is_offered(spec: admin.SimpleListFilter) -> bool:
    chosen = spec.value()
    return chosen is None or chosen in [str(value) for value, _ in spec.lookup_choices]


class StaffAdmin(RestoresForms):
    """The base class of every admin of the staff site."""

    paginator = PagesThatExist
    show_facets = admin.ShowFacets.NEVER
    # The style sheet leaves such cells out on a phone.
    empty_value_display = '<span class="none">-</span>'

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list class that takes only its own filters."""
        return StaffChangeList

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Return the list for this request.

        Raises:
            BadRequest: the address asks for something that the list does not offer.
        """
        try:
            return super().get_changelist_instance(request)
        except (IncorrectLookupParameters, DisallowedModelAdminLookup) as error:
            raise BadRequest(NO_SUCH_LIST) from error

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Limit the number of words, because each one scans every row."""
        search_term = clean_text(search_term)
        if len(search_term) > LONGEST_SEARCH or len(search_term.split()) > MOST_WORDS:
            messages.error(request, f"Search for at most {MOST_WORDS} words and {LONGEST_SEARCH} characters.")
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)

    # The stubs know an argument of Django 6.
    def response_action(  # type: ignore[override]
        self, request: HttpRequest, queryset: QuerySet
    ) -> HttpResponseBase | None:
        """Run an action on the selected rows.

        Raises:
            BadRequest: one of them isn't the key of a row.
        """
        key = self.model._meta.pk
        try:
            for chosen in request.POST.getlist(ACTION_CHECKBOX_NAME):
                key.clean(chosen, None)
        except ValidationError as error:
            raise BadRequest("Select rows in the list, then choose the action again.") from error
        return super().response_action(request, queryset)

    def refuse(
        self, request: HttpRequest, said: str, status: HTTPStatus, fields: Mapping[str, FormField] = NO_FIELDS
    ) -> HttpResponse:
        """Say why something isn't possible, with every word that was typed into these fields, to copy."""
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "said": said, "typed": list_typed_words(fields, request.POST), "title": "Not possible",
        }  # fmt: skip
        return render(request, "admin/studio/refused.html", context, status=status)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> FormField | None:
        """Let every text field clean what is pasted into it."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        clean_typed_text(field)
        return field


def list_typed_words(fields: Mapping[str, forms.Field], data: QueryDict) -> list[tuple[str, str]]:
    """Return label and content of each visible field that was filled in, to show where a form can't be saved."""
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
