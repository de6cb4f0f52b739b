"""Drop all request headers that the site does not read.

Proxies and frameworks know dozens of headers that change a request's host, path, method or origin (X-Forwarded-Host,
X-Rewrite-URL, X-HTTP-Method-Override, …), and a visitor can send each of them. So this is a list of what is allowed;
settings.FORWARDED_HEADERS adds what our own proxy writes.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

READ = (
    "Accept",
    "Accept-Encoding",
    "Cookie",
    "Host",
    "HX-History-Restore-Request",
    "HX-Request",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "If-Unmodified-Since",
    "Origin",
    "Range",
    "Referer",
    "Sec-Fetch-Site",
    "Transfer-Encoding",
    "User-Agent",
    "X-CSRFToken",
)


def keep_known_headers(application: Application) -> Application:
    """Wrap the application so that it gets known headers only, and the path as it was requested."""
    known = {name_in_environ(name) for name in (*READ, *settings.FORWARDED_HEADERS)}

    def answer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        kept = {name: value for name, value in environ.items() if not name.startswith("HTTP_") or name in known}
        # A server may take SCRIPT_NAME from a header and cut it off the path. The site is at the root of its host.
        kept["PATH_INFO"] = kept.get("SCRIPT_NAME", "") + kept.get("PATH_INFO", "")
        kept["SCRIPT_NAME"] = ""
        for name in ("SCRIPT_URL", "REDIRECT_URL"):  # Django would read the prefix from these
            kept.pop(name, None)
        return application(kept, start_response)

    return answer


def name_in_environ(header: str) -> str:
    """Return the key under which WSGI has a header."""
    return f"HTTP_{header.upper().replace('-', '_')}"
