import pytest
from django.test import Client
from django.urls import reverse

from tests.studio.factories import make_staff


def test_guessed_passwords_are_told_without_names_or_addresses(
    client: Client, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    make_staff(name="quentin")
    guess = {"username": "quentin", "password": "s3cret-guess"}

    statuses = [client.post(reverse("admin:login"), guess, REMOTE_ADDR="203.0.113.7").status_code for _ in range(5)]

    assert statuses == [200, 200, 200, 200, 429]
    assert caplog.messages[0] == "Too many wrong passwords: a name is locked for one address."
    assert [word for word in ("quentin", "s3cret", "203.0.113.7") if word in caplog.text] == []
