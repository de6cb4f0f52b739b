"""Where an inquiry came from: the page or the site that led to the form, and nothing else of the way there."""

from urllib.parse import urlsplit

from django.http import HttpRequest

MAX_LENGTH = 80


def name_source(request: HttpRequest) -> str:
    """Return the path of our own page, or the host of another site, that linked to this one; "" when none says so.

    The query is left out: on our pages it holds the person's answers, on others we have no business with it.
    """
    try:
        came_from = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # not an address
        return ""
    return tidy_source(came_from.path if came_from.netloc == request.get_host() else came_from.netloc)


def tidy_source(text: str) -> str:
    """Return a source that fits its field: one line, not too long."""
    return " ".join(text.split())[:MAX_LENGTH]
