"""Every proof that the scorecard names is there: the page opens and has the anchor."""

import re

import pytest
from django.test import Client

from decision.content import content
from tests.pages import read_text, text

pytestmark = pytest.mark.django_db

SCORECARD = "/how-it-decides/scorecard/"


def test_every_proof_leads_to_an_anchor(client: Client) -> None:
    links = set(re.findall(r'href="(/[^"#]*)#([^"]+)"', text(client.get(SCORECARD))))
    pages = {address: text(client.get(address, follow=True)) for address, _ in links}

    lost = [f"{address}#{anchor}" for address, anchor in links if f'id="{anchor}"' not in pages[address]]

    assert lost == []
    assert len(links) >= 20


def test_every_criterion_is_printed_with_its_standing(client: Client) -> None:
    page = read_text(client.get(SCORECARD).content)

    words = {"met": "Met", "partly": "Partly", "unmet": "Not met"}
    missing = [
        key
        for key, item in content().scorecard.items()
        if f"{words[item.standing]} {item.asks} {item.says}" not in page
    ]
    assert missing == []


def test_the_deviations_come_first(client: Client) -> None:
    headings = re.findall(r'<h2 id="([a-z]+)"', text(client.get(SCORECARD)))

    assert headings == [
        "deviations", "score", "unmet", "criteria", "patterns", "readable", "sources",
    ]  # fmt: skip


def test_it_can_only_be_read(client: Client) -> None:
    assert client.post(SCORECARD).status_code == 405
