from collections.abc import Iterator
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings

from studio.admin.funnel import draw_funnel
from studio.admin.home import build_home
from studio.admin.sessions import build_schedule
from studio.demo.scenes import SCENES
from studio.inquiries.deadlines import ANSWER_STEP
from studio.inquiries.offers import list_offers
from studio.inquiries.status import undo_bulk_move
from studio.inquiries.timeline import list_events
from studio.mail.deliver import DUE
from studio.models import Inquiry, Mail, ReplyTemplate, Status, StatusChange

pytestmark = pytest.mark.django_db

SCENE_OF_URI = next(scene for scene in SCENES if scene.name == "Uri Example")


def run_demo() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def staged(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Stage the demo once, because it takes seconds; return what the command said."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield run_demo()
        transaction.set_rollback(True)


def find(name: str) -> Inquiry:
    return Inquiry.objects.get(name=f"{name} Example")


@pytest.mark.usefixtures("staged")
def test_the_demo_stages_inquiries_in_every_status_and_verdict() -> None:
    assert Inquiry.objects.count() == len(SCENES) == 37
    assert set(Inquiry.objects.values_list("status", flat=True)) == set(Status.values)
    assert set(Inquiry.objects.values_list("verdict", flat=True)) == {"", "ai", "ai-for-now", "plain", "studio"}


@pytest.mark.usefixtures("staged")
def test_every_staged_person_is_plainly_an_example() -> None:
    for inquiry in Inquiry.objects.all():
        assert inquiry.email.endswith("@example.org")
        assert " Example" in inquiry.name


@pytest.mark.usefixtures("staged")
def test_the_demo_is_safe_to_repeat() -> None:
    moves, mails = StatusChange.objects.count(), Mail.objects.count()

    said = run_demo()

    assert said.startswith("Added 0 demo inquiries.")
    assert (Inquiry.objects.count(), StatusChange.objects.count(), Mail.objects.count()) == (37, moves, mails)


def test_the_demo_account_is_printed_and_works_the_list(staged: str, client: Client) -> None:
    signed_in = client.post("/admin/login/", {"username": "demo", "password": "demo"})

    assert "http://127.0.0.1:8000/admin/: name demo or demo-manager, password demo." in staged
    assert signed_in.status_code == 302
    assert client.get("/admin/studio/inquiry/").status_code == 200
    assert client.get("/admin/auth/user/").status_code == 403


@pytest.mark.usefixtures("staged")
def test_the_demo_stores_emails_and_none_is_due() -> None:
    unsent = {(mail.state, mail.kind) for mail in Mail.objects.exclude(state="sent")}
    sent = set(Mail.objects.filter(state="sent").values_list("kind", flat=True))

    assert unsent == {("held", "received"), ("held", "staff"), ("failed", "received"), ("waiting", "cancelled")}
    assert sent == {
        "received", "staff", "booked", "declined", "cancelled", "withdrawn", "called-off", "erasure", "move", "offered",
        "picked", "delivered", "digest", "reply",
    }  # fmt: skip
    assert all(mail.created_at >= mail.inquiry.created_at for mail in Mail.objects.all() if mail.inquiry)
    assert not Mail.objects.filter(state__in=DUE, due_at__lte=timezone.now()).exists()


@pytest.mark.usefixtures("staged")
def test_moves_come_after_what_they_move() -> None:
    for change in StatusChange.objects.select_related("inquiry", "by"):
        assert change.at > change.inquiry.created_at
        assert str(change.by) == "demo" or change.to_status == Status.WITHDRAWN


@pytest.mark.usefixtures("staged")
def test_the_emails_of_both_sides_are_in_the_timeline() -> None:
    events = [(event.what, event.who, event.body or event.text) for event in list_events(find("Uri"))]

    assert ("Reply to the client: sent", "demo", SCENE_OF_URI.reply) in events
    assert (
        "Note",
        "",
        f"Email from uri@example.org: Re: Your inquiry {find('Uri')}\n\n{SCENE_OF_URI.writes_back}",
    ) in events
    assert find("Uri").next_step == ANSWER_STEP


@pytest.mark.usefixtures("staged")
def test_the_canceled_sessions_can_be_undone() -> None:
    (bulk,) = build_home(timezone.now()).bulk_moves

    count, faults = undo_bulk_move(bulk, by=User.objects.get(username="demo"))

    assert (count, faults) == (3, [])
    assert {find(name).status for name in ("Ida", "Jack", "Lea")} == {Status.BOOKED}


@pytest.mark.usefixtures("staged")
def test_the_first_page_of_the_demo_shows_all_of_it() -> None:
    front = build_home(timezone.now())

    assert "Yara Example" in {task.inquiry.name for task in front.tasks if task.act == "deliver" and task.is_late}
    assert [inquiry.name for inquiry in front.deliveries] == ["Xenia Example"]
    assert [inquiry.name for inquiry in front.called_off] == ["Hana Example"]
    assert [inquiry.name for inquiry in front.erasures] == ["Rosa Example"]
    assert [inquiry.name for inquiry in front.planned] == ["Max Example"]
    assert [(mail.inquiry.name, mail.kind) for mail in front.mails if mail.inquiry] == [("Farid Example", "received")]
    assert front.suspected_count == 1
    assert {row.label for row in draw_funnel(timezone.localdate()).rows} >= {
        "AI for now", "Studio", "Open", "Plain photo",
    }  # fmt: skip
    assert [(row.photo_day.title, row.what) for row in front.photo_days] == [("Example Corp", "9 of 14 times taken")]


@pytest.mark.usefixtures("staged")
def test_the_demo_has_a_clash_a_taken_offer_a_merge_and_a_review_to_ask_for() -> None:
    ines, leo, mona = find("Ines"), find("Leo"), find("Mona")

    ahead = build_schedule(timezone.now(), timezone.localdate()).ahead

    clashes = [(one, one.clashes_with) for day in ahead for one in day.sessions if one.clashes_with]
    assert clashes == [(ines, leo), (leo, ines)]
    assert [offer.is_free for offer in list_offers(find("Una"))] == [False, True]
    assert [offer.time.picked_at is not None for offer in list_offers(find("Theo"))] == [True, False, False]
    assert [merged.merged_into for merged in Inquiry.objects.exclude(merged_into=None)] == [mona]
    assert (mona.review_agreed_at is None, mona.status) == (False, Status.DONE)
    assert find("Elena").people == 14
    assert set(Inquiry.objects.exclude(owner=None).values_list("owner__username", flat=True)) == {"demo"}


@pytest.mark.usefixtures("staged")
def test_the_templates_of_the_demo_are_whole() -> None:
    for template in ReplyTemplate.objects.all():
        template.full_clean()
    assert ReplyTemplate.objects.count() == 3


@pytest.mark.usefixtures("staged")
def test_the_manager_of_the_demo_exports(client: Client) -> None:
    client.post("/admin/login/", {"username": "demo-manager", "password": "demo"})

    assert client.get("/admin/studio/inquiry/export/csv/").status_code == 200


def test_the_demo_is_refused_in_production(settings: Settings) -> None:
    settings.IS_PRODUCTION = True
    count = Inquiry.objects.count()

    with pytest.raises(CommandError) as refusal:
        run_demo()

    assert str(refusal.value) == "The demo has an account with a known password; it does not run in production."
    assert Inquiry.objects.count() == count
