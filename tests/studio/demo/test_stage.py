from io import StringIO

import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from studio.admin.funnel import draw_funnel
from studio.admin.home import build_home
from studio.demo.scenes import SCENES
from studio.models import Inquiry, ReplyTemplate, Status, StatusChange

pytestmark = pytest.mark.django_db


def run_demo() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def test_the_demo_stages_inquiries_in_every_status_and_verdict() -> None:
    run_demo()

    assert Inquiry.objects.count() == len(SCENES) == 29
    assert set(Inquiry.objects.values_list("status", flat=True)) == set(Status.values)
    assert set(Inquiry.objects.values_list("verdict", flat=True)) == {"", "ai", "ai-for-now", "plain", "studio"}


def test_every_staged_person_is_plainly_an_example() -> None:
    run_demo()

    for inquiry in Inquiry.objects.all():
        assert inquiry.email.endswith("@example.org")
        assert " Example" in inquiry.name


def test_the_demo_is_safe_to_repeat() -> None:
    run_demo()
    moves = StatusChange.objects.count()

    said = run_demo()

    assert said.startswith("Added 0 demo inquiries.")
    assert Inquiry.objects.count() == 29
    assert StatusChange.objects.count() == moves


def test_the_demo_account_is_printed_and_works_the_list(client: Client) -> None:
    said = run_demo()

    signed_in = client.post("/admin/login/", {"username": "demo", "password": "demo"})

    assert "http://127.0.0.1:8000/admin/: name demo or demo-manager, password demo." in said
    assert signed_in.status_code == 302
    assert client.get("/admin/studio/inquiry/").status_code == 200
    assert client.get("/admin/auth/user/").status_code == 403


def test_the_demo_sends_no_mail(
    mailoutbox: list[EmailMessage], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run_demo()

    assert mailoutbox == []


def test_moves_come_after_what_they_move() -> None:
    run_demo()

    for change in StatusChange.objects.select_related("inquiry", "by"):
        assert change.at > change.inquiry.created_at
        assert str(change.by) == "demo"


def test_the_desk_of_the_demo_is_that_of_a_busy_month() -> None:
    run_demo()

    front = build_home(timezone.now())
    assert {task.what for task in front.tasks} >= {"Answer", "Send an offer for fourteen people"}
    assert {task.is_late for task in front.tasks} == {True, False}
    assert front.suspected_count == 1
    assert [inquiry.name for inquiry in front.erasures] == ["Rosa Example"]
    assert {row.label for row in draw_funnel(timezone.localdate()).rows} >= {
        "AI for now",
        "Studio",
        "Open",
        "Plain photo",
    }
    assert [time.inquiry.name for time in front.picked] == ["Theo Example"]
    assert [(inquiry.name, bool(late)) for inquiry, late in front.deliveries] == [
        ("Yara Example", True), ("Xenia Example", False),
    ]  # fmt: skip
    assert [(row.photo_day.title, row.what) for row in front.photo_days] == [("Example Corp", "9 of 14 times taken")]
    assert Inquiry.objects.exclude(next_step="").count() == 5
    assert set(Inquiry.objects.exclude(owner=None).values_list("owner__username", flat=True)) == {"demo"}


def test_the_templates_of_the_demo_are_whole() -> None:
    run_demo()

    for template in ReplyTemplate.objects.all():
        template.full_clean()
    assert ReplyTemplate.objects.count() == 2


def test_the_manager_of_the_demo_exports(client: Client) -> None:
    run_demo()
    client.post("/admin/login/", {"username": "demo-manager", "password": "demo"})

    assert client.get("/admin/studio/inquiry/export/csv/").status_code == 200


def test_the_demo_is_refused_in_production(settings: Settings) -> None:
    settings.IS_PRODUCTION = True

    with pytest.raises(CommandError) as refusal:
        run_demo()

    assert str(refusal.value) == "The demo has an account with a known password; it does not run in production."
    assert Inquiry.objects.count() == 0
