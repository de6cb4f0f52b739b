"""Passkeys of staff: added, named, used, refused, removed."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential
from pytest_django import Settings

from studio.models import Event, JournalEntry, Mail
from tests.pages import read_text
from tests.studio.admin.authenticator import Authenticator
from tests.studio.admin.test_second_factor import SECOND_FACTOR, SETUP, SIGN_IN, give_password, sign_in_fully
from tests.studio.factories import make_staff

pytestmark = pytest.mark.django_db

PAGE = "/admin/second-factor/passkey/"
BEGIN, COMPLETE, ASK, CHECK = (f"{PAGE}{step}/" for step in ("begin", "complete", "ask", "check"))
JSON = "application/json"


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    settings.SITE_URL = "http://testserver"
    settings.OTP_WEBAUTHN_RP_ID = "testserver"
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = ["http://testserver"]


def add(client: Client, key: Authenticator | None = None) -> tuple[Authenticator, Any]:
    """Add a passkey as the page's script does, from the options to the answer."""
    key = key or Authenticator()
    options = client.post(BEGIN).json()
    return key, client.post(COMPLETE, key.make(options), JSON)


def use(client: Client, key: Authenticator, *, wanted: str = "") -> Any:  # noqa: ANN401  Django's own test response
    options = client.post(ASK).json()
    return client.post(f"{CHECK}{wanted}", key.sign(options), JSON)


def make_owner(name: str = "sam") -> Authenticator:
    """Set up a member of staff whose only second factor is a passkey."""
    make_staff(name=name)
    User.objects.filter(username=name).update(email=f"{name}@example.org")
    return add(give_password(name))[0]


def list_events(*events: Event) -> list[tuple[str, str]]:
    found = JournalEntry.objects.filter(event__in=events).order_by("pk")
    return [(entry.event, entry.note) for entry in found]


def read_detail(response: Any) -> tuple[int, str]:  # noqa: ANN401  Django's own test response
    return response.status_code, response.json()["detail"]


def test_a_passkey_can_be_the_first_factor() -> None:
    make_staff()
    client = give_password()

    offer = client.get(SECOND_FACTOR).content.decode()
    page = client.get(PAGE)
    _, added = add(client)

    assert f'href="{PAGE}?next=/admin/"' in offer
    assert "otp_webauthn_register" in page.content.decode()
    assert "publickey-credentials-create=(self)" in page["Permissions-Policy"]
    assert added.json() == {"id": WebAuthnCredential.objects.get().pk}
    assert client.get("/admin/").status_code == 200
    assert list_events(Event.FACTOR_ADDED, Event.SIGNED_IN) == [("factor-added", "A passkey."), ("signed-in", "")]


def test_its_owner_learns_of_it_by_email() -> None:
    make_owner()

    texts = [mail.text for mail in Mail.objects.filter(to="sam@example.org")]

    assert ["A passkey was added to your account as a second factor." in text for text in texts] == [True]


def test_the_first_passkey_comes_with_recovery_codes() -> None:
    make_staff()
    client = give_password()
    add(client)

    page = client.post(PAGE, {"name": "Sam's laptop", "next": "/admin/studio/inquiry/"}).content.decode()

    assert len(re.findall(r"<code>([a-z0-9-]+)</code>", page)) == 10
    assert 'href="/admin/studio/inquiry/"' in page
    assert WebAuthnCredential.objects.get().name == "Sam's laptop"
    assert StaticToken.objects.count() == 10


def test_an_idle_session_names_nothing_and_sees_no_codes() -> None:
    make_staff()
    client = give_password()
    add(client)
    session = client.session
    session["desk_seen_at"] -= 3600
    session.save()

    answer = client.post(PAGE, {"name": "Mine"})

    assert answer["Location"] == SIGN_IN
    assert not StaticToken.objects.exists()


