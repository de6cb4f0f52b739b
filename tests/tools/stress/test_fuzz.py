"""Send nonsense to every route. `make stress` sends a hundred times as much."""

import pytest

from tools.stress.fuzz import Findings, FuzzedSite, keep_files_apart
from tools.stress.fuzz_requests import list_routes

CASES = 500
PATIENCE = 30.0  # seconds: tests run beside each other, so only `make stress` judges how long an answer takes


@pytest.mark.slow
@pytest.mark.django_db
def test_no_request_ends_in_a_server_error() -> None:
    findings = Findings()

    with keep_files_apart():
        FuzzedSite().send(CASES, findings, longest=PATIENCE)

    assert sum(findings.statuses.values()) >= CASES


def test_all_kinds_of_routes_are_found() -> None:
    routes = list_routes()

    assert ("/advice/", "key", "/") in routes
    assert ("/studio/inquiry/own/", "token", "/erase/") in routes
    assert ("/admin/studio/inquiry/", "object_id", "/change/") in routes
    assert ("/admin/", "app_label", "/") in routes
