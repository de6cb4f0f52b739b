"""Charts and drawn steps, with their words and figures from the content."""

from typing import Any

from django import template
from django.template import Context

from decision.content import content
from decision.pages.charts import CHANCE, lay_out_chart, lay_out_ways
from decision.pages.panels import lay_out_panels
from decision.photo_check.words import words

register = template.Library()


@register.inclusion_tag("charts/bars.html", takes_context=True)
def chart(context: Context, key: str) -> dict[str, Any]:
    """Draw the figures of a chart as bars; KeyError when there is none with this key."""
    drawn = content().charts[key]
    return {
        "chart": drawn,
        "figures": lay_out_chart(drawn),
        "chance": CHANCE if drawn.marks_chance else None,
        "citations": context["citations"],
    }


@register.inclusion_tag("charts/panels.html", takes_context=True)
def panels(context: Context, key: str) -> dict[str, Any]:
    """Draw what a study counted as 100 small figures; KeyError when there is no set of panels with this key."""
    return {"view": lay_out_panels(content().panels[key]), "citations": context["citations"]}


@register.inclusion_tag("charts/ways.html", takes_context=True)
def ways(context: Context) -> dict[str, Any]:
    """Draw what each way to a portrait takes in money and in time."""
    return {"rows": lay_out_ways(tuple(content().ways.values())), "citations": context["citations"]}


@register.inclusion_tag("drawings/session.html", takes_context=True)
def session_steps(context: Context) -> dict[str, Any]:
    """Draw what a session is like, in five steps."""
    return {"steps": content().session_steps.values(), "citations": context["citations"]}


@register.inclusion_tag("drawings/pairs.html", takes_context=True)
def odd_pairs(context: Context, *details: str) -> dict[str, Any]:
    """Draw fine and odd side by side for these details of the photo check."""
    chosen = [(detail, words().detail[detail]) for detail in details]
    return {"pairs": chosen, "citations": context["citations"]}
