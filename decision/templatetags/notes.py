"""`{% noted text "gorn-24" %}` prints a text with footnotes that name where it comes from."""

from collections.abc import Iterable
from itertools import chain

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from decision.pdf.footnotes import Notes

register = template.Library()


@register.simple_tag(takes_context=True)
def noted(context: Context, text: str, *keys: str) -> SafeString:
    """Render the text with one footnote for each source of the claims and findings.

    A source that has a footnote already is printed as its number. The last word and the numbers stay on one line,
    because a line that begins with a number looks like a new item.
    """
    before, _, last = text.rpartition(" ")
    return format_html('{}<span class="glued">{}{}</span>', f"{before} " if before else "", last, _write(context, keys))


@register.simple_tag(takes_context=True)
def noted_all(context: Context, text: str, *lists: Iterable[str]) -> SafeString:
    """Do the same for lists of claims and findings."""
    return noted(context, text, *chain(*lists))


def _write(context: Context, keys: Iterable[str]) -> SafeString:
    notes: Notes = context["notes"]
    written: dict[int, SafeString] = {}
    for key in keys:
        number, text, is_new = notes.add(key)
        written.setdefault(
            number,
            format_html('<span class="note">{}</span>', text)
            if is_new
            else format_html('<sup class="again">{}</sup>', number),
        )
    return format_html_join(COMMA, "{}", ((note,) for note in written.values()))


COMMA = SafeString('<sup class="again">,</sup>')
