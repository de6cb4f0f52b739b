"""`{% source "gorn-24" %}` cites a claim of the articles or a finding; `{% source_list %}` lists what was cited.

After `{% cite_in_place %}` each number opens its source on the spot. `{% source_notes %}` then renders what
opens, at the end and outside of anything folded, and `{% cited_list %}` a short list of it.
"""

from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from decision.content import content
from decision.content.freshness import describe_last_look, describe_span
from decision.content.model import Fact
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
    if citations.in_place:
        number = citations.cite(key)
        return format_html(
            '<button type="button" popovertarget="source-{}" aria-label="Source {}">{}</button>', key, number, number
        )
    name, heading = content().cite(key)
    title = f"{name}, “{heading}”" if heading else name
    return format_html('<a href="#source-{}" title="{}">{}</a>', key, title, citations.cite(key))


@register.inclusion_tag("decision/_source_list.html", takes_context=True)
def source_list(context: Context) -> dict[str, Any]:
    """Render the numbered list of what was cited above."""
    citations: Citations = context["citations"]
    return {"cited": citations.listed(), "documents": content().documents}


@register.simple_tag(takes_context=True)
def cite_in_place(context: Context) -> str:
    """Let every number after this open its source on the spot. It works without JavaScript."""
    context["citations"].in_place = True
    return ""


@register.inclusion_tag("decision/_source_notes.html", takes_context=True)
def source_notes(context: Context) -> dict[str, Any]:
    """Render what the numbers above open."""
    return source_list(context)


@register.inclusion_tag("decision/_cited_list.html", takes_context=True)
def cited_list(context: Context) -> dict[str, Any]:
    """Render the names of what was cited above, each opening what it says."""
    return source_list(context)


@register.filter
def last_checked(fact: Fact, today: date) -> str:
    """Return “Last checked” and the day, for a fact that is due; empty while it is fresh."""
    return describe_last_look(fact, today)


@register.simple_tag(takes_context=True)
def last_checked_of(context: Context, *lists: tuple[str, ...]) -> str:
    """Return what `last_checked` says of the longest overdue of these claims and findings."""
    citations: Citations = context["citations"]
    facts: list[Fact] = [content().claims.get(key) or content().evidence[key] for keys in lists for key in keys]
    notes = [describe_last_look(fact, citations.today) for fact in sorted(facts, key=lambda fact: fact.last_look.on)]
    return next(filter(None, notes), "")


@register.simple_tag
def destinations_seen() -> str:
    """Return when the pages of the destinations were last looked at, as it ends a sentence."""
    return describe_span(list(content().destinations.values()))