@pytest.mark.parametrize("name", ["x" * 65, "a\ufffdb"])
def test_a_name_that_cannot_be_kept_is_asked_for_again(name: str) -> None:
    make_staff()
    client = give_password()
    add(client)

    page = client.post(PAGE, {"name": name})

    assert (page.status_code, "Save the name" in page.content.decode()) == (200, True)
    assert WebAuthnCredential.objects.get().name == "Passkey"


def test_a_passkey_beside_the_app_takes_the_password() -> None:
    client, app = sign_in_fully(make_staff())

    early = client.get(PAGE)
    refused = client.post(BEGIN)
    client.post(SIGN_IN, {"password": "pass", "wish": "passkey"})
    _, added = add(client)

    assert early["Location"] == SIGN_IN
    assert refused.status_code == 403
    assert added.status_code == 200
    assert [TOTPDevice.objects.get(), WebAuthnCredential.objects.get().user] == [app, app.user]


def test_a_wrong_password_opens_no_page_to_add_one() -> None:
    client, _ = sign_in_fully(make_staff())

    client.post(SIGN_IN, {"password": "wrong", "wish": "passkey"})

    assert client.get(PAGE)["Location"] == SIGN_IN


def test_the_password_alone_adds_none_to_an_account_with_a_factor() -> None:
    sign_in_fully(make_staff())
    thief = give_password()

    assert thief.post(BEGIN).status_code == 403


def test_of_two_first_set_ups_at_once_the_second_is_refused() -> None:
    make_staff()
    first, second = give_password(), give_password()
    late = Authenticator()
    options = second.post(BEGIN).json()
    key, _ = add(first)

    answer = second.post(COMPLETE, late.make(options), JSON)

    assert answer.status_code == 400
    assert bytes(WebAuthnCredential.objects.get().credential_id) == key.id
    assert second.post(SETUP, {"code": "123456"}).status_code == 302


def test_an_answer_adds_one_passkey_once() -> None:
    make_staff()
    client = give_password()
    options = client.post(BEGIN).json()
    answer = Authenticator().make(options)

    statuses = [client.post(COMPLETE, answer, JSON).status_code for _ in range(2)]

    assert statuses == [200, 400]
    assert WebAuthnCredential.objects.count() == 1


def test_the_passkey_of_another_account_cannot_be_added_again() -> None:
    key = make_owner("kim")
    make_staff()

    _, answer = add(give_password(), key)

    assert answer.status_code == 400
    assert WebAuthnCredential.objects.get().user.username == "kim"


@pytest.mark.parametrize(
    "key", [Authenticator(origin="http://evil.example.org"), Authenticator(host="evil.example.org")]
)
def test_a_passkey_made_at_another_site_is_refused(key: Authenticator) -> None:
    make_staff()

    _, answer = add(give_password(), key)

    assert read_detail(answer) == (400, "The passkey was not added. Open http://testserver and try again.")
    assert not WebAuthnCredential.objects.exists()


def test_a_passkey_signs_in_and_leads_where_one_wanted() -> None:
    key = make_owner()
    client = give_password()

    page = client.get(SECOND_FACTOR)
    before = client.get("/admin/").status_code
    answer = use(client, key, wanted="?next=/admin/studio/inquiry/")

    assert "otp_webauthn_auth" in page.content.decode()
    assert "publickey-credentials-get=(self)" in page["Permissions-Policy"]
    assert before == 302
    assert answer.json()["redirect_url"] == "/admin/studio/inquiry/"
    assert client.get("/admin/").status_code == 200
    assert list_events(Event.WRONG_CODE) == []


def test_a_page_of_another_site_is_not_followed() -> None:
    key = make_owner()

    answer = use(give_password(), key, wanted="?next=https://evil.example.org/")

    assert answer.json()["redirect_url"] == "/admin/"


def test_an_account_with_a_passkey_is_asked_although_none_is_required(settings: Settings) -> None:
    make_owner()
    settings.REQUIRE_SECOND_FACTOR = False

    assert give_password().get("/admin/", follow=True).redirect_chain[-1][0].startswith(SECOND_FACTOR)


