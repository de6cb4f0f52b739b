"""What pages say about themselves to search engines and to sites that show a preview of a link."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def page_title(content: str) -> SafeString:
    """Return the title for the browser and the same for previews; a template can render a block only once."""
    return format_html('<title>{0}</title>\n  <meta property="og:title" content="{0}">', content)


def describe_site(request: HttpRequest) -> dict[str, str | bool]:
    """Context processor: the origin of absolute addresses, and whether search engines may list this one."""
    return {"site_url": settings.SITE_URL, "is_listed": not request.META.get("QUERY_STRING")}
