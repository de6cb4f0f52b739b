"""The second factor: set up, typed, used once, lost."""

import re
import time

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from studio.accounts.recovery_codes import renew_codes, use_code
from studio.admin.second_factor import CodeForm, store_app
from studio.models import Event, JournalEntry
from tests.pages import read_text
from tests.studio.factories import make_staff

pytestmark = pytest.mark.django_db

SECOND_FACTOR = "/admin/second-factor/"
SETUP = "/admin/second-factor/setup/"
SIGN_IN = "/admin/sign-in/"
LIST = "/admin/studio/inquiry/?work=mine"


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


def read_code(client: Client) -> str:
    """Return the code that an app shows after scanning the picture."""
    return write_code(client.session["new_factor_key"])


def write_code(key: str, *, steps: int = 0) -> str:
    totp = TOTP(bytes.fromhex(key))
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06d}"


def make_app(account: User) -> TOTPDevice:
    return TOTPDevice.objects.create(user=account, name="App")


def give_password(name: str = "sam") -> Client:
    """Sign in with the password alone; return the browser."""
    client = Client()
    client.post("/admin/login/", {"username": name, "password": "pass"})
    return client


def find_shown_codes(page: str) -> list[str]:
    return re.findall(r"<code>([a-z0-9-]+)</code>", page)


