"""`{% source "gorn-24" %}` cites a claim of the two documents; `{% source_list %}` lists what was cited."""

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
    """Render a small numbered link for each claim, to its entry in the list of sources."""
    citations: Citations = context["citations"]
    links = format_html_join(" ", "{}", ((_link(citations, key),) for key in sorted(keys, key=citations.cite)))
    return format_html('<sup class="ref">{}</sup>', links) if keys else links


@register.simple_tag(takes_context=True)
def sources(context: Context, keys: list[str]) -> SafeString:
    """Do the same for a list of claims."""
    return source(context, *keys)


def _link(citations: Citations, key: str) -> SafeString:
    claim = content().claims[key]
    return format_html(
        '<a href="#source-{0}" title="{1}, “{2}”">{3}</a>',
        key,
        claim.document,
        claim.heading,
        citations.cite(key),
    )


@register.inclusion_tag("decision/_source_list.html", takes_context=True)
def source_list(context: Context) -> dict[str, Any]:
    """Render the numbered list of the claims cited above."""
    citations: Citations = context["citations"]
    return {"cited": citations.listed(), "documents": content().documents}
