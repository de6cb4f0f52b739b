"""Erasing people leaves nothing of them: on request, after the set time, and after a restore."""

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

from studio.inquiries.erasure import (
    TIME_TO_UNDO,
    erase_again,
    erase_expired,
    erase_scheduled,
    find_related,
    read_references,
    schedule_erasure,
    undo_erasure,
    write_references,
)
from studio.inquiries.notes import add_note
from studio.inquiries.receive import receive_inquiry
from studio.inquiries.sessions import Session, book_session
from studio.inquiries.status import change_status
from studio.models import Event, Inquiry, InquiryPhoto, JournalEntry, Mail, Note, Status, StatusChange
from studio.photo_day.sign_ups import Person, add_people
from studio.photos.store import PreparedPhoto
from tests.pages import read_text
from tests.studio.factories import make_inquiry, make_submission
from tests.studio.photo_day.factories import NOW, make_photo_day
from tests.studio.stores import keep_below

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def erasures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A separate list of erasures."""
    monkeypatch.setattr(storages["erasures"], "location", str(tmp_path / "erasures"))
    return tmp_path / "erasures"


@pytest.fixture
def photos(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A separate folder of photos."""
    return keep_below(tmp_path, "photos", monkeypatch)


def find_traces(word: str) -> list[str]:
    """Return the tables that still contain a word."""
    return [
        model._meta.label
        for model in apps.get_models()
        if word in serializers.serialize("json", model._default_manager.all())
    ]


def erase_now(inquiry: Inquiry) -> int:
    """Erase all that is suggested for a person, as if the day to undo were over."""
    now = timezone.now()
    schedule_erasure([related.inquiry for related in find_related(inquiry) if related.is_suggested], now=now)
    return erase_scheduled(now + TIME_TO_UNDO)


def test_nothing_of_a_person_stays(manager: Client) -> None:
    inquiry = make_inquiry(name="Zelda Example", email="zelda@example.org", phone="212 555 0199")
    add_note(inquiry, "Zelda called.", by=None)
    change_status(inquiry, to=Status.DECLINED, by=None, note="Zelda knows.")
    manager.post(f"/admin/studio/inquiry/{inquiry.pk}/change/", {"note": "Zelda again."})
    add_people(make_photo_day(inquiry=inquiry), [Person("Zelda Two", "z@zelda.example.org")], now=NOW, with_mails=True)

    count = erase_now(inquiry)

    assert count == 1
    assert [find_traces(word) for word in ("Zelda", "zelda", "0199")] == [[], [], []]
    assert find_traces(inquiry.reference) == ["studio.JournalEntry"]
    assert (Note.objects.count(), StatusChange.objects.count(), Mail.objects.count()) == (0, 0, 0)
    assert not LogEntry.objects.exists()


