"""The page on keeping facts fresh, and a feed of what changed."""

from datetime import datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from decision.content.freshness import Change, list_changes
from decision.core.turnaround import NEW_YORK
from decision.pages.fact_uses import find_uses
from decision.pages.facts import describe_facts
from decision.web.page_cache import publish
from decision.web.request_reading import find_day
from headshot_advisor.methods import require_safe

WORDS_OF_TITLE = 14
TITLES = {"new": "New", "changed": "Changed", "gone": "Source gone"}


class ChangesFeed(Feed):
    """What was new, changed or gone, the latest first."""

    feed_type = Atom1Feed
    title = "Headshot Advisor: changed facts"
    subtitle = "Prices, rules, laws and studies that changed, and the sentences that rest on them."
    author_name = "Headshot Advisor"

    def link(self) -> str:
        return settings.SITE_URL + reverse("decision:facts")

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("decision:facts-feed")

    def items(self) -> list[Change]:
        """Leave out what the first collection found: nobody could have known it otherwise."""
        changes = list_changes()
        return [change for change in changes if change.look.on > changes[-1].look.on]

    def item_title(self, item: Change) -> str:
        return f"{TITLES[item.look.found]}: {Truncator(item.fact.statement).words(WORDS_OF_TITLE)}"

    def item_description(self, item: Change) -> SafeString:
        used = [f"{use.where}: {use.sentence}" for use in find_uses(item.fact)]
        parts = [item.fact.statement, *([item.look.note] if item.look.note else []), *used]
        return format_html_join("", "<p>{}</p>", ((part,) for part in parts))

    def item_link(self, item: Change) -> str:
        return f"{self.link()}#{item.fact.name}"

    def item_guid(self, item: Change) -> str:
        return f"{self.item_link(item)}/{item.look.on}"

    def item_updateddate(self, item: Change) -> datetime:
        return datetime.combine(item.look.on, time(12), NEW_YORK)


@require_safe
@publish()
def show_facts(request: HttpRequest) -> HttpResponse:
    """Show the update policy, what is due, what changed, and where each fact is used."""
    return render(request, "decision/facts.html", {"page": describe_facts(find_day(request))})


@require_safe
@publish()
def send_changes(request: HttpRequest) -> HttpResponseBase:
    response = ChangesFeed()(request)
    del response["Last-Modified"]  # noon of the latest day may still be to come
    return response
