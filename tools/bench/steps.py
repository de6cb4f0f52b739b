"""A step of the questionnaire compared with the same step of a session wizard, in one interleaved run.

In processor time of the whole request, from the WSGI environment to the bytes. The plain page counts with the
redirect that leads to it. Nothing is compressed. Pages are a pure function of their address, so the server keeps those
that were asked for; a wizard's pages belong to one session and are made each time.
"""

import statistics
from collections.abc import Callable, Iterable, Iterator
from time import process_time
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponseBase
from django.test import RequestFactory, override_settings

from tools.bench import site  # noqa: F401  # sets Django up
from tools.bench.tables import Figure

ROUNDS = 60
WARM_UP = 5

# The questions for a LinkedIn photo that is used for a few weeks.
JOURNEY = (
    ("use", "linkedin"),
    ("viewer", "visitors"),
    ("screening", "no"),
    ("lifespan", "weeks"),
    ("size", "page"),
    ("matching", "no"),
    ("meeting", "sometimes"),
)


class Times(NamedTuple):
    """Milliseconds of one step, in each of the three ways."""

    wizard: float
    fragment: float
    page: float


TOKEN = "x" * 32  # of the wizard's form, and of its cookie

requests = RequestFactory(headers={"host": "127.0.0.1"})


def measure() -> Iterator[Figure]:
    """Yield the share that a fragment and a page take of a wizard's step, met for the first time and asked again."""
    with override_settings(ROOT_URLCONF="tools.bench.wizard"):
        handler = WSGIHandler()
        rounds = [_walk_twice(handler) for _ in range(WARM_UP + ROUNDS)]
    new, again = (_find_medians(times) for times in zip(*rounds[WARM_UP:], strict=True))
    yield Figure("step as a fragment, share of a session wizard's step", again.fragment / again.wizard, 0.2, "x")
    yield Figure("step as a page with its redirect, share of the same", again.page / again.wizard, 0.35, "x")
    yield Figure("the same fragment when nobody asked for it before", new.fragment / new.wizard, 0.2, "x")
    yield Figure("the same page when nobody asked for it before", new.page / new.wizard, 0.35, "x")


def _walk_twice(handler: WSGIHandler) -> tuple[Times, Times]:
    """Return the times of a journey that nobody made before, and of the same once more."""
    caches["pages"].clear()
    return _walk(handler), _walk(handler)


def _walk(handler: WSGIHandler) -> Times:
    """Return the times of a step: the means of one journey."""
    first, _ = _time(handler, requests.get("/wizard/").environ)
    cookie = f"sessionid={first.cookies['sessionid'].value}; csrftoken={TOKEN}"
    steps = [_time_step(handler, number, cookie) for number in range(1, len(JOURNEY))]
    return Times(*map(statistics.mean, zip(*steps, strict=True)))


def _find_medians(rounds: Iterable[Times]) -> Times:
    return Times(*map(statistics.median, zip(*rounds, strict=True)))


def _time_step(handler: WSGIHandler, number: int, cookie: str) -> Times:
    """Answer one question in all three ways."""
    key, option = JOURNEY[number - 1]
    data = {"question_wizard-current_step": key, f"{key}-{key}": option, "csrfmiddlewaretoken": TOKEN}
    address = f"/advice/?{urlencode([*JOURNEY[:number], ('asked', key)])}"
    _, wizard = _time(handler, requests.post("/wizard/", data, HTTP_COOKIE=cookie).environ)
    _, fragment = _time(handler, requests.get(address, headers={"HX-Request": "true"}).environ)
    redirect, leading = _time(handler, requests.get(address).environ)
    _, page = _time(handler, requests.get(redirect["Location"]).environ)
    return Times(wizard, fragment, leading + page)


def _time(handler: WSGIHandler, environ: dict[str, Any]) -> tuple[HttpResponseBase, float]:
    """Return the answer to a request and the milliseconds that it took."""
    start = process_time()
    response = handler(environ, _start)
    b"".join(response)
    return response, (process_time() - start) * 1000


def _start(status: str, headers: list[tuple[str, str]], error: object = None, /) -> Callable[[bytes], object]:
    """Take status and headers as a server does; nothing is sent anywhere."""
    return bytes
