"""Where an inquiry came from: the page or site that linked to the form."""

from urllib.parse import urlsplit

from django.http import HttpRequest

MAX_LENGTH = 80


def find_source(request: HttpRequest) -> str:
    """Return the path of our page, or the host of another site, that linked to this one; "" when unknown.

    The query string is left out: on our pages it has the person's answers, and on others it is none of our business.
    """
    try:
        came_from = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # an invalid address
        return ""
    return clean_source_text(came_from.path if came_from.netloc == request.get_host() else came_from.netloc)


def clean_source_text(text: str) -> str:
    """Return a source as one line that fits its field."""
    return " ".join(text.split())[:MAX_LENGTH]
