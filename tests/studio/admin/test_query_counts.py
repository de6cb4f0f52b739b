"""No page of the staff site takes more queries for more inquiries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.studio.desk_pages import fill_desk, list_desk_pages
from tests.studio.factories import make_staff

pytestmark = pytest.mark.django_db

DESK = "/admin/studio/inquiry/"


def count_queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_more_inquiries_take_no_more_queries(manager: Client) -> None:
    ben = make_staff(name="ben")
    fill_desk(0, by=ben)
    # Each is opened, which fills caches. Those about accounts show no inquiries.
    pages = [page for page in list_desk_pages(manager) if "/password" not in page and "/auth/" not in page]
    pages += [f"{DESK}?q=ana", f"{DESK}?work=due"]

    few = {page: count_queries(manager, page) for page in pages}
    fill_desk(1, by=ben)
    many = {page: count_queries(manager, page) for page in pages}

    assert many == few
