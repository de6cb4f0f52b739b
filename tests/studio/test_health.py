import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from decision.pdf.client import is_pdf_worker_ready, start_pdf_worker
from decision.web.photo_worker import find_photo_worker
from studio import health
from studio.models import Mail, MailState
from tests.studio.factories import make_inquiry, make_staff
from tools.harness.site import wait_until

pytestmark = pytest.mark.django_db

WELL = dict.fromkeys(("database", "migrations", "outbox", "disk", "press", "pictures"), "ok")


@pytest.fixture(autouse=True, scope="module")
def neighbors() -> None:
    """Start the PDF worker and the photo worker, as on a site."""
    start_pdf_worker()
    find_photo_worker().start()
    wait_until(lambda: is_pdf_worker_ready() and find_photo_worker().is_ready())


def make_late_mail(state: MailState, due_at: datetime | None) -> Mail:
    mail = make_inquiry().mails.first()
    assert mail
    Mail.objects.update(state=MailState.SENT, due_at=None)
    Mail.objects.filter(pk=mail.pk).update(state=state, due_at=due_at)
    return mail


def test_a_site_that_is_well_is_ready(client: Client) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"status": "ready", "checks": WELL}
    assert "no-store" in response["Cache-Control"]


def test_asking_again_costs_two_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client.get("/readyz")

    with django_assert_num_queries(2):
        client.get("/readyz")


@pytest.mark.parametrize("state", [MailState.WAITING, MailState.PERHAPS])
def test_a_late_email_is_reported_while_the_site_stays_ready(client: Client, state: MailState) -> None:
    make_late_mail(state, timezone.now() - timedelta(minutes=25, seconds=5))

    response = client.get("/readyz")

    told = "An email has waited for 25 minutes: is manage.py worker running?"
    assert response.status_code == 200
    assert response.json() == {"status": "degraded", "checks": WELL | {"outbox": told}}


@pytest.mark.parametrize(
    ("state", "minutes"),
    [
        (MailState.WAITING, 9),
        (MailState.PERHAPS, -60),
        (MailState.SENT, 60),
        (MailState.HELD, 60),
        (MailState.FAILED, 60),
    ],
)
def test_an_email_that_is_not_late_is_not_reported(client: Client, state: MailState, minutes: int) -> None:
    make_late_mail(state, timezone.now() - timedelta(minutes=minutes))

    assert client.get("/readyz").json()["checks"]["outbox"] == "ok"


def test_a_missing_migration_keeps_requests_away(client: Client) -> None:
    health._migrated.clear()
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["status"] == "not ready"
    assert response.json()["checks"]["migrations"] == "Migrations are missing (1): run manage.py migrate."


def test_a_full_disk_is_reported(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LEAST_FREE", 10**18)

    response = client.get("/readyz")

    assert response.status_code == 200
    assert re.fullmatch(r"Only \d+ MB of disk space are free\.", response.json()["checks"]["disk"])


def sign_in(client: Client, user: User) -> str:
    client.force_login(user)
    return client.get("/admin/").content.decode()


def test_managers_see_that_all_is_well(client: Client) -> None:
    assert "The site is healthy" in sign_in(client, make_staff(groups=("Studio manager",)))


def test_managers_see_what_needs_attention(client: Client) -> None:
    make_late_mail(MailState.WAITING, timezone.now() - timedelta(minutes=25))

    page = sign_in(client, make_staff(groups=("Studio manager",)))

    late = client.get("/readyz").json()["checks"]["outbox"]
    assert re.search(rf'id="health">.*<li>{re.escape(late)}</li>', page, re.DOTALL)


def test_staff_are_not_bothered_with_it(client: Client) -> None:
    make_late_mail(MailState.WAITING, timezone.now() - timedelta(minutes=25))

    assert 'id="health"' not in sign_in(client, make_staff())
