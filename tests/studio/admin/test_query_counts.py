"""No page of the staff site takes more queries for more inquiries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from studio.inquiries.agreement import record_agreement
from studio.inquiries.notes import assign
from studio.inquiries.offers import offer_times, pick_time
from studio.inquiries.sessions import Session, book_session, request_move
from studio.inquiries.status import change_status
from studio.models import Inquiry, Package, Status
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db


def count_queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def fill_desk(number: int) -> Inquiry:
    """Make inquiries in each state that a page of the desk shows, and return a new one."""
    ben, now = make_staff(name=f"ben{number}"), timezone.now()
    new, picked, booked, called_off, photographed = (
        make_inquiry(name=f"Ana {number}", email=f"{place}@{number}.example.org", people=3) for place in range(5)
    )
    assign(new, ben, by=ben)
    record_agreement(new, {"package": Package.objects.get(slug="deluxe-corporate")}, by=ben)
    offer_times(picked, [Session(now + timedelta(days=20 + number), 60)], by=ben)
    pick_time(picked, picked.offered_times.get().pk)
    for inquiry in (booked, called_off):
        book_session(inquiry, Session(now + timedelta(hours=1), 60), by=ben)
    request_move(booked, "Any Friday.", at=now)
    change_status(called_off, to=Status.WITHDRAWN, by=None)
    book_session(photographed, Session(now - timedelta(days=9), 60), by=ben)
    change_status(photographed, to=Status.PHOTOGRAPHED, by=ben)
    Inquiry.objects.filter(pk=make_inquiry(email=f"eve@{number}.example.org").pk).update(erase_at=now)
    new.mails.filter(kind="received").update(state="failed")
    return new


def test_more_inquiries_take_no_more_queries(manager: Client) -> None:
    first = fill_desk(0)
    desk, one = "/admin/studio/inquiry/", f"/admin/studio/inquiry/{first.pk}/"
    pages = [
        "/admin/", "/admin/funnel/", "/admin/studio/mail/", desk, f"{desk}?q=ana", f"{desk}?work=due",
        f"{desk}sessions/",
        *(f"{one}{act}/" for act in ("change", "reply", "book", "offer", "agree", "decline", "merge", "erase")),
    ]  # fmt: skip
    make_inquiry(email=first.email)  # so that there is something to merge
    for page in pages:  # once before the count, to fill caches
        manager.get(page)

    few = {page: count_queries(manager, page) for page in pages}
    for number in range(1, 3):
        fill_desk(number)
    many = {page: count_queries(manager, page) for page in pages}

    assert many == few
