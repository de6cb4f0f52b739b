from datetime import timedelta

import pytest
from django.utils import timezone

from studio.accounts.emails import delete_old_account_mails
from studio.inquiries.receive import receive_inquiry
from studio.inquiries.spam import Clues, post_spam_digest
from studio.mail.deliver import compose_mail
from studio.models import Inquiry, Mail
from tests.studio.factories import make_inquiry, make_submission

pytestmark = pytest.mark.django_db


def receive_suspect() -> Inquiry:
    inquiry, _ = receive_inquiry(make_submission(clues=Clues(trap="filled in")))
    return inquiry


def test_what_is_held_is_sent_to_the_studio_without_a_name() -> None:
    make_inquiry()
    suspect = receive_suspect()

    mail = post_spam_digest(timezone.now())

    assert mail is not None
    message = compose_mail(mail)
    assert (message.to, message.subject) == (["studio@example.org"], "Please check 1 held inquiry")
    assert f"{suspect.reference}, " in message.body
    assert suspect.suspicion in message.body
    assert "http://127.0.0.1:8000/admin/studio/inquiry/?status__exact=suspected" in message.body.splitlines()
    assert "Ana" not in mail.text


def test_a_day_without_new_spam_has_no_digest() -> None:
    now = timezone.now()
    nothing = post_spam_digest(now)
    receive_suspect()

    first = post_spam_digest(now)
    again = post_spam_digest(now + timedelta(hours=1))
    next_day = post_spam_digest(now + timedelta(days=1))
    receive_suspect()
    with_two = post_spam_digest(now + timedelta(days=1))

    assert (nothing, again, next_day) == (None, None, None)
    assert first is not None
    assert with_two is not None
    assert with_two.subject == "Please check 2 held inquiries"


def test_a_digest_is_kept_for_a_month() -> None:
    receive_suspect()
    post_spam_digest(timezone.now())

    delete_old_account_mails(timezone.now() + timedelta(days=20))
    kept = Mail.objects.filter(kind="digest").count()
    delete_old_account_mails(timezone.now() + timedelta(days=32))

    assert kept == 1
    assert not Mail.objects.filter(kind="digest").exists()
