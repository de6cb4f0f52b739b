"""The journal: what it records, who may read it, and that nobody can change it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from studio.accounts.journal import record
from studio.models import Event, JournalEntry
from studio.models.accounts import AppendOnlyError
from tests.pages import read_text
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db

LIST = "/admin/studio/journalentry/"
LOGIN = "/admin/login/"


def list_entries() -> list[tuple[str, str, str, str]]:
    return list(JournalEntry.objects.order_by("pk").values_list("event", "account", "by", "network"))


def test_good_and_bad_sign_ins_are_recorded(client: Client) -> None:
    make_staff()

    client.post(LOGIN, {"username": "sam", "password": "wrong"}, REMOTE_ADDR="192.0.2.1")
    client.post(LOGIN, {"username": "sam", "password": "pass"}, REMOTE_ADDR="2001:db8:1:2:3::4")

    assert list_entries() == [
        (Event.WRONG_PASSWORD, "sam", "", "192.0.2.1"),
        (Event.SIGNED_IN, "sam", "sam", "2001:db8:1:2::"),
    ]


def test_a_lock_is_recorded_once(client: Client) -> None:
    make_staff()
    for _ in range(8):
        client.post(LOGIN, {"username": "sam", "password": "wrong"})

    assert [event for event, *_ in list_entries()] == [*[Event.WRONG_PASSWORD] * 5, Event.LOCKED]


def test_what_is_typed_in_place_of_a_name_is_not_kept(client: Client) -> None:
    client.post(LOGIN, {"username": "my-own-password", "password": "sam"})

    entry = JournalEntry.objects.get()
    assert (entry.account, entry.by, entry.note) == ("", "", "")
    assert "my-own-password" not in str(vars(entry))


def test_an_export_is_recorded(manager: Client) -> None:
    make_inquiry()

    manager.get("/admin/studio/inquiry/export/csv/")

    entry = JournalEntry.objects.get()
    assert (entry.event, entry.by, entry.note) == (Event.EXPORTED, "mary", "csv: 1 inquiries")


def test_an_entry_cannot_be_changed_or_deleted() -> None:
    entry = record(Event.EXPORTED, note="csv: 1 inquiries")
    entry.note = "nothing"

    for change in (
        entry.save,
        entry.delete,
        JournalEntry.objects.all().delete,
        lambda: JournalEntry.objects.update(note="nothing"),
    ):
        with pytest.raises(AppendOnlyError):
            change()

    assert JournalEntry.objects.get().note == "csv: 1 inquiries"


def test_managers_read_it_and_staff_do_not(staff_client: Client, manager: Client) -> None:
    record(Event.EXPORTED, note="csv: 7 inquiries")

    assert "csv: 7 inquiries" in read_text(manager.get(LIST).content)
    assert staff_client.get(LIST).status_code == 403


@pytest.mark.parametrize("is_superuser", [True, False])
def test_nobody_edits_or_deletes_on_the_desk(is_superuser: bool) -> None:
    client = Client()
    client.force_login(make_staff(name="boss", groups=("Studio manager",), is_superuser=is_superuser))
    entry = record(Event.EXPORTED, note="csv: 7 inquiries")

    answers = [
        client.post(f"{LIST}{entry.pk}/change/", {"note": "nothing"}).status_code,
        client.post(f"{LIST}{entry.pk}/delete/", {"post": "yes"}).status_code,
        client.post(f"{LIST}add/", {"event": "erased"}).status_code,
    ]
    client.post(LIST, {"action": "delete_selected", "_selected_action": [str(entry.pk)], "post": "yes"})

    assert answers == [403, 403, 403]
    assert JournalEntry.objects.get().note == "csv: 7 inquiries"


def test_an_entry_outlives_its_account() -> None:
    kim = make_staff(name="kim")
    record(Event.ROLE_CHANGED, account=kim, note="Staff → Manager")

    User.objects.all().delete()

    assert JournalEntry.objects.get().account == "kim"