def test_without_a_passkey_none_is_offered() -> None:
    sign_in_fully(make_staff())

    assert "otp_webauthn" not in give_password().get(SECOND_FACTOR).content.decode()


def test_an_answer_signs_in_once() -> None:
    key = make_owner()
    client, thief = give_password(), give_password()
    answer = key.sign(client.post(ASK).json())
    client.post(CHECK, answer, JSON)
    thief.post(ASK)

    replayed, stolen = client.post(CHECK, answer, JSON), thief.post(CHECK, answer, JSON)

    assert read_detail(replayed) == (400, "This took too long or was used already. Press the button again.")
    assert stolen.status_code == 400
    assert thief.get("/admin/").status_code == 302


def test_the_passkey_of_another_account_opens_nothing() -> None:
    others = make_owner("kim")
    make_owner()
    client = give_password()

    answer = use(client, others)

    assert read_detail(answer) == (
        400,
        "This passkey belongs to another account. Use one of yours, or type a code.",
    )
    assert client.get("/admin/").status_code == 302


def test_a_removed_passkey_opens_nothing() -> None:
    key = make_owner()
    WebAuthnCredential.objects.all().delete()

    answer = use(give_password(), key)

    assert read_detail(answer) == (
        400,
        "We do not know this passkey. Perhaps it was removed. Use another one, or type a code.",
    )


def test_an_answer_given_to_a_false_page_opens_nothing() -> None:
    key = make_owner()
    key.origin = "https://testserver.evil.example.org"
    client = give_password()

    answer = use(client, key)

    assert read_detail(answer) == (
        400,
        "This passkey could not be checked. Open http://testserver and try again, or type a code.",
    )
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "body", ["", "[]", "{", "\xff", '{"id": 1}', "[" * 100_000, '{"id":"a","rawId":"a","response":[],"type":"x"}']
)
@pytest.mark.parametrize(("begin", "complete"), [(BEGIN, COMPLETE), (ASK, CHECK)])
def test_nonsense_is_refused(begin: str, complete: str, body: str) -> None:
    make_staff()
    client = give_password()
    client.post(begin)

    answer = client.post(complete, body.encode("latin-1"), JSON)

    assert answer.status_code == 400
    assert client.get("/admin/").status_code == 302


def test_broken_parts_of_an_answer_are_refused() -> None:
    key = make_owner()
    client = give_password()
    answer = key.sign(client.post(ASK).json())
    answer["response"]["userHandle"] = "é"

    assert client.post(CHECK, answer, JSON).status_code == 400


def test_the_fifth_wrong_passkey_locks_for_a_while() -> None:
    key, stranger = make_owner(), Authenticator()
    client = give_password()

    statuses = [use(client, stranger).status_code for _ in range(5)]
    right = use(client, key)

    assert statuses == [400, 400, 400, 400, 429]
    assert right.status_code == 429
    assert 0 < int(right["Retry-After"]) <= 900
    assert len(list_events(Event.WRONG_CODE)) == 5


@pytest.mark.parametrize("address", [BEGIN, COMPLETE, ASK, CHECK])
def test_strangers_get_nothing(client: Client, address: str) -> None:
    assert client.post(address).status_code in (400, 403)


@pytest.mark.parametrize("address", [BEGIN, COMPLETE, ASK, CHECK])
def test_only_posts_are_taken(client: Client, address: str) -> None:
    assert client.get(address).status_code == 405


def test_strangers_and_accounts_without_the_desk_add_none(client: Client) -> None:
    stranger = client.get(PAGE)
    client.force_login(User.objects.create_user("guest"))

    assert stranger["Location"] == "/admin/login/"
    assert client.get(PAGE).status_code == 403


def sign_in_with_both() -> Client:
    """Sign in somebody who has an app and a passkey; return the browser."""
    client, _ = sign_in_fully(make_staff())
    User.objects.update(email="sam@example.org")
    client.post(SIGN_IN, {"password": "pass", "wish": "passkey"})
    add(client)
    client.post(PAGE, {"name": "Sam's laptop"})
    return client


