import pytest
from django.test import Client

from studio.models import Mail, MailKind, MailState, ReplyTemplate
from studio.models.template import find_faults
from tests.pages import read_text
from tests.studio.factories import make_inquiry

pytestmark = pytest.mark.django_db

OUTBOX = "/admin/studio/mail/"

TEMPLATES = "/admin/studio/replytemplate/"


def test_staff_see_what_was_mailed_and_how_far_it_came(staff_client: Client) -> None:
    inquiry = make_inquiry()
    inquiry.mails.filter(kind=MailKind.RECEIVED).update(state=MailState.PERHAPS)

    text = read_text(staff_client.get(OUTBOX).content)

    assert inquiry.reference in text
    assert "Perhaps sent" in text
    assert "Waiting" in text


def test_failed_mails_can_be_found_and_tried_again(staff_client: Client) -> None:
    inquiry = make_inquiry()
    failed = inquiry.mails.get(kind=MailKind.RECEIVED)
    Mail.objects.filter(pk=failed.pk).update(state=MailState.FAILED)
    found = read_text(staff_client.get(f"{OUTBOX}?state__exact=failed").content)

    chosen = {"action": "send_again", "_selected_action": [mail.pk for mail in Mail.objects.all()]}
    response = staff_client.post(OUTBOX, chosen, follow=True)

    failed.refresh_from_db()
    assert "1 email" in found
    assert failed.state == MailState.WAITING
    assert "1 queued again." in read_text(response.content)


def test_nobody_writes_or_rewrites_a_mail(staff_client: Client) -> None:
    mail = make_inquiry().mails.earliest("pk")
    address = f"{OUTBOX}{mail.pk}/change/"

    answers = [
        staff_client.get(address).status_code,
        staff_client.post(address, {"text": "Mine"}).status_code,
        staff_client.get(f"{OUTBOX}add/").status_code,
        staff_client.get(f"{OUTBOX}{mail.pk}/delete/").status_code,
    ]

    assert answers == [200, 403, 403, 403]


def test_a_manager_writes_a_template(manager: Client) -> None:
    response = manager.post(
        f"{TEMPLATES}add/", {"name": "Dates", "subject": "About {reference}", "body": "Dear {name},"}
    )

    assert response.status_code == 302
    assert ReplyTemplate.objects.get().subject == "About {reference}"


def test_an_unknown_placeholder_is_an_error(manager: Client) -> None:
    response = manager.post(f"{TEMPLATES}add/", {"name": "Dates", "subject": "About {ref}", "body": "Dear {name},"})

    assert response.context["adminform"].form.errors == {"subject": find_faults("{ref}")}
    assert not ReplyTemplate.objects.exists()


def test_the_form_lists_the_placeholders(manager: Client) -> None:
    text = read_text(manager.get(f"{TEMPLATES}add/").content)

    assert "{session}: date and time of the booked session" in text


def test_staff_cannot_change_templates(staff_client: Client) -> None:
    assert staff_client.get(TEMPLATES).status_code == 200
    assert staff_client.get(f"{TEMPLATES}add/").status_code == 403