def test_photos_go_with_their_files(
    photos: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    photo = PreparedPhoto(b"large", b"small", 80, 60)
    inquiry, _ = make_inquiry(photos=(photo,)), make_inquiry(email="ben@example.org", photos=(photo,))
    stored = len(list(photos.iterdir()))

    with django_capture_on_commit_callbacks(execute=True):
        erase_now(inquiry)

    left = [file.name for row in InquiryPhoto.objects.all() for file in (row.image, row.thumbnail)]
    assert stored == 4
    assert len(left) == 2
    assert {path.name for path in photos.iterdir()} == set(left)


def test_only_what_came_from_the_same_address_is_suggested() -> None:
    inquiry = make_inquiry(phone="212 555 0199")
    same_address = make_inquiry(email="ANA@example.org")
    same_mailbox = make_inquiry(email="ana+headshots@example.org")
    same_phone = make_inquiry(email="ana@work.example.org", phone="+1 (212) 555-0199 ext. 4")
    make_inquiry(email="ben@example.org")

    related = find_related(inquiry)

    assert {(one.inquiry, one.reasons, one.is_suggested) for one in related} == {
        (inquiry, ("this inquiry",), True),
        (same_address, ("same email address",), True),
        (same_mailbox, ("same mailbox",), False),
        (same_phone, ("same phone number",), False),
    }


def test_erasing_somebody_who_typed_a_victims_phone_number_spares_the_victim() -> None:
    victim = make_inquiry(name="Vera Example", email="vera@example.org", phone="212 555 0199")
    attacker = make_inquiry(email="mallory@example.org", phone="2125550199")

    count = erase_now(attacker)

    assert count == 1
    assert list(Inquiry.objects.all()) == [victim]


def test_without_an_address_only_the_inquiry_itself_is_suggested() -> None:
    noted, other = (make_inquiry(email="", phone="212 555 0199") for _ in range(2))

    assert [(one.inquiry, one.is_suggested) for one in find_related(noted)] == [(noted, True), (other, False)]


def test_what_was_merged_is_shown_but_only_its_own_address_is_suggested() -> None:
    inquiry, other = make_inquiry(), make_inquiry(email="ben@example.org", phone="212 555 0199")
    Inquiry.objects.filter(pk=inquiry.pk).update(merged_into=other)
    inquiry.refresh_from_db()

    assert [(one.inquiry, one.reasons, one.is_suggested) for one in find_related(inquiry)] == [
        (inquiry, ("this inquiry",), True),
        (other, ("this one was merged into it",), False),
    ]
    assert find_related(other)[1].reasons == ("merged into this one",)


def test_the_database_erases_nothing_before_the_day_to_undo_is_over() -> None:
    inquiry, now = make_inquiry(), timezone.now()
    schedule_erasure([inquiry], now=now)

    assert erase_scheduled(now + timedelta(hours=23, minutes=59)) == 0
    assert undo_erasure([inquiry], now=now + timedelta(hours=23, minutes=59)) == 1
    assert erase_scheduled(now + timedelta(hours=25)) == 0
    assert Inquiry.objects.get().erase_at is None


def test_after_the_day_it_is_too_late_to_undo() -> None:
    inquiry, now = make_inquiry(), timezone.now()
    schedule_erasure([inquiry], now=now)

    assert undo_erasure([inquiry], now=now + TIME_TO_UNDO) == 0
    assert erase_scheduled(now + TIME_TO_UNDO) == 1


def test_each_erasure_is_on_the_list_without_a_name(erasures: Path) -> None:
    inquiry = make_inquiry()
    reference = inquiry.reference

    erase_now(inquiry)

    [file] = erasures.iterdir()
    at, reason = file.read_text().split()
    assert (file.name, reason) == (f"{reference}.txt", "asked")
    assert datetime.fromisoformat(at).tzinfo == UTC


def test_an_erasure_that_is_repeated_stays_on_the_list_once(erasures: Path) -> None:
    write_references(["HA-1", "HA-2"], why="asked")
    write_references(["HA-2"], why="expired")

    assert read_references() == {"HA-1", "HA-2"}
    assert (erasures / "HA-2.txt").read_text().endswith(" asked\n")


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
    call_command("erase_expired", stdout=out, stderr=StringIO())

    assert out.getvalue().splitlines() == [
        "0 inquiries erased on request.",
        "0 clients reminded that their photo is three years old.",
        "0 digests of suspected spam written.",
        "1 inquiries erased after KEEP_INQUIRIES_DAYS.",
        "0 orphaned photo files deleted.",
    ]
    assert set(Inquiry.objects.all()) == {just_in_time, with_session}
    assert erase_expired(now) == 0


def erase_nightly(now: datetime) -> None:
    erase_scheduled(now)
    erase_expired(now)


@pytest.mark.usefixtures("photos")
def test_the_time_that_the_privacy_page_names_is_the_time_that_is_kept(client: Client) -> None:
    sent_at = datetime(2026, 3, 1, 15, tzinfo=UTC)
    _, with_session = (
        receive_inquiry(make_submission(email=f"{name}@example.org"), at=sent_at)[0] for name in ("ana", "ben")
    )
    book_session(with_session, Session(sent_at + timedelta(days=30), 60), by=None)
    left = []

    for days in (729, 731, 759, 761):
        erase_nightly(sent_at + timedelta(days=days))
        left.append({inquiry.email for inquiry in Inquiry.objects.all()})

    text = read_text(client.get("/privacy/").content)
    assert left == [{"ana@example.org", "ben@example.org"}, {"ben@example.org"}, {"ben@example.org"}, set()]
    assert "2 years after you sent it, or 2 years after your session if you had one." in text


def test_a_photo_day_keeps_its_inquiry_as_long_as_a_session_does() -> None:
    inquiry, _ = receive_inquiry(make_submission(people=4), at=NOW - timedelta(days=731))
    day = make_photo_day(inquiry=inquiry)

    kept = [erase_expired(at) for at in (NOW, day.ends_at + timedelta(days=730))]

    assert (kept, erase_expired(day.ends_at + timedelta(days=731))) == ([0, 0], 1)


def test_the_privacy_page_names_the_times_of_the_settings(client: Client, settings: Settings) -> None:
    settings.KEEP_INQUIRIES_DAYS, settings.KEEP_SIGN_INS_DAYS, settings.KEEP_JOURNAL_DAYS = 365, 30, 400

    text = read_text(client.get("/privacy/").content)

    assert "a year after you sent it" in text
    assert "from which network: 30 days." in text
    assert "who changed an account: 400 days." in text


def test_after_a_restore_the_list_is_applied_again() -> None:
    inquiry, kept = make_inquiry(), make_inquiry(email="ben@example.org")
    backup = serializers.serialize("json", [inquiry], fields=[f.name for f in Inquiry._meta.fields if not f.generated])
    erase_now(inquiry)
    for restored in serializers.deserialize("json", backup):
        restored.save()
    listed = read_references()

    out = StringIO()
    call_command("erase_again", stdout=out)

    assert out.getvalue() == "Erased 1 inquiries again.\n"
    assert list(Inquiry.objects.all()) == [kept]
    assert read_references() == listed == {inquiry.reference}


def test_without_a_list_there_is_nothing_to_erase_again() -> None:
    make_inquiry()

    assert erase_again() == 0


def test_what_cannot_be_recorded_is_not_erased(erasures: Path) -> None:
    erasures.write_text("In the way.")
    inquiry = make_inquiry()

    with pytest.raises(OSError, match="directory"):
        erase_now(inquiry)

    assert Inquiry.objects.exists()


def find_page(inquiry: Inquiry, act: str) -> str:
    return f"/admin/studio/inquiry/{inquiry.pk}/{act}/"


def test_a_manager_sees_all_that_would_go_and_erases_what_is_ticked(manager: Client) -> None:
    inquiry = make_inquiry(phone="212 555 0199", message="Mornings, please.")
    victim = make_inquiry(name="Vera Example", email="vera@example.org", phone="+1 212 555 0199")
    add_note(victim, "Called.", by=None)

    page = manager.get(find_page(inquiry, "erase")).content.decode()
    response = manager.post(find_page(inquiry, "erase"), {"chosen": [inquiry.pk], "sure": "on"}, follow=True)

    text = read_text(page.encode())
    assert f'value="{inquiry.pk}" checked>' in page
    assert f'value="{victim.pk}">' in page
    assert "Same phone number Vera Example vera@example.org" in text
    assert "2 emails, 1 note" in text
    assert "1 inquiry will be erased after" in read_text(response.content)
    assert Inquiry.objects.get(pk=victim.pk).erase_at is None
    assert Inquiry.objects.get(pk=inquiry.pk).erase_at is not None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"sure": "on"}, "Nothing was selected, so nothing was done."),
        (
            {"sure": "on", "chosen": ["0"]},
            "One of these inquiries no longer exists or no longer belongs here. Reload the page.",
        ),
        ({"chosen": ["own"]}, "This field is required."),
    ],
)
def test_an_erasure_without_a_choice_or_a_yes_does_nothing(
    manager: Client, data: dict[str, object], words: str
) -> None:
    inquiry = make_inquiry()
    sent = data | ({"chosen": [inquiry.pk]} if data.get("chosen") == ["own"] else {})

    response = manager.post(find_page(inquiry, "erase"), sent)

    assert words in read_text(response.content)
    assert Inquiry.objects.get().erase_at is None


