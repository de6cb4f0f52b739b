"""A small page for frames on other sites: where the photo appears, who looks, and what that decides."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt

from decision.address import write_address
from decision.content import content
from decision.content.model import VerdictText
from decision.core.advice import Advice, advise
from decision.core.framework import Question
from decision.pages.strip import StripCell, narrow_verdicts
from decision.web.page_cache import publish
from decision.web.request_reading import read_request
from headshot_advisor.methods import require_safe

View = Callable[..., HttpResponseBase]

AN_HOUR = 3600  # seconds


@dataclass(frozen=True)
class EmbedPage:
    """The two questions, and what they decide so far."""

    advice: Advice
    use: Question
    viewer: Question
    is_sent: bool
    verdict: VerdictText | None
    strip: tuple[StripCell, ...]
    whole_site: str
    """Where the whole site continues from these answers."""


def allow_framing(view: View) -> View:
    """Let the sites of EMBED_HOSTS show a page in a frame. It must do nothing that a tricked click could harm."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.EMBED_HOSTS:
            return view(request, *args, **kwargs)
        framed = csp_replace({"frame-ancestors": settings.EMBED_HOSTS})(xframe_options_exempt(view))
        return framed(request, *args, **kwargs)

    return answer


@allow_framing
@require_safe
@publish()
def show_embed(request: HttpRequest) -> HttpResponse:
    """Ask the two questions that decide most; show the verdict, or what is left of it. Unknown parts are ignored."""
    reading = read_request(request)
    advice = advise(reading.framework, reading.answers)
    page = EmbedPage(
        advice=advice,
        use=reading.framework.by_key["use"],
        viewer=reading.framework.by_key["viewer"],
        is_sent="use" in request.GET,
        verdict=content().verdicts[advice.verdict] if advice.verdict else None,
        strip=narrow_verdicts(reading.framework, reading.answers).cells,
        whole_site=write_address("decision:result" if advice.settled else "decision:advice", advice.answers),
    )
    return render(request, "decision/embed/embed.html", {"page": page})


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def send_height_script(request: HttpRequest) -> HttpResponse:
    """Send the script for pages on other sites, which keeps the frame as tall as its content."""
    # The script can't always know where it comes from: a module or a bundle has no element of its own.
    origin = f"{request.scheme}://{request.get_host()}"
    response = render(
        request, "decision/embed/height.js", {"origin": origin}, content_type="text/javascript; charset=utf-8"
    )
    response["Access-Control-Allow-Origin"] = "*"  # as modules of other sites need
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
