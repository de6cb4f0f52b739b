"""Template tags and context of every page: what is rendered once, and what a page says about itself.

`{% once a b %}…{% endonce %}` renders its content once for each set of values instead of once for each page. The
content must depend on these values only. Pages have much of it: addresses of static files, the navigation, the options
of a question. Rendering that again was most of the work of a page.
"""

from collections.abc import Hashable

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.urls import get_script_prefix
from django.utils.html import format_html
from django.utils.safestring import SafeString

from decision.web.request_reading import is_bare

register = template.Library()

# How many renderings one tag keeps before it starts over. Most tags have a handful.
MOST = 512


PageKey = tuple[str, str, str]


def find_page_key(request: HttpRequest) -> PageKey:
    """Return host, path prefix and view of a request: content rendered for one is never shown for another."""
    key: PageKey | None = getattr(request, "page_key", None)
    if key is None:
        match = request.resolver_match
        key = (request.META.get("HTTP_HOST", ""), get_script_prefix(), match.view_name if match else "")
        request.page_key = key  # type: ignore[attr-defined]  # a page needs it some twenty times
    return key


class OnceNode(Node):
    """Content that is rendered once for each page and set of values."""

    def __init__(self, content: NodeList, values: list[FilterExpression]) -> None:
        self.content = content
        self.values = values
        self.rendered: dict[tuple[Hashable, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        request = context.get("request")
        page = find_page_key(request) if request else None
        key = (page, *(value.resolve(context) for value in self.values))
        text = self.rendered.get(key)
        if text is None:
            if len(self.rendered) >= MOST:
                self.rendered.clear()
            text = self.rendered[key] = self.content.render(context)
        return text


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    """Parse `{% once value … %}…{% endonce %}`."""
    values = [parser.compile_filter(value) for value in token.split_contents()[1:]]
    content = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(content, values)


@register.simple_block_tag
def page_title(content: str) -> SafeString:
    """Return the title for the browser and for link previews; a template can render a block only once."""
    return format_html('<title>{0}</title>\n  <meta property="og:title" content="{0}">', join_lines(content))


@register.simple_block_tag
def page_description(content: str) -> SafeString:
    """Return the description for search engines and for link previews."""
    return format_html('<meta name="description" property="og:description" content="{}">', join_lines(content))


def join_lines(content: str) -> SafeString:
    """Return rendered content on one line, for an attribute."""
    return SafeString(" ".join(content.split()))


def describe_site(request: HttpRequest) -> dict[str, str | bool]:
    """Context processor: the origin of absolute addresses, and whether search engines may list this page."""
    return {"site_url": settings.SITE_URL, "is_listed": is_bare(request)}
