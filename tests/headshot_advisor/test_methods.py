"""Wrong methods: each address says so, and none blames a form for it."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.pages import read_text

pytestmark = pytest.mark.django_db

SAMPLES = {"int": "1", "slug": "use", "str": "2026.2"}


def list_addresses(resolver: URLResolver, start: str = "/") -> list[str]:
    """Return an address for each of our routes outside the staff site."""
    found = []
    for part in resolver.url_patterns:
        address = start + re.sub(r"<(\w+):\w+>", lambda match: SAMPLES[match[1]], str(part.pattern))
        if isinstance(part, URLPattern):
            found.append(address)
        elif not address.startswith(f"/{settings.ADMIN_PATH}"):
            found += list_addresses(part, address)
    return found


ADDRESSES = list_addresses(get_resolver())


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_no_public_address_takes_a_wrong_method_for_a_forged_form(method: str) -> None:
    browser = Client(enforce_csrf_checks=True)

    answers = {address: browser.generic(method, address) for address in ADDRESSES}

    blamed = [address for address, answer in answers.items() if "take this form" in answer.content.decode()]
    assert len(ADDRESSES) > 50
    assert blamed == []


def test_an_address_that_only_reads_says_what_it_takes() -> None:
    answer = Client(enforce_csrf_checks=True).post("/robots.txt")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("address", "referrers"),
    [
        ("/check/copy/", "same-origin"),
        ("/studio/inquiry/own/secret/photos/", "no-referrer"),
        ("/studio/photo-day/own/secret/cancel/", "no-referrer"),
    ],
)
def test_a_bookmark_of_where_a_form_leads_says_what_to_do(client: Client, address: str, referrers: str) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer["Allow"], answer["Referrer-Policy"]) == (405, "POST", referrers)
    assert "This address needs its form A button of a form leads here;" in read_text(answer.content)
    assert answer["Content-Length"] == str(len(answer.content))