def find_wish(page: str, words: str) -> str:
    """Return what the button with these words sends."""
    found = re.search(rf'value="([^"]+)">{words}', page)
    assert found is not None
    return found[1]


def test_a_passkey_is_seen_and_removed_with_the_password() -> None:
    client = sign_in_with_both()
    page = client.get(SIGN_IN).content.decode()
    wish = find_wish(page, "Remove “Sam&#x27;s laptop”")

    client.post(SIGN_IN, {"password": "wrong", "wish": wish})
    still = WebAuthnCredential.objects.count()
    client.post(SIGN_IN, {"password": "pass", "wish": wish})

    assert "<strong>Sam&#x27;s laptop</strong>, added" in page
    assert (still, WebAuthnCredential.objects.count()) == (1, 0)
    assert list_events(Event.FACTOR_REMOVED) == [("factor-removed", "Removed: the passkey “Sam's laptop”.")]
    assert "A second factor was removed from your account" in Mail.objects.order_by("-pk")[0].text
    assert client.get("/admin/").status_code == 200


def test_with_a_passkey_the_app_can_go() -> None:
    client = sign_in_with_both()

    client.post(
        SIGN_IN, {"password": "pass", "wish": find_wish(client.get(SIGN_IN).content.decode(), "Remove the app")}
    )

    assert not TOTPDevice.objects.exists()
    assert WebAuthnCredential.objects.exists()


def test_the_only_factor_stays_where_one_is_required(settings: Settings) -> None:
    make_staff()
    client = give_password()
    add(client)
    client.post(PAGE, {"name": ""})
    wish = find_wish(client.get(SIGN_IN).content.decode(), "Remove “Passkey”")

    refused = client.post(SIGN_IN, {"password": "pass", "wish": wish}, follow=True)
    settings.REQUIRE_SECOND_FACTOR = False
    client.post(SIGN_IN, {"password": "pass", "wish": wish})

    assert "This is your only second factor." in read_text(refused.content)
    assert not WebAuthnCredential.objects.exists()
    assert not StaticToken.objects.exists()


@pytest.mark.parametrize("wish", ["remove ", "remove django_otp_webauthn.webauthncredential/999", "remove x/\x00"])
def test_what_is_not_there_is_not_removed(wish: str) -> None:
    client = sign_in_with_both()

    answer = client.post(SIGN_IN, {"password": "pass", "wish": wish}, follow=True)

    assert "This second factor was removed already." in read_text(answer.content)
    assert WebAuthnCredential.objects.count() == 1


def test_a_factor_of_another_account_is_not_removed() -> None:
    make_owner("kim")
    others = WebAuthnCredential.objects.get()
    client = sign_in_with_both()

    client.post(SIGN_IN, {"password": "pass", "wish": f"remove {others.persistent_id}"})

    assert WebAuthnCredential.objects.filter(pk=others.pk).exists()


def test_a_manager_forgets_passkeys_too(manager: Client, settings: Settings) -> None:
    owner = make_staff(name="kim")
    add(give_password("kim"))
    settings.REQUIRE_SECOND_FACTOR = False

    manager.post("/admin/auth/user/", {"action": "forget_second_factor", "_selected_action": [owner.pk]})

    assert not WebAuthnCredential.objects.exists()


@pytest.mark.parametrize(
    ("host", "origin", "words"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000", "Passkeys need a site with a name."),
        ("desk.example.org", "https://desk.example.org", "Passkeys work only at https://desk.example.org."),
    ],
)
def test_where_no_passkey_works_the_page_says_so(settings: Settings, host: str, origin: str, words: str) -> None:
    client = sign_in_with_both()
    settings.SITE_URL, settings.OTP_WEBAUTHN_RP_ID, settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = origin, host, [origin]

    own, asked = client.get(SIGN_IN), give_password().get(SECOND_FACTOR)

    assert words in read_text(own.content)
    assert 'value="passkey"' not in own.content.decode()
    assert words in read_text(asked.content)
    assert "otp_webauthn" not in asked.content.decode()
