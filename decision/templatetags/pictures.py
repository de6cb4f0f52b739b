"""Pictures inside the page."""

from base64 import b64encode

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from decision.photo_check.renditions import Rendition

register = template.Library()


@register.simple_tag
def picture(rendition: Rendition, alt: str, round: bool = False) -> SafeString:  # noqa: A002  # a template's word
    """Return an `img` with its size in CSS pixels, and the version for dense screens if there is one."""
    dense = format_html(' srcset="{} 2x"', write_address(rendition.dense)) if rendition.dense else ""
    return format_html(
        '<img src="{}"{} width="{}" height="{}" alt="{}"{}>',
        write_address(rendition.jpeg),
        dense,
        rendition.width,
        rendition.height,
        alt,
        SafeString(' class="round"') if round else "",
    )


def write_address(jpeg: bytes) -> str:
    """Return a data: address with the JPEG file in it."""
    return f"data:image/jpeg;base64,{b64encode(jpeg).decode()}"
