"""Links that carry the answers along."""

from typing import Any

from django import template
from django.conf import settings

from decision.addresses import write_address
from decision.answers import Answers

register = template.Library()


@register.simple_tag
def address(name: str, answers: Answers, *args: str, **more: Any) -> str:
    """Return the path of a named page with the answers in its query string."""
    return write_address(name, answers, *args, **{key: str(value or "") for key, value in more.items()})


@register.simple_tag
def absolute_address(name: str, answers: Answers, *args: str, **more: Any) -> str:
    """The same with the site's origin, for documents that leave the site."""
    return settings.SITE_URL + address(name, answers, *args, **more)
