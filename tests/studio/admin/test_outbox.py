import pytest
from django.test import Client

from studio.models import Mail, MailKind, MailState
from tests.pages import read_text
from tests.studio.factories import make_inquiry

pytestmark = pytest.mark.django_db

LIST = "/admin/studio/mail/"


def test_staff_see_what_was_mailed_and_how_far_it_came(desk: Client) -> None:
    inquiry = make_inquiry()
    inquiry.mails.filter(kind=MailKind.RECEIVED).update(state=MailState.PERHAPS)

    text = read_text(desk.get(LIST).content)

    assert inquiry.reference in text
    assert "Perhaps sent" in text
    assert "Waiting" in text


def test_failed_mails_can_be_found_and_tried_again(desk: Client) -> None:
    inquiry = make_inquiry()
    failed = inquiry.mails.get(kind=MailKind.RECEIVED)
    Mail.objects.filter(pk=failed.pk).update(state=MailState.FAILED)
    found = read_text(desk.get(f"{LIST}?state__exact=failed").content)

    chosen = {"action": "send_again", "_selected_action": [mail.pk for mail in Mail.objects.all()]}
    response = desk.post(LIST, chosen, follow=True)

    failed.refresh_from_db()
    assert "1 mail" in found
    assert failed.state == MailState.WAITING
    assert "1 put back in the queue." in read_text(response.content)


def test_nobody_writes_or_rewrites_a_mail(desk: Client) -> None:
    mail = make_inquiry().mails.earliest("pk")
    address = f"{LIST}{mail.pk}/change/"

    answers = [
        desk.get(address).status_code,
        desk.post(address, {"text": "Mine"}).status_code,
        desk.get(f"{LIST}add/").status_code,
        desk.get(f"{LIST}{mail.pk}/delete/").status_code,
    ]

    assert answers == [200, 403, 403, 403]