def test_nobody_ticks_an_inquiry_that_was_not_shown(manager: Client) -> None:
    inquiry, ben = make_inquiry(), make_inquiry(email="ben@example.org")

    manager.post(find_page(inquiry, "erase"), {"chosen": [inquiry.pk, ben.pk], "sure": "on"})

    assert not Inquiry.objects.filter(erase_at__isnull=False).exists()


def test_what_is_to_be_erased_leaves_the_list_and_can_be_brought_back(manager: Client) -> None:
    inquiry = make_inquiry()
    manager.post(find_page(inquiry, "erase"), {"chosen": [inquiry.pk], "sure": "on"})
    listed = read_text(manager.get("/admin/studio/inquiry/").content)
    asked_for = read_text(manager.get("/admin/studio/inquiry/?work=erasure").content)
    front = read_text(manager.get("/admin/").content)

    response = manager.post(find_page(inquiry, "keep"), {"chosen": [inquiry.pk]}, follow=True)

    assert inquiry.reference not in listed
    assert inquiry.reference in asked_for
    assert "will be erased; undo it before" in front
    assert "1 inquiry is kept." in read_text(response.content)
    assert Inquiry.objects.get().erase_at is None
    assert list(JournalEntry.objects.values_list("event", "note")) == [
        (Event.ERASURE_UNDONE, inquiry.reference),
        (Event.ERASURE_PLANNED, inquiry.reference),
    ]


def test_the_erasure_of_a_merged_inquiry_opens_its_own_page(manager: Client) -> None:
    inquiry, other = make_inquiry(), make_inquiry(email="ben@example.org")
    Inquiry.objects.filter(pk=inquiry.pk).update(merged_into=other, erasure_asked_at=timezone.now())

    link = f'href="{find_page(inquiry, "erase")}"'
    shown = manager.get(f"/admin/studio/inquiry/{inquiry.pk}/change/").content.decode()
    manager.post(find_page(inquiry, "erase"), {"chosen": [inquiry.pk], "sure": "on"})

    assert link in shown
    assert [one.pk for one in Inquiry.objects.filter(erase_at__isnull=False)] == [inquiry.pk]


def test_a_finished_erasure_is_a_404(manager: Client) -> None:
    inquiry = make_inquiry()
    pk = inquiry.pk
    erase_now(inquiry)

    assert manager.post(f"/admin/studio/inquiry/{pk}/erase/", {"chosen": [pk], "sure": "on"}).status_code == 404
    assert manager.post(f"/admin/studio/inquiry/{pk}/keep/", {"chosen": [pk]}).status_code == 404


def test_staff_do_not_erase(staff_client: Client) -> None:
    inquiry = make_inquiry()

    response = staff_client.post(f"/admin/studio/inquiry/{inquiry.pk}/erase/", {"chosen": [inquiry.pk], "sure": "on"})

    assert response.status_code == 403
    assert Inquiry.objects.get().erase_at is None
