"""Erasing people: nothing of them stays, on request, in time, and after a restore."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core import serializers
from django.core.files.storage import storages
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from studio.admin.funnel import count_steps
from studio.inquiries.book import Session, book_session
from studio.inquiries.erase import erase_again, erase_expired, erase_person
from studio.inquiries.erasure_list import read_references, write_references
from studio.inquiries.notes import add_note
from studio.inquiries.receive import receive_inquiry
from studio.inquiries.status import change_status
from studio.models import Inquiry, InquiryPhoto, Mail, Note, Status, StatusChange
from studio.photos.store import DrawnPhoto
from tests.studio.factories import make_inquiry, make_submission
from tests.studio.stores import keep_below

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def erasures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A list of erasures of the test's own."""
    monkeypatch.setattr(storages["erasures"], "location", str(tmp_path / "erasures"))
    return tmp_path / "erasures"


@pytest.fixture
def photos(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A storage of photos of the test's own."""
    return keep_below(tmp_path, "photos", monkeypatch)


def find_traces(word: str) -> list[str]:
    """Return the tables in which a word still stands."""
    return [
        model._meta.label
        for model in apps.get_models()
        if word in serializers.serialize("json", model._default_manager.all())
    ]


def test_nothing_of_a_person_stays(manager: Client) -> None:
    inquiry = make_inquiry(name="Zelda Example", email="zelda@example.org", phone="212 555 0199")
    add_note(inquiry, "Zelda called.", by=None)
    change_status(inquiry, to=Status.DECLINED, by=None, note="Zelda knows.")
    manager.post(f"/admin/studio/inquiry/{inquiry.pk}/change/", {"note": "Zelda again."})

    count = erase_person(inquiry)

    assert count == 1
    assert [find_traces(word) for word in ("Zelda", "zelda", "0199", inquiry.reference)] == [[], [], [], []]
    assert (Note.objects.count(), StatusChange.objects.count(), Mail.objects.count()) == (0, 0, 0)
    assert not LogEntry.objects.exists()


def test_photos_go_with_their_files(
    photos: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    photo = DrawnPhoto(b"large", b"small", 80, 60)
    inquiry, _ = make_inquiry(photos=(photo,)), make_inquiry(email="ben@example.org", photos=(photo,))
    stored = len(list(photos.iterdir()))

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(inquiry)

    left = [file.name for row in InquiryPhoto.objects.all() for file in (row.image, row.thumbnail)]
    assert stored == 4
    assert len(left) == 2
    assert {path.name for path in photos.iterdir()} == set(left)


def test_everything_from_the_same_person_goes_and_nothing_else() -> None:
    inquiry = make_inquiry(phone="212 555 0199")
    make_inquiry(email="ANA@example.org")
    make_inquiry(email="ana@work.example.org", phone="(212) 555-0199")
    ben = make_inquiry(email="ben@example.org")

    count = erase_person(inquiry)

    assert count == 3
    assert list(Inquiry.objects.all()) == [ben]


def test_each_erasure_is_on_the_list_without_a_name(erasures: Path) -> None:
    inquiry = make_inquiry()
    reference = inquiry.reference

    erase_person(inquiry)

    [file] = erasures.iterdir()
    at, reason = file.read_text().split()
    assert (file.name, reason) == (f"{reference}.txt", "asked")
    assert datetime.fromisoformat(at).tzinfo == UTC


def test_an_erasure_that_is_repeated_stays_on_the_list_once(erasures: Path) -> None:
    write_references(["HA-1", "HA-2"], why="asked")
    write_references(["HA-2"], why="expired")

    assert read_references() == {"HA-1", "HA-2"}
    assert (erasures / "HA-2.txt").read_text().endswith(" asked\n")


def test_numbers_stay() -> None:
    booked, spam = make_inquiry(), make_inquiry(email="spam@example.org")
    book_session(booked, Session(timezone.now(), 60), by=None)
    change_status(spam, to=Status.SPAM, by=None)
    since = timezone.localdate() - timedelta(days=29)
    before = count_steps(since)

    erase_person(booked)
    erase_person(spam)

    assert count_steps(since) == before
    assert before["booked"]["linkedin", "studio"] == 1


@pytest.mark.usefixtures("photos")
def test_what_is_older_than_the_set_time_is_erased(settings: Settings) -> None:
    settings.KEEP_INQUIRIES_DAYS = 30
    now = timezone.now()
    _, just_in_time, with_session = (
        receive_inquiry(make_submission(email=f"{days}@example.org"), at=now - timedelta(days=days))[0]
        for days in (31, 29, 32)
    )
    book_session(with_session, Session(now - timedelta(days=3), 60), by=None)

    out = StringIO()
    call_command("erase_expired", stdout=out)

    assert out.getvalue() == "1 inquiries erased.\n0 stray photo files deleted.\n"
    assert set(Inquiry.objects.all()) == {just_in_time, with_session}
    assert erase_expired(now) == 0


def test_after_a_restore_the_list_is_applied_again() -> None:
    inquiry, kept = make_inquiry(), make_inquiry(email="ben@example.org")
    backup = serializers.serialize("json", [inquiry], fields=[f.name for f in Inquiry._meta.fields if not f.generated])
    erase_person(inquiry)
    for restored in serializers.deserialize("json", backup):
        restored.save()
    listed = read_references()

    out = StringIO()
    call_command("erase_again", stdout=out)

    assert out.getvalue() == "1 inquiries erased again.\n"
    assert list(Inquiry.objects.all()) == [kept]
    assert read_references() == listed == {inquiry.reference}


def test_without_a_list_there_is_nothing_to_erase_again() -> None:
    make_inquiry()

    assert erase_again() == 0


def test_what_cannot_be_recorded_is_not_erased(erasures: Path) -> None:
    erasures.write_text("In the way.")
    inquiry = make_inquiry()

    with pytest.raises(OSError, match="directory"):
        erase_person(inquiry)

    assert Inquiry.objects.exists()


def test_a_manager_erases_a_person_on_purpose(manager: Client) -> None:
    inquiry = make_inquiry()
    address = f"/admin/studio/inquiry/{inquiry.pk}/erase/"

    manager.post(address, {})
    still_there = Inquiry.objects.exists()
    response = manager.post(address, {"sure": "on"}, follow=True)

    assert still_there
    assert not Inquiry.objects.exists()
    assert not LogEntry.objects.exists()
    assert "Erased: 1 inquiry with all that belongs to it." in response.content.decode()


def test_staff_do_not_erase(desk: Client) -> None:
    inquiry = make_inquiry()

    response = desk.post(f"/admin/studio/inquiry/{inquiry.pk}/erase/", {"sure": "on"})

    assert response.status_code == 403
    assert Inquiry.objects.exists()
