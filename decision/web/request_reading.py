"""What a page's address says. Damage is repaired; what can't be read is named, and the page uses the rest."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from decision.address import REPAIR_NOTE, REPAIRED, read_query, repair_query, write_address
from decision.core.answers import AnswerError, Answers
from decision.core.framework import Framework, FrameworkError, load_framework, versions
from decision.core.own_reading import read_contested
from decision.core.turnaround import find_today
from decision.photo_check.verdict import list_detail_parameters

PARAMETERS = (
    "asked",
    "framework",
    "group",
    "paper",
    "people",
    REPAIRED,
    "session",
    "was",
    "without",
    *list_detail_parameters(),
)
"""Parameters of our pages that are not answers."""


class HtmxRequest(HttpRequest):
    """A request that has passed through django-htmx's middleware."""

    htmx: HtmxDetails


def find_day(request: HttpRequest) -> date:
    """Return today's date in New York. It stays the same throughout a request, even at midnight."""
    day: date | None = getattr(request, "day", None)
    if day is None:
        day = find_today()
        request.day = day  # type: ignore[attr-defined]  # the ETag and the page need the same
    return day


@dataclass(frozen=True)
class PageReading:
    """What an address says: the framework version to use, the answers, and what the person sets aside."""

    framework: Framework
    answers: Answers
    contested: tuple[str, ...]
    problems: tuple[str, ...]
    """A plain sentence for each part that was not understood."""
    unread: tuple[tuple[str, str], ...] = ()
    """These parts themselves, as (name, value)."""
    was: tuple[str, ...] = ()
    """While the reader tries other answers, those that they changed, as they were: “viewer.recruiters”."""

    @property
    def kept(self) -> dict[str, str | tuple[str, ...]]:
        """What every link of the page carries besides the answers."""
        is_newest = self.framework.version == versions()[-1]
        return {"framework": "" if is_newest else self.framework.version, "without": self.contested}

    def lead_to(self, name: str, *args: str) -> str:
        """Return the address for a redirect. What was not understood goes along, so that the next page can say so."""
        address = write_address(name, self.answers, *args, **self.kept)
        joint = "&" if "?" in address else "?"
        return f"{address}{joint}{urlencode(self.unread)}" if self.unread else address


def read_request(request: HttpRequest) -> PageReading:
    """Return what the address says.

    Raises:
        BadRequest: an unknown framework version, or more than one.
    """
    query, is_damaged = repair_query(request.GET, PARAMETERS)
    if len(query.getlist("framework")) > 1:
        raise BadRequest("This link names two versions of our rules. Please take one of them out.")
    try:
        framework = load_framework(query.get("framework"))
    except FrameworkError as error:
        raise BadRequest(str(error)) from error
    reading = read_query(framework, query)
    problems, unread = reading.problems, reading.unread
    if is_damaged or REPAIRED in query:
        problems, unread = (REPAIR_NOTE, *problems), (*unread, (REPAIRED, "yes"))
    try:
        contested = read_contested(framework, query.getlist("without"))
    except AnswerError as error:
        contested, problems = (), (*problems, str(error))
    return PageReading(framework, reading.answers, contested, problems, unread, tuple(query.getlist("was")))


def is_bare(request: HttpRequest) -> bool:
    """Return whether the address holds nothing of ours: at most the parameters of campaigns and trackers."""
    if not request.META.get("QUERY_STRING"):
        return True
    return not repair_query(request.GET, PARAMETERS)[0] and not any(name in PARAMETERS for name in request.GET)
