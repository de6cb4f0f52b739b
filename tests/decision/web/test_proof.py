"""The published proof: shown with the numbers of the stored run, and to be downloaded."""

import hashlib

import pytest
from django.test import Client

from decision.core.framework import load_framework
from tests.pages import text


def test_the_page_shows_the_stored_counts(client: Client) -> None:
    page = text(client.get("/how-it-decides/"))

    assert "One place has 210,169 different sets of answers." in page
    assert "870,912 sets when the viewer is also varied" in page
    assert "It takes 2.64 questions on average" in page
    assert "No set needs all 10." in page
    assert page.count('data-label="Result">holds</td>') == 33
    assert "broken:" not in page


def test_the_framework_file_is_the_one_that_was_hashed(client: Client) -> None:
    response = client.get("/how-it-decides/framework-2026.2.toml")

    assert response["Content-Type"] == "application/toml"
    assert hashlib.sha256(response.content).hexdigest() == load_framework().sha256


def test_the_proof_is_of_this_framework(client: Client) -> None:
    proof = client.get("/how-it-decides/proof-2026.2.json").json()

    assert proof["framework"] == {"version": "2026.2", "sha256": load_framework().sha256}
    assert proof["space"]["distinct"] == 210169


@pytest.mark.parametrize("address", ["framework-1999.1.toml", "proof-1999.1.json", "framework-..%2F2026.1.toml"])
def test_an_unknown_file_is_a_404(client: Client, address: str) -> None:
    assert client.get(f"/how-it-decides/{address}").status_code == 404


@pytest.mark.parametrize("address", ["framework-2026.1.toml", "proof-2026.1.json"])
def test_downloads_can_only_be_read(client: Client, address: str) -> None:
    assert client.post(f"/how-it-decides/{address}").status_code == 405
