"""Which site a form comes from, as far as the browser says."""

from django.conf import settings
from django.http import HttpRequest

OTHER_SITES = ("cross-site", "same-site")
"""Values of Sec-Fetch-Site. The second one is another host of our domain, which is another site to us."""


def comes_from_another_site(request: HttpRequest) -> bool:
    """Return whether the browser says that a page of another site sent the form.

    An Origin of “null” doesn't say: privacy settings send it from our own pages, and a sandboxed frame from any site.
    Sec-Fetch-Site then decides. No page can set either header.
    """
    if request.headers.get("Sec-Fetch-Site") in OTHER_SITES:
        return True
    own = ("null", f"{request.scheme}://{request.get_host()}", settings.SITE_URL)
    return request.headers.get("Origin", "null") not in own
