"""Choices of the staff site are in a group with a name, and a fault belongs to the group."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from studio.inquiries.sessions import Session, book_session
from studio.inquiries.status import change_status
from studio.models import Inquiry, Status
from tests.studio.factories import make_inquiry

pytestmark = pytest.mark.django_db

FACTS = "/admin/studio/studiofacts/1/change/"


@pytest.fixture
def photographed() -> Inquiry:
    inquiry = make_inquiry()
    book_session(inquiry, Session(timezone.now() - timedelta(hours=30), 60), by=None)
    change_status(inquiry, to=Status.PHOTOGRAPHED, by=None)
    return inquiry


def find_group(page: bytes) -> str:
    return str(re.findall(r'<div [^>]*role="(?:radio)?group">', page.decode())[0])


def test_radio_buttons_without_a_choice_are_an_invalid_group(manager: Client, photographed: Inquiry) -> None:
    address = f"/admin/studio/inquiry/{photographed.pk}/deliver/"

    opened, sent = manager.get(address).content, manager.post(address, {"link": "https://example.org/"}).content

    assert find_group(opened) == '<div aria-label="Which" role="radiogroup">'
    assert find_group(sent) == (
        '<div aria-describedby="id_stage_error" aria-invalid="true" aria-label="Which" role="radiogroup">'
    )
    assert '<ul class="errorlist" id="id_stage_error"><li>This field is required.</li></ul>' in sent.decode()
    assert sent.decode().count('aria-invalid="true"') == 1


@pytest.mark.parametrize(
    ("address", "wrong", "group"),
    [
        ("/admin/auth/user/add/", {"role": "King"}, 'aria-invalid="true" aria-label="Role" role="radiogroup"'),
        ("/admin/studio/package/add/", {"suits": ["casino"]}, 'aria-label="Made for" role="group"'),
        (FACTS, {"closed_weekdays": ["7"]}, 'aria-label="Closed weekdays" role="group"'),
    ],
)
def test_a_wrong_choice_is_described_at_its_group(
    manager: Client, address: str, wrong: dict[str, object], group: str
) -> None:
    page = manager.post(address, wrong).content

    assert find_group(page) == f'<div aria-describedby="id_{next(iter(wrong))}_error" {group}>'
    assert f'<ul class="errorlist" id="id_{next(iter(wrong))}_error"><li>Select a valid choice.' in page.decode()
