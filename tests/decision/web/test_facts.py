"""The page on how facts are kept fresh, its feed, and “last checked” beside each fact that is due."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.html import escape

from decision.content import content
from decision.content.freshness import find_fact
from decision.content.model import Look
from decision.management.commands.evidence import write_look
from decision.pages.fact_uses import find_uses
from decision.web import request_reading
from tests.decision.conftest import read_again
from tests.pages import read_text, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_looks")]

ATOM = "{http://www.w3.org/2005/Atom}"
OVERDUE = "Last checked November 21, 2026."


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> date:
    """A day on which prices are due and rules are not."""
    day = date(2027, 2, 22)
    monkeypatch.setattr(request_reading, "find_today", lambda: day)
    return day


@pytest.fixture
def earlier(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day on which nothing is due."""
    monkeypatch.setattr(request_reading, "find_today", lambda: date(2026, 12, 1))


@pytest.mark.usefixtures("earlier")
def test_the_policy_names_each_kind_and_its_months(client: Client) -> None:
    page = read_text(client.get("/how-it-decides/facts/").content)

    for kind in content().kinds.values():
        count = sum(fact.kind == kind.key for fact in content().facts.values())
        assert f"{kind.name} {kind.why} {kind.months} months {count}" in page
    assert "Nothing. We checked every fact recently enough." in page


@pytest.mark.usefixtures("later")
def test_a_due_fact_is_listed_until_it_is_checked(client: Client, content_folder: Path) -> None:
    fact = find_fact("ai-service-prices")
    link = f'<a href="#{fact.name}">{fact.statement}</a>'
    before = text(client.get("/how-it-decides/facts/"))

    call_command("evidence", "--checked", fact.key, "--same", "--on", "2026-11-27", verbosity=0)

    read_again()
    after = text(client.get("/how-it-decides/facts/"))
    assert link in before
    assert link not in after


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("address", ["/how-it-decides/", "/compare/", "/advice/result/?use=press-kit", "/studio/"])
def test_pages_say_when_a_fact_that_is_due_was_last_checked(client: Client, address: str) -> None:
    assert OVERDUE in text(client.get(address))


@pytest.mark.usefixtures("earlier")
@pytest.mark.parametrize("address", ["/how-it-decides/", "/compare/", "/advice/result/?use=press-kit", "/studio/"])
def test_pages_say_nothing_while_every_fact_is_fresh(client: Client, address: str) -> None:
    assert "Last checked" not in text(client.get(address))


def test_a_page_has_another_tag_once_something_is_due(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def find_tag(day: date) -> str:
        monkeypatch.setattr(request_reading, "find_today", lambda: day)
        return client.get("/compare/")["ETag"]

    assert find_tag(date(2026, 12, 1)) == find_tag(date(2027, 2, 21))
    assert find_tag(date(2027, 2, 21)) != find_tag(date(2027, 2, 22))


def test_a_change_is_in_the_feed_with_the_sentences_that_rest_on_it(client: Client, content_folder: Path) -> None:
    fact = find_fact("team-price-elsewhere")
    write_look(content_folder, fact, Look(on=date(2099, 2, 1), found="changed", note="Now $400 & more."))
    read_again()

    response = client.get("/how-it-decides/facts.atom")

    entry = ElementTree.fromstring(response.content).find(f"{ATOM}entry")  # noqa: S314  # we have just made it
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert entry is not None
    assert entry.findtext(f"{ATOM}title", "").startswith("Changed: A photographer in Indianapolis photographs teams")
    assert entry.findtext(f"{ATOM}updated") == "2099-02-01T12:00:00-05:00"
    assert entry.findtext(f"{ATOM}id", "").endswith("/how-it-decides/facts/#evidence.team-price-elsewhere/2099-02-01")
    summary = entry.findtext(f"{ATOM}summary", "")
    assert "<p>Now $400 &amp; more.</p>" in summary
    assert find_uses(fact)
    assert all(f"<p>{escape(use.where)}: {escape(use.sentence)}</p>" in summary for use in find_uses(fact))


def test_the_feed_leaves_out_what_the_first_collection_found(client: Client) -> None:
    feed = ElementTree.fromstring(client.get("/how-it-decides/facts.atom").content)  # noqa: S314  # we have just made it

    days = {entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")}
    assert min(map(str, days)) == "2026-11-27T12:00:00-05:00"


@pytest.mark.parametrize("address", ["/how-it-decides/facts/", "/how-it-decides/facts.atom"])
def test_it_can_only_be_read(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