def test_none_is_asked_for_unless_it_is_required(staff_client: Client, settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = False

    assert staff_client.get("/admin/").status_code == 200


def test_somebody_who_set_one_up_is_asked_although_none_is_required(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    make_app(make_staff())

    assert give_password().get("/admin/", follow=True).redirect_chain[-1][0].startswith(SECOND_FACTOR)


def test_a_password_alone_opens_nothing(staff_client: Client) -> None:
    response = staff_client.get("/admin/studio/inquiry/", follow=True)

    assert [address for address, _ in response.redirect_chain] == [
        "/admin/login/?next=/admin/studio/inquiry/",
        f"{SECOND_FACTOR}?next=%2Fadmin%2Fstudio%2Finquiry%2F",
    ]
    assert 'class="code-picture"' in response.content.decode()
    assert "style=" not in response.content.decode()


def test_the_key_of_another_set_up_is_useless() -> None:
    make_staff()
    thief, owner = give_password(), give_password()
    thief.get(SECOND_FACTOR)
    stolen = thief.session["new_factor_key"]
    owner.get(SECOND_FACTOR)
    owner.post(SECOND_FACTOR, {"code": read_code(owner)})

    entered = thief.post(SECOND_FACTOR, {"code": write_code(stolen)})

    assert owner.session["otp_device_id"]
    assert stolen != TOTPDevice.objects.get().key
    assert entered.status_code == 200
    assert thief.get("/admin/").status_code == 302


def test_nothing_is_stored_before_a_code_was_typed(staff_client: Client) -> None:
    staff_client.get(SECOND_FACTOR)
    staff_client.post(SECOND_FACTOR, {"code": "000000"})

    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()


def test_of_two_set_ups_at_once_the_second_is_asked_for_the_code_of_the_first() -> None:
    staff = make_staff()
    keys = ["00" * 20, "11" * 20]

    stored = [store_app(staff, key, TOTP(bytes.fromhex(key)), replaces=False)[0] for key in keys]

    assert [device.key if device else None for device in stored] == [keys[0], None]
    assert TOTPDevice.objects.get().key == keys[0]


def test_the_recovery_codes_are_shown_once_and_kept_as_hashes(staff_client: Client) -> None:
    staff_client.get(SECOND_FACTOR)

    page = staff_client.post(SECOND_FACTOR, {"code": read_code(staff_client)}).content.decode()
    again = staff_client.get(SECOND_FACTOR, follow=True).content.decode()

    codes = find_shown_codes(page)
    stored = set(StaticToken.objects.values_list("token", flat=True))
    assert (len(set(codes)), len(stored)) == (10, 10)
    assert not stored & set(codes)
    assert find_shown_codes(again) == []


def test_signing_in_leads_to_the_requested_page() -> None:
    device = make_app(make_staff())
    client = Client()

    first = client.post(f"/admin/login/?next={LIST}", {"username": "sam", "password": "pass"})
    page = client.get(first["Location"]).content.decode()
    last = client.post(SECOND_FACTOR, {"code": write_code(device.key), "next": LIST})

    assert f'name="next" value="{LIST}"' in page
    assert (last.status_code, last["Location"]) == (302, LIST)


def test_after_a_first_set_up_too(staff_client: Client) -> None:
    staff_client.get(f"{SECOND_FACTOR}?next={LIST}")

    page = staff_client.post(SECOND_FACTOR, {"code": read_code(staff_client), "next": LIST}).content.decode()

    assert f'href="{LIST}"' in page
    assert staff_client.get(LIST).status_code == 200


def test_a_page_of_another_site_is_not_followed() -> None:
    device = make_app(make_staff())

    response = give_password().post(
        SECOND_FACTOR, {"code": write_code(device.key), "next": "https://evil.example.org/"}
    )

    assert response["Location"] == "/admin/"


@pytest.mark.parametrize("code", ["000000x", "12345", "", "\u0660" * 6, "a" * 41])
def test_an_invalid_code_is_refused(code: str) -> None:
    make_app(make_staff())
    client = give_password()

    response = client.post(SECOND_FACTOR, {"code": code})

    assert response.status_code == 200
    assert client.get("/admin/").status_code == 302


def test_a_code_works_once() -> None:
    device = make_app(make_staff())
    code = write_code(device.key)

    entered = [give_password().post(SECOND_FACTOR, {"code": code}).status_code for _ in range(2)]

    assert entered == [302, 200]


def test_the_code_of_the_set_up_does_not_sign_in_again(staff_client: Client) -> None:
    staff_client.get(SECOND_FACTOR)
    code = read_code(staff_client)
    staff_client.post(SECOND_FACTOR, {"code": code})

    assert give_password().post(SECOND_FACTOR, {"code": code}).status_code == 200


def test_of_two_requests_with_one_code_one_gets_in() -> None:
    staff = make_staff()
    code = write_code(make_app(staff).key)
    as_two_requests_read_it = [User.objects.get(), User.objects.get()]

    answers = [CodeForm({"code": code}, account=account).is_valid() for account in as_two_requests_read_it]

    assert answers == [True, False]


def test_the_code_of_another_account_opens_nothing() -> None:
    make_app(make_staff())
    others = make_app(make_staff(name="kim"))
    codes = renew_codes(User.objects.get(username="kim"))

    client = give_password()
    answers = [client.post(SECOND_FACTOR, {"code": code}).status_code for code in (write_code(others.key), codes[0])]

    assert answers == [200, 200]
    assert client.get("/admin/").status_code == 302


def test_a_recovery_code_lets_in_once_however_it_is_typed() -> None:
    staff = make_staff()
    make_app(staff)
    code = renew_codes(staff)[0].upper().replace("-", " ")

    first, second = give_password(), give_password()
    answers = [client.post(SECOND_FACTOR, {"code": code}) for client in (first, second)]

    assert [answer.status_code for answer in answers] == [302, 200]
    assert "A recovery code works only once." in read_text(answers[1].content)
    assert "You signed in with a recovery code. 9 are left." in read_text(first.get("/admin/").content)


def test_recovery_codes_outlive_a_change_of_the_secret_key(settings: Settings) -> None:
    staff = make_staff()
    code = renew_codes(staff)[0]
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key"

    assert use_code(staff, code) is not None


def test_new_codes_end_the_old_ones() -> None:
    staff = make_staff()
    old = renew_codes(staff)[0]
    renew_codes(staff)

    assert use_code(staff, old) is None


def test_the_fifth_wrong_code_locks_for_a_while() -> None:
    device = make_app(make_staff())
    client = give_password()

    answers = [client.post(SECOND_FACTOR, {"code": "000000x"}) for _ in range(6)]
    right = client.post(SECOND_FACTOR, {"code": write_code(device.key)})

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429, 429]
    assert right.status_code == 429
    assert 0 < int(right["Retry-After"]) <= 900
    assert JournalEntry.objects.filter(event=Event.WRONG_CODE).count() == 5


def test_wrong_codes_do_not_make_the_device_wait_without_end() -> None:
    device = make_app(make_staff())
    client = give_password()

    client.post(SECOND_FACTOR, {"code": "000000x"})
    client.post(SECOND_FACTOR, {"code": "000001"})

    assert client.post(SECOND_FACTOR, {"code": write_code(device.key)}).status_code == 302


def test_a_right_password_does_not_forgive_wrong_codes() -> None:
    make_app(make_staff())
    for _ in range(4):
        give_password().post(SECOND_FACTOR, {"code": "000000x"})

    assert give_password().post(SECOND_FACTOR, {"code": "000000x"}).status_code == 429


def sign_in_fully(staff: User) -> tuple[Client, TOTPDevice]:
    device = make_app(staff)
    client = give_password(staff.username)
    client.post(SECOND_FACTOR, {"code": write_code(device.key)})
    return client, device


def test_a_new_phone_takes_the_place_of_the_old_one_once_it_is_confirmed() -> None:
    client, old = sign_in_fully(make_staff())

    client.post(SIGN_IN, {"password": "pass", "wish": "app"})
    client.get(SETUP)
    still = TOTPDevice.objects.get()
    client.post(SETUP, {"code": read_code(client)})

    assert still == old
    assert TOTPDevice.objects.get().key != old.key
    assert client.get("/admin/").status_code == 200


def test_without_the_password_nobody_sets_up_a_new_phone() -> None:
    client, old = sign_in_fully(make_staff())

    refused = client.post(SIGN_IN, {"password": "wrong", "wish": "app"})
    client.get(SETUP)
    setup = client.post(SETUP, {"code": "123456"})

    assert [*refused.context["form"].errors] == ["password"]
    assert setup["Location"] == SIGN_IN
    assert TOTPDevice.objects.get() == old


def test_new_recovery_codes_take_the_password() -> None:
    client, _ = sign_in_fully(make_staff())

    page = client.post(SIGN_IN, {"password": "pass", "wish": "codes"}).content.decode()

    assert len(find_shown_codes(page)) == 10
    assert JournalEntry.objects.filter(event=Event.CODES_RENEWED, by="sam").exists()


def test_strangers_do_not_see_the_second_factor(client: Client) -> None:
    assert client.get(SECOND_FACTOR)["Location"] == "/admin/login/"
    assert client.get(SETUP)["Location"] == f"/admin/login/?next={SETUP}"


def test_an_account_without_the_desk_gets_no_second_factor(client: Client) -> None:
    client.force_login(User.objects.create_user("guest"))

    assert client.get(SECOND_FACTOR).status_code == 403
