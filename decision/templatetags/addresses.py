"""Links and forms that carry the answers, and whatever else every link of the page carries.

That is what the page object calls `kept`: an older framework version, and the points that the person sets aside.
Templates without a page object may have `kept` in their context.
"""

from collections.abc import Mapping, Sequence

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from decision.address import write_address
from decision.core.answers import Answers

register = template.Library()


@register.simple_tag(takes_context=True)
def address(context: Context, name: str, answers: Answers, *args: str, **more: str | Sequence[str]) -> str:
    """Return the path of a named page. `more` adds parameters, or replaces kept ones."""
    return write_address(name, answers, *args, **{**_find_kept(context), **more})


@register.simple_tag(takes_context=True)
def absolute_address(context: Context, name: str, answers: Answers, *args: str, **more: str | Sequence[str]) -> str:
    """Return the address with the site's origin, for documents that leave the site."""
    return settings.SITE_URL + address(context, name, answers, *args, **more)


@register.simple_tag(takes_context=True)
def hidden(context: Context, answers: Answers) -> SafeString:
    """Return hidden fields, so that a form sends what a link would carry."""
    kept = _find_kept(context).items()
    more = [(key, one) for key, value in kept for one in ([value] if isinstance(value, str) else value) if one]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', [*answers.as_pairs(), *more])


def _find_kept(context: Context) -> Mapping[str, str | tuple[str, ...]]:
    page = context.get("page")
    return getattr(page, "kept", None) or context.get("kept") or {}
