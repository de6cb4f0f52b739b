"""Links that carry the answers along."""

from collections.abc import Iterable, Sequence

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from decision.core.answers import Answers
from decision.web.address import write_address

register = template.Library()


@register.simple_tag(takes_context=True)
def address(context: Context, name: str, answers: Answers, *args: str, **more: str | Sequence[str]) -> str:
    """Return the path of a named page with the answers in its query string.

    What the page's address says besides the answers and holds for all of them (`kept`) comes along.
    """
    return write_address(name, answers, *args, **{**(context.get("kept") or {}), **more})


@register.simple_tag(takes_context=True)
def absolute_address(context: Context, name: str, answers: Answers, *args: str, **more: str | Sequence[str]) -> str:
    """The same with the site's origin, for documents that leave the site."""
    return settings.SITE_URL + address(context, name, answers, *args, **more)


@register.simple_tag
def hidden(pairs: Iterable[tuple[str, str]]) -> SafeString:
    """Return hidden fields of a form, so that it sends these pairs along."""
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@register.filter
def without(keys: Sequence[str], key: str) -> tuple[str, ...]:
    """Return the keys but for one."""
    return tuple(other for other in keys if other != key)


@register.filter
def along_with(keys: Sequence[str], key: str) -> tuple[str, ...]:
    """Return the keys and one more."""
    return (*keys, key)
