import pytest
from django.test import Client

from studio.models import Mail, MailKind, MailState
from tests.pages import read_text
from tests.studio.factories import make_inquiry

pytestmark = pytest.mark.django_db

LIST = "/admin/studio/mail/"


def test_staff_see_what_was_mailed_and_how_far_it_came(staff_client: Client) -> None:
    inquiry = make_inquiry()
    inquiry.mails.filter(kind=MailKind.RECEIVED).update(state=MailState.PERHAPS)

    text = read_text(staff_client.get(LIST).content)

    assert inquiry.reference in text
    assert "Perhaps sent" in text
    assert "Waiting" in text


def test_failed_mails_can_be_found_and_tried_again(staff_client: Client) -> None:
    inquiry = make_inquiry()
    failed = inquiry.mails.get(kind=MailKind.RECEIVED)
    Mail.objects.filter(pk=failed.pk).update(state=MailState.FAILED)
    found = read_text(staff_client.get(f"{LIST}?state__exact=failed").content)

    chosen = {"action": "send_again", "_selected_action": [mail.pk for mail in Mail.objects.all()]}
    response = staff_client.post(LIST, chosen, follow=True)

    failed.refresh_from_db()
    assert "1 email" in found
    assert failed.state == MailState.WAITING
    assert "1 queued again." in read_text(response.content)


def test_nobody_writes_or_rewrites_a_mail(staff_client: Client) -> None:
    mail = make_inquiry().mails.earliest("pk")
    address = f"{LIST}{mail.pk}/change/"

    answers = [
        staff_client.get(address).status_code,
        staff_client.post(address, {"text": "Mine"}).status_code,
        staff_client.get(f"{LIST}add/").status_code,
        staff_client.get(f"{LIST}{mail.pk}/delete/").status_code,
    ]

    assert answers == [200, 403, 403, 403]
