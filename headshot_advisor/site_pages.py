"""robots.txt, the site map and the icon."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control

from headshot_advisor.methods import require_safe

# Pages for search engines. Pages with answers in their address ask not to be listed.
LISTED = (
    "decision:home",
    "decision:compare",
    "decision:look-closer",
    "decision:teams",
    "decision:team-guide",
    "decision:team-table",
    "decision:how-it-decides",
    "decision:scorecard",
    "decision:facts",
    "studio:studio",
    "decision:privacy",
)

A_DAY = 86_400  # seconds

# Documents that are expensive to make and of no use to a search engine.
ROBOTS = """\
User-agent: *
Disallow: {json}
Disallow: {report}

Sitemap: {site_map}
"""


@require_safe
@cache_control(public=True, max_age=A_DAY)
def send_robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what not to fetch, and where the site map is."""
    text = ROBOTS.format(
        json=reverse("decision:json"),
        report=reverse("decision:report"),
        site_map=settings.SITE_URL + reverse("site-map"),
    )
    return HttpResponse(text, content_type="text/plain")


@require_safe
@cache_control(public=True, max_age=A_DAY)
def send_site_map(request: HttpRequest) -> HttpResponse:
    """List the pages for search engines."""
    addresses = [settings.SITE_URL + reverse(name) for name in LISTED]
    return render(request, "sitemap.xml", {"addresses": addresses}, content_type="application/xml")


@require_safe
@cache_control(public=True, max_age=A_DAY)
def find_icon(request: HttpRequest) -> HttpResponse:
    """Redirect /favicon.ico to the file of this release."""
    return redirect(static("img/favicon.ico"))
