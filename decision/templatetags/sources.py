"""`{% source "gorn-24" %}` cites a claim of the articles or a finding; `{% source_list %}` lists what was cited."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from decision.content import content
from decision.web.citations import Citations

register = template.Library()


@register.simple_tag(takes_context=True)
def source(context: Context, *keys: str) -> SafeString:
    """Render a small numbered link for each source, to its entry in the list."""
    citations: Citations = context["citations"]
    links = format_html_join(" ", "{}", ((_link(citations, key),) for key in sorted(keys, key=citations.cite)))
    return format_html('<sup class="ref">{}</sup>', links) if keys else links


@register.simple_tag(takes_context=True)
def sources(context: Context, keys: list[str]) -> SafeString:
    """Do the same for a list of sources."""
    return source(context, *keys)


def _link(citations: Citations, key: str) -> SafeString:
    name, heading = content().cite(key)
    title = f"{name}, “{heading}”" if heading else name
    return format_html('<a href="#source-{}" title="{}">{}</a>', key, title, citations.cite(key))


@register.inclusion_tag("decision/_source_list.html", takes_context=True)
def source_list(context: Context) -> dict[str, Any]:
    """Render the numbered list of what was cited above."""
    citations: Citations = context["citations"]
    return {"cited": citations.listed(), "documents": content().documents}
