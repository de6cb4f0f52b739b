"""What a page's address says. Unknown parts are named, and the page goes on with the rest."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from decision.core.answers import AnswerError, Answers
from decision.core.framework import Framework, FrameworkError, load_framework, versions
from decision.core.own_reading import read_contested
from decision.photo_check.verdict import list_parameters
from decision.web.address import RepeatedAnswerError, read_query, write_address

PARAMETERS = ("asked", "framework", "paper", "session", "since", "was", "without", *list_parameters())
"""Parameters of our pages that are not answers. `since` is in old calendar links, and means nothing now."""
SINGLE_PARAMETERS = frozenset(PARAMETERS) - {"was", "without"}


class HtmxRequest(HttpRequest):
    """A request that has passed through django-htmx's middleware."""

    htmx: HtmxDetails


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
        BadRequest: an unknown framework version, or a parameter with one value is given more than once.
    """
    for key, values in request.GET.lists():
        if len(values) > 1 and key in SINGLE_PARAMETERS:
            raise BadRequest(f"“{key}” appears more than once in this address.")
    try:
        framework = load_framework(request.GET.get("framework"))
        reading = read_query(framework, request.GET, besides=PARAMETERS)
    except (FrameworkError, RepeatedAnswerError) as error:
        raise BadRequest(str(error)) from error
    try:
        contested, problems = read_contested(framework, request.GET.getlist("without")), reading.problems
    except AnswerError as error:
        contested, problems = (), (*reading.problems, str(error))
    return PageReading(framework, reading.answers, contested, problems, reading.unread)
