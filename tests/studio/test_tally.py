"""Outcome tallies: works, foreign origin, unsettled, repeated, too many, wrong method; and what staff may see."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from decision.core.advice import advise
from decision.core.framework import load_framework
from decision.core.turnaround import find_today
from studio.models import OutcomeTally
from studio.tally import count_outcome, tally
from tests.studio.factories import make_answers

pytestmark = pytest.mark.django_db

OURS = {"Origin": "http://testserver"}
ADDRESS = "/studio/tally/?use=press-kit&use=linkedin"


@pytest.fixture(autouse=True)
def nothing_waits() -> Iterator[None]:
    yield
    tally.waiting.clear()
    tally.paused_until = 0.0


def list_tallies() -> list[tuple[date, str, str, str, int]]:
    return list(OutcomeTally.objects.values_list("day", "use", "verdict", "framework_version", "count"))


def test_a_seen_result_is_counted_by_the_use_that_decided(client: Client) -> None:
    responses = [client.post(ADDRESS, headers=OURS) for _ in range(2)]

    assert [response.status_code for response in responses] == [204, 204]
    assert list_tallies() == [(find_today(), "press-kit", "studio", "2026.2", 2)]
    assert responses[0].cookies == {}


def test_the_verdict_is_computed_anew_and_an_own_reading_changes_nothing(client: Client) -> None:
    client.post(f"{ADDRESS}&without=high-stakes-use&without=viewer&verdict=ai", headers=OURS)

    assert [row[2] for row in list_tallies()] == ["studio"]


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://example.org"}, {"Origin": "null"}])
def test_a_foreign_or_missing_origin_counts_nothing(client: Client, headers: dict[str, str]) -> None:
    assert client.post(ADDRESS, headers=headers).status_code == 403
    assert list_tallies() == []


@pytest.mark.parametrize("query", ["use=linkedin", "", "use=moon"])
def test_an_address_that_is_not_a_result_counts_nothing(client: Client, query: str) -> None:
    assert client.post(f"/studio/tally/?{query}", headers=OURS).status_code == 400
    assert list_tallies() == []


def test_a_flood_from_one_network_is_refused(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.LIMITS_FILE = tmp_path / "limits.sqlite3"
    settings.LIMITS = settings.LIMITS | {"POST /studio/tally/": (2, 60)}

    statuses = [client.post(ADDRESS, headers=OURS).status_code for _ in range(3)]

    assert statuses == [204, 204, 429]
    assert [row[-1] for row in list_tallies()] == [2]


def test_counts_of_several_results_are_stored_together() -> None:
    press_kit, linkedin = (advise(load_framework(), make_answers(use=use)) for use in ("press-kit", "faculty-page"))
    for advice in (press_kit, press_kit, linkedin):
        tally.add((find_today(), advice.deciding_use or "", str(advice.verdict), advice.framework.version))

    count_outcome(advice=press_kit, day=find_today())

    assert sum(row[-1] for row in list_tallies()) == 4
    assert tally.waiting == Counter()


def test_reading_counts_nothing(client: Client) -> None:
    assert client.get(ADDRESS, headers=OURS).status_code == 405


def test_the_result_page_says_where_to_report_and_counts_nothing_itself(client: Client) -> None:
    page = client.get("/advice/result/?use=press-kit&without=viewer").content.decode()

    assert 'data-tally="/studio/tally/?use=press-kit"' in page
    assert list_tallies() == []


def test_staff_see_the_tallies_and_change_none(admin_client: Client) -> None:
    tally = OutcomeTally.objects.create(
        day=date(2026, 11, 21), use="linkedin", verdict="ai", framework_version="2026.1"
    )

    page = admin_client.get("/admin/studio/outcometally/").content.decode()

    assert "LinkedIn" in page
    assert admin_client.get("/admin/studio/outcometally/add/").status_code == 403
    assert admin_client.get(f"/admin/studio/outcometally/{tally.pk}/delete/").status_code == 403
