"""What a page's address says. Damage is repaired; what can't be read is named, and the page uses the rest."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django_htmx.middleware import HtmxDetails

from decision.address import (
    REPAIR_NOTE,
    REPAIRED,
    TEAM_PARAMETERS,
    read_query,
    repair_query,
    write_address,
)
from decision.core.answers import Answers
from decision.core.framework import Framework, FrameworkError, load_framework, versions
from decision.core.own_reading import list_contestable, read_contested
from decision.core.turnaround import find_today
from decision.photo_check.verdict import list_detail_parameters

PARAMETERS = (
    "asked",
    "framework",
    "paper",
    REPAIRED,
    "session",
    "was",
    "without",
    *TEAM_PARAMETERS,
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
    query: QueryDict
    """What the address says, repaired: the answers, and the parameters of our pages."""
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
    """Return what the address says."""
    query, is_damaged = repair_query(request.GET, PARAMETERS)
    framework, problems, unread = _find_framework(query.getlist("framework"))
    reading = read_query(framework, query)
    problems, unread = (*problems, *reading.problems), (*unread, *reading.unread)
    if is_damaged or REPAIRED in query:
        problems, unread = (REPAIR_NOTE, *problems), (*unread, (REPAIRED, "yes"))
    contestable = list_contestable(framework)
    strange = [key for key in query.getlist("without") if key not in contestable]
    problems += tuple(f"“{key[:40]}” isn’t a question or rule that you can set aside." for key in strange)
    contested = read_contested(framework, [key for key in query.getlist("without") if key in contestable])
    return PageReading(framework, reading.answers, contested, problems, query, unread, tuple(query.getlist("was")))


def _find_framework(wanted: list[str]) -> tuple[Framework, tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the version that a link names, or the newest with what is wrong and the part that was not understood."""
    try:
        if len(wanted) < 2:  # noqa: PLR2004
            return load_framework(*wanted), (), ()
        fault = "It names two versions of our rules"
    except FrameworkError:
        fault = f"We have no version “{wanted[0][:40]}” of our rules"
    newest = load_framework()
    problem = f"{fault}, so this is by the newest one, {newest.version}."
    return newest, (problem,), tuple(("framework", version) for version in wanted)


def is_bare(request: HttpRequest) -> bool:
    """Return whether the address holds nothing of ours: at most the parameters of campaigns and trackers."""
    if not request.META.get("QUERY_STRING"):
        return True
    return not repair_query(request.GET, PARAMETERS)[0] and not any(name in PARAMETERS for name in request.GET)
