"""Many inquiries at once: first who gets an email, then two minutes to undo it.

Two people edit one inquiry: neither overwrites what the other saved.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from studio.inquiries.notes import assign, plan_next_step
from studio.inquiries.sessions import Session, book_session
from studio.inquiries.status import change_status
from studio.models import BulkMove, Inquiry, Mail, Note, Status
from studio.times import write_moment
from tests.pages import read_form, read_text
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db

LIST = "/admin/studio/inquiry/"


def choose(inquiries: Iterable[Inquiry]) -> dict[str, Any]:
    """Return what the list sends to cancel these."""
    return {"action": "mark_cancelled", "_selected_action": [str(inquiry.pk) for inquiry in inquiries]}


@pytest.fixture
def sixty() -> list[Inquiry]:
    """53 booked inquiries, and seven that cannot be canceled."""
    inquiries = [make_inquiry(name=f"Client {number}", email=f"client{number}@example.org") for number in range(60)]
    for inquiry in inquiries[7:]:
        book_session(inquiry, Session(datetime(2027, 1, 8, 15, tzinfo=UTC), 60), by=None)
    return inquiries


def test_sixty_are_shown_canceled_and_undone(staff_client: Client, sixty: list[Inquiry]) -> None:
    page = staff_client.post(LIST, choose(sixty)).content
    asked, form = read_text(page), read_form(page)
    untouched = Inquiry.objects.filter(status=Status.BOOKED).count()
    done = read_text(staff_client.post(LIST, form, follow=True).content)
    canceled = Inquiry.objects.filter(status=Status.CANCELLED).count()
    home = read_text(staff_client.get("/admin/").content)
    colleague = Client()
    colleague.force_login(make_staff(name="ben"))
    undone = read_text(colleague.post(f"{LIST}bulk/{BulkMove.objects.get().pk}/", follow=True).content)

    assert "53 people get an email" in asked
    assert "7 stay as they are. The emails wait two minutes. Until then you can undo all of it." in asked
    assert f"{sixty[7]} Client 7 client7@example.org Fri, Jan 8, 2027, 10:00 AM" in asked
    assert [inquiry.reference for inquiry in sixty[:7] if inquiry.reference not in asked] == []
    assert untouched == 53
    assert len(form["_selected_action"]) == 53
    assert "53 emails go out at " in done
    assert canceled == 53
    assert "Canceled: the emails of a bulk change go out at " in home
    assert "53 inquiries as before. No email goes out for them." in undone
    assert re.search(r"sam marked these as canceled\. ben undid it at \d+:\d\d [AP]M\. Back to the list", undone)
    assert undone.count("Booked, as before") == 53
    assert Inquiry.objects.filter(status=Status.BOOKED).count() == 53
    assert not Mail.objects.filter(kind="cancelled").exists()


def test_a_client_who_would_get_an_email_since_is_shown_first(staff_client: Client) -> None:
    booked, other = make_inquiry(), make_inquiry(name="Ben Example", email="ben@example.org")
    session = Session(datetime(2027, 1, 8, 15, tzinfo=UTC), 60)
    book_session(booked, session, by=None)
    form = read_form(staff_client.post(LIST, choose([booked, other])).content)
    book_session(other, session, by=None)

    asked = read_text(staff_client.post(LIST, form | choose([booked, other])).content)

    assert "2 people get an email" in asked
    assert not Inquiry.objects.filter(status=Status.CANCELLED).exists()


def test_a_bulk_move_and_its_undoing_lead_back_to_the_filtered_list(staff_client: Client) -> None:
    booked = make_inquiry()
    book_session(booked, Session(datetime(2027, 1, 8, 15, tzinfo=UTC), 60), by=None)
    kept = urlencode({"_changelist_filters": "q=ana&o=-4"})

    asked = staff_client.post(f"{LIST}?q=ana&o=-4", choose([booked])).content
    done = staff_client.post(f"{LIST}?q=ana&o=-4", read_form(asked))
    shown = staff_client.get(done["Location"]).content.decode()
    undone = staff_client.post(done["Location"])

    own = f"{LIST}bulk/{BulkMove.objects.get().pk}/?{kept}"
    assert (done["Location"], undone["Location"]) == (own, own)
    assert f'<a class="closelink" href="{LIST}?q=ana&amp;o=-4">Back to the list</a>' in shown
    assert f'href="{LIST}{booked.pk}/change/?{kept}"' in shown


def test_a_move_without_email_asks_nothing(staff_client: Client) -> None:
    inquiry = make_inquiry()

    chosen = {"action": "mark_spam", "_selected_action": [str(inquiry.pk)]}
    text = read_text(staff_client.post(LIST, chosen, follow=True).content)

    assert "1 marked as spam." in text
    assert not BulkMove.objects.exists()


def test_it_is_too_late_after_two_minutes(staff_client: Client) -> None:
    bulk = BulkMove.objects.create(to_status=Status.CANCELLED, sends_at=timezone.now() - timedelta(seconds=1))

    shown = read_text(staff_client.get(f"{LIST}bulk/{bulk.pk}/").content)
    refused = read_text(staff_client.post(f"{LIST}bulk/{bulk.pk}/", follow=True).content)

    assert "so this can’t be undone anymore." in shown
    assert "It is too late: the emails went out." in refused


def test_an_unknown_bulk_move_is_not_found(staff_client: Client) -> None:
    assert staff_client.get(f"{LIST}bulk/4711/").status_code == 404


def find_page(inquiry: Inquiry) -> str:
    return f"/admin/studio/inquiry/{inquiry.pk}/change/"


def open_form(client: Client, inquiry: Inquiry) -> dict[str, Any]:
    """Return the fields as a browser has them when the page is opened."""
    return read_form(client.get(find_page(inquiry)).content)


def test_two_people_save_different_fields(staff_client: Client) -> None:
    inquiry, ben = make_inquiry(), make_staff(name="ben")
    opened = open_form(staff_client, inquiry)
    assign(inquiry, ben, by=ben)

    staff_client.post(find_page(inquiry), opened | {"next_step": "Call", "next_step_on": "2026-12-01"})

    inquiry.refresh_from_db()
    assert (inquiry.owner, inquiry.next_step, inquiry.next_step_on) == (ben, "Call", date(2026, 12, 1))


@pytest.mark.parametrize("typed", ["12/05/2026", "Dec 5, 2026", "12\u20135\u201326"])
def test_a_day_is_read_as_people_write_it(staff_client: Client, typed: str) -> None:
    inquiry = make_inquiry()

    staff_client.post(find_page(inquiry), open_form(staff_client, inquiry) | {"next_step_on": typed})

    inquiry.refresh_from_db()
    assert inquiry.next_step_on == date(2026, 12, 5)


@pytest.mark.parametrize(("choice", "kept"), [("now", "Write"), ("mine", "Call")])
def test_a_stale_field_is_chosen(staff_client: Client, choice: str, kept: str) -> None:
    inquiry, ben = make_inquiry(), make_staff(name="ben")
    typed = open_form(staff_client, inquiry) | {"next_step": "Call", "note": "Rang twice."}
    plan_next_step(inquiry, "Write", None, by=ben)

    refused = staff_client.post(find_page(inquiry), typed)
    before = Inquiry.objects.get().next_step
    words, saved_at = read_text(refused.content), write_moment(inquiry.notes.get().at)
    staff_client.post(find_page(inquiry), typed | {"choose-next_step": choice, "seen-next_step": "Write"})

    assert f"Next step: what should it be? Keep what ben saved on {saved_at}: Write Use what you typed: Call" in words
    assert "Rang twice." in words
    assert before == "Write"
    assert Inquiry.objects.get().next_step == kept
    assert Note.objects.filter(text="Rang twice.").count() == 1


def test_a_conflict_names_who_changed_that_field_and_not_who_came_last(staff_client: Client) -> None:
    inquiry, ben, cara = make_inquiry(), make_staff(name="ben"), make_staff(name="cara")
    typed = open_form(staff_client, inquiry) | {"next_step": "Call", "next_step_on": "2026-12-01"}
    plan_next_step(inquiry, "Write", None, by=ben)
    plan_next_step(inquiry, "Write", date(2026, 12, 24), by=cara)

    words = read_text(staff_client.post(find_page(inquiry), typed).content)

    assert re.search(r" ben saved on [^:]*:\d\d [AP]M: Write .*?: Call", words)
    assert re.search(r" cara saved on [^:]*:\d\d [AP]M: Dec 24, 2026 .*?: Dec 1, 2026", words)


def test_a_conflict_with_oneself_says_you(staff_client: Client) -> None:
    inquiry, sam = make_inquiry(), User.objects.get()
    typed = open_form(staff_client, inquiry) | {"next_step": "Call"}
    plan_next_step(inquiry, "Write", None, by=sam)

    words = read_text(staff_client.post(find_page(inquiry), typed).content)

    assert "Keep what you saved on " in words


def test_a_choice_is_asked_for_again_when_the_value_has_changed_once_more(staff_client: Client) -> None:
    inquiry, ben = make_inquiry(), make_staff(name="ben")
    typed = open_form(staff_client, inquiry) | {"next_step": "Call"}
    plan_next_step(inquiry, "Visit", None, by=ben)

    staff_client.post(find_page(inquiry), typed | {"choose-next_step": "mine", "seen-next_step": "Write"})

    assert Inquiry.objects.get().next_step == "Visit"


@pytest.mark.parametrize(("then", "chosen"), [(Status.SPAM, "contacted"), (Status.CONTACTED, "spam")])
def test_a_stale_status_is_chosen_again(staff_client: Client, then: Status, chosen: str) -> None:
    inquiry, ben = make_inquiry(), make_staff(name="ben")
    typed = open_form(staff_client, inquiry) | {"move_to": chosen, "note": "Rang twice."}
    change = change_status(inquiry, to=then, by=ben)

    response = staff_client.post(find_page(inquiry), typed)

    assert change
    when = write_moment(change.at)
    said = f"ben made it “{then.label}” on {when}, while this page was open. Choose again."
    assert said in read_text(response.content)
    assert "Rang twice." in read_text(response.content)
    assert Inquiry.objects.get().status == then


def test_a_status_says_when_it_emails_the_client(staff_client: Client) -> None:
    inquiry = make_inquiry()
    Inquiry.objects.update(status=Status.BOOKED)

    words = read_text(staff_client.get(find_page(inquiry)).content)

    assert (
        "No change Photographed Done: pictures handed over No-show Canceled: email the client"
        " Contacted: drop the session and email the client Withdrawn: email the client"
    ) in words


def test_an_owner_who_has_left_stays(staff_client: Client) -> None:
    inquiry, ben = make_inquiry(), make_staff(name="ben")
    assign(inquiry, ben, by=ben)
    User.objects.filter(pk=ben.pk).update(is_active=False)
    opened = open_form(staff_client, inquiry) | {"owner": str(ben.pk)}

    staff_client.post(find_page(inquiry), opened | {"note": "Rang twice."})

    assert Inquiry.objects.get().owner == ben
