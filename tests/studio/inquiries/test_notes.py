from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from studio.inquiries.notes import add_note, assign, plan_next_step
from studio.models import Inquiry, Mail, Note
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db


def test_a_note_is_kept_with_who_wrote_it() -> None:
    inquiry, sam = make_inquiry(), make_staff()

    add_note(inquiry, "Called.\nNo answer.", by=sam)

    note = Note.objects.get()
    assert (note.inquiry, note.by, note.text) == (inquiry, sam, "Called.\nNo answer.")


@pytest.mark.parametrize("text", ["", "a" * 5001])
def test_a_note_that_does_not_fit_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        add_note(make_inquiry(), text, by=None)

    assert not Note.objects.exists()


def test_an_inquiry_is_assigned_once_and_taken_back() -> None:
    inquiry, sam = make_inquiry(), make_staff()

    changes = [assign(inquiry, sam, by=sam), assign(inquiry, sam, by=sam), assign(inquiry, None, by=sam)]

    assert changes == [True, False, True]
    assert Inquiry.objects.get().owner is None
    assert [note.text for note in Note.objects.all()] == ["Assigned to sam.", "Assigned to nobody."]


def test_the_next_step_is_planned_once_and_cleared() -> None:
    inquiry, sam = make_inquiry(), make_staff()
    friday = date(2027, 1, 8)

    changes = [
        plan_next_step(inquiry, "Call about the date", friday, by=sam),
        plan_next_step(inquiry, "Call about the date", friday, by=sam),
    ]

    kept = Inquiry.objects.get()
    assert changes == [True, False]
    assert (kept.next_step, kept.next_step_on) == ("Call about the date", friday)
    assert plan_next_step(inquiry, "", None, by=sam)
    assert [note.text for note in Note.objects.all()] == [
        "Next step: Call about the date by Fri, Jan 8.",
        "Next step: none.",
    ]


def test_a_next_step_that_is_too_long_is_refused() -> None:
    inquiry, sam = make_inquiry(), make_staff()

    with pytest.raises(ValidationError):
        plan_next_step(inquiry, "a" * 201, None, by=sam)

    assert Inquiry.objects.get().next_step == ""


def test_the_new_owner_gets_an_email_unless_they_took_it_themselves() -> None:
    inquiry, sam, mary = make_inquiry(), make_staff(), make_staff(name="mary")
    User.objects.filter(pk=mary.pk).update(email="mary@example.org", first_name="Mary")
    mary.refresh_from_db()

    assign(inquiry, mary, by=mary)
    assign(inquiry, sam, by=mary)
    assign(inquiry, mary, by=sam)

    mail = Mail.objects.get(kind="assigned")
    assert (mail.to, mail.subject) == ("mary@example.org", f"Yours now: Ana Example ({inquiry})")
    assert mail.text.startswith("sam gave you this inquiry to work on.")
    assert f"/admin/studio/inquiry/{inquiry.pk}/change/" in mail.text
