"""What a manager may do with accounts, and what only a superuser may do."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from studio.links import find_password_page
from studio.mail.deliver import compose_mail
from studio.models import Event, JournalEntry, Mail
from tests.pages import read_text
from tests.studio.factories import make_staff

pytestmark = pytest.mark.django_db

LIST = "/admin/auth/user/"
PASSWORDS = {"password1": "velvet-kiwi-lantern-7", "password2": "velvet-kiwi-lantern-7"}


def find_change(account: User) -> str:
    return f"{LIST}{account.pk}/change/"


def test_a_manager_adds_somebody_who_sets_their_own_password(manager: Client) -> None:
    response = manager.post(
        f"{LIST}add/",
        {"username": "kim", "email": "kim@example.org", "first_name": "Kim", "role": "Studio staff", **PASSWORDS},
    )

    kim, mail = User.objects.get(username="kim"), Mail.objects.get()
    assert response.status_code == 302
    assert (kim.email, kim.is_staff, kim.is_superuser) == ("kim@example.org", True, False)
    assert [group.name for group in kim.groups.all()] == ["Studio staff"]
    assert not kim.check_password(PASSWORDS["password1"])
    assert (mail.to, mail.subject) == ("kim@example.org", "Your Headshot Advisor account")
    assert "Your role: Staff" in mail.text
    assert "/password-reset/" in compose_mail(mail).body
    assert compose_mail(mail).body.count(settings.SITE_URL) == 2


def test_the_link_of_the_invitation_sets_the_password(manager: Client, client: Client) -> None:
    manager.post(f"{LIST}add/", {"username": "kim", "email": "kim@example.org", "role": "Studio staff"})
    link = find_password_page(User.objects.get(username="kim")).removeprefix(settings.SITE_URL)

    form = client.get(link, follow=True)
    new = {"new_password1": PASSWORDS["password1"], "new_password2": PASSWORDS["password1"]}
    client.post(form.request["PATH_INFO"], new)

    assert User.objects.get(username="kim").check_password(PASSWORDS["password1"])
    assert "invalid" in client.get(link, follow=True).content.decode()


@pytest.mark.parametrize("pasted", ["Kim <kim@example.org>", "mailto:kim@example.org", "kim@example.org\u200b\u00a0"])
def test_the_address_of_an_account_is_cleaned(manager: Client, pasted: str) -> None:
    manager.post(f"{LIST}add/", {"username": "kim", "email": pasted, "first_name": "Kim\u202e", "role": "Studio staff"})
    kim = User.objects.get(username="kim")
    assert (kim.email, kim.first_name) == ("kim@example.org", "Kim")

    manager.post(find_change(kim), {"username": "kim", "email": pasted.replace("kim@", "kim2@"), "is_active": "on"})

    kim.refresh_from_db()
    assert kim.email == "kim2@example.org"


def test_a_new_account_needs_an_address(manager: Client) -> None:
    response = manager.post(f"{LIST}add/", {"username": "kim", "role": "Studio staff"})

    assert "This field is required." in read_text(response.content)
    assert not User.objects.filter(username="kim").exists()


def test_a_manager_makes_an_account_inactive(manager: Client) -> None:
    kim = make_staff(name="kim")

    manager.post(find_change(kim), {"username": "kim", "role": "Studio staff"})

    kim.refresh_from_db()
    assert not kim.is_active


def test_a_manager_is_shown_neither_superuser_nor_rights_nor_other_groups(manager: Client) -> None:
    Group.objects.create(name="Accounting")
    kim = make_staff(name="kim")

    page = manager.get(find_change(kim)).content.decode() + manager.get(f"{LIST}add/").content.decode()

    assert 'name="is_superuser"' not in page
    assert 'name="is_staff"' not in page
    assert 'name="user_permissions"' not in page
    assert 'name="groups"' not in page
    assert 'value="Studio manager"' in page
    assert "Accounting" not in page


def test_a_manager_cannot_set_what_is_not_shown(manager: Client) -> None:
    kim, accounting = make_staff(name="kim"), Group.objects.create(name="Accounting")
    more = {
        "is_superuser": "on",
        "user_permissions": [str(Permission.objects.get(codename="delete_user").pk)],
        "is_active": "on",
        "username": "kim",
    }

    manager.post(find_change(kim), more | {"groups": [str(accounting.pk)]})
    with_role = manager.post(find_change(kim), more | {"role": "Accounting"})
    manager.post(f"{LIST}add/", more | {"username": "lee", "email": "lee@example.org"})

    kim, lee = User.objects.get(username="kim"), User.objects.get(username="lee")
    assert "Select a valid choice." in read_text(with_role.content)
    for account in (kim, lee):
        assert not account.is_superuser
        assert not account.user_permissions.exists()
        assert not account.groups.filter(name="Accounting").exists()


def make_superuser() -> User:
    return make_staff(name="boss", is_superuser=True)


def make_bookkeeper() -> User:
    Group.objects.create(name="Accounting")
    return make_staff(name="kim", groups=("Studio staff", "Accounting"))


def make_somebody_with_a_right() -> User:
    kim = make_staff(name="kim")
    kim.user_permissions.add(Permission.objects.get(codename="delete_user"))
    return kim


@pytest.mark.parametrize("make", [make_superuser, make_bookkeeper, make_somebody_with_a_right])
@pytest.mark.parametrize("page", ["change/", "password/", "history/", "delete/"])
def test_an_account_that_may_do_more_is_out_of_a_managers_reach(manager: Client, make: object, page: str) -> None:
    account = make()  # type: ignore[operator]
    password = account.password

    shown = manager.get(f"{LIST}{account.pk}/{page}", follow=True)
    manager.post(f"{LIST}{account.pk}/{page}", {"username": "mine", **PASSWORDS})

    account.refresh_from_db()
    assert account.username != "mine"
    assert account.password == password
    assert shown.status_code in (403, 404) or shown.redirect_chain == [("/admin/", 302)]
    assert f"{LIST}{account.pk}/" not in manager.get(LIST).content.decode()


def test_a_manager_sets_a_colleagues_password(manager: Client) -> None:
    kim = make_staff(name="kim")

    manager.post(f"{LIST}{kim.pk}/password/", PASSWORDS)

    kim.refresh_from_db()
    assert kim.check_password("velvet-kiwi-lantern-7")


def test_a_manager_lets_somebody_set_up_a_new_phone(manager: Client) -> None:
    kim, boss = make_staff(name="kim"), make_superuser()
    for account in (kim, boss):
        TOTPDevice.objects.create(user=account, name="App")

    manager.post(LIST, {"action": "forget_second_factor", "_selected_action": [str(kim.pk), str(boss.pk)]})

    assert [device.user for device in TOTPDevice.objects.all()] == [boss]
    assert [(entry.account, entry.by) for entry in JournalEntry.objects.all()] == [("kim", "mary")]


def test_nobody_forgets_their_own_second_factor_in_the_list(manager: Client) -> None:
    mary = User.objects.get(username="mary")
    TOTPDevice.objects.create(user=mary, name="App", confirmed=False)

    response = manager.post(LIST, {"action": "forget_second_factor", "_selected_action": [str(mary.pk)]}, follow=True)

    assert "Your own second factor is changed under “Your sign-in”." in read_text(response.content)
    assert TOTPDevice.objects.exists()


@pytest.mark.parametrize("role", ["Studio manager", "Studio staff", "Studio read only", ""])
def test_a_manager_gives_each_role_and_takes_the_others_away(manager: Client, role: str) -> None:
    kim = make_staff(name="kim", groups=("Studio staff", "Studio manager"))

    manager.post(find_change(kim), {"username": "kim", "is_active": "on", "role": role})

    assert [group.name for group in kim.groups.all()] == ([role] if role else [])


@pytest.mark.parametrize("name", ["mary", "boss"])
def test_nobody_changes_their_own_role(name: str) -> None:
    account = make_superuser() if name == "boss" else make_staff(name="mary", groups=("Studio manager",))
    client = Client()
    client.force_login(account)

    page = client.get(find_change(account))
    more = {"is_superuser": "on", "is_staff": "on"} if name == "boss" else {"is_superuser": "on"}
    more |= {"date_joined_0": "2026-01-01", "date_joined_1": "10:00"}
    client.post(find_change(account), {"username": name, "first_name": "New", "role": "Studio read only"} | more)

    account.refresh_from_db()
    assert account.first_name == "New"
    assert (account.is_superuser, account.is_active, account.is_staff) == (name == "boss", True, True)
    assert {group.name for group in account.groups.all()} == (
        {"Studio manager"} if name == "mary" else {"Studio staff"}
    )
    if name == "mary":
        assert "You cannot change your own role. Ask another manager." in read_text(page.content)


def list_notices() -> list[tuple[str, str]]:
    """Return the address and the text of each notice about an account, oldest first."""
    return [(mail.to, mail.text.split("\n\n")[1]) for mail in Mail.objects.filter(kind="account").order_by("pk")]


def list_entries() -> list[tuple[str, str, str, str]]:
    return list(JournalEntry.objects.order_by("pk").values_list("event", "account", "by", "note"))


def test_a_new_role_is_announced_and_recorded(manager: Client) -> None:
    kim = make_staff(name="kim")
    User.objects.filter(pk=kim.pk).update(email="kim@example.org")

    manager.post(
        find_change(kim), {"username": "kim", "email": "kim@example.org", "is_active": "on", "role": "Studio manager"}
    )

    assert list_notices() == [("kim@example.org", "Your role was changed: Staff → Manager.")]
    assert list_entries() == [(Event.ROLE_CHANGED, "kim", "mary", "Staff → Manager")]


def test_a_new_address_is_announced_to_both_addresses(manager: Client) -> None:
    kim = make_staff(name="kim")
    User.objects.filter(pk=kim.pk).update(email="kim@example.org")

    manager.post(
        find_change(kim), {"username": "kim", "email": "new@example.org", "is_active": "on", "role": "Studio staff"}
    )

    said = "The email address of your account was changed."
    assert list_notices() == [("new@example.org", said), ("kim@example.org", said)]
    assert list_entries() == [(Event.ADDRESS_CHANGED, "kim", "mary", "")]


def test_a_password_set_by_a_manager_is_announced(manager: Client) -> None:
    kim = make_staff(name="kim")
    User.objects.filter(pk=kim.pk).update(email="kim@example.org")

    manager.post(f"{LIST}{kim.pk}/password/", PASSWORDS)

    assert list_notices() == [("kim@example.org", "The password of your account was changed.")]
    assert list_entries() == [(Event.PASSWORD_CHANGED, "kim", "mary", "")]


def test_a_password_changed_by_its_owner_is_announced(manager: Client) -> None:
    User.objects.filter(username="mary").update(email="mary@example.org")

    new = PASSWORDS["password1"]
    manager.post("/admin/password_change/", {"old_password": "pass", "new_password1": new, "new_password2": new})

    assert [to for to, _ in list_notices()] == ["mary@example.org"]
    assert list_entries() == [(Event.PASSWORD_CHANGED, "mary", "mary", "")]


def test_a_disabled_account_is_announced_and_recorded(manager: Client) -> None:
    kim = make_staff(name="kim")
    User.objects.filter(pk=kim.pk).update(email="kim@example.org")

    manager.post(find_change(kim), {"username": "kim", "email": "kim@example.org", "role": "Studio staff"})

    assert list_notices() == [("kim@example.org", "Your account was switched off.")]
    assert list_entries() == [(Event.ACCOUNT_SWITCHED, "kim", "mary", "Switched off.")]


def test_nobody_deletes_accounts_but_superusers(manager: Client) -> None:
    kim = make_staff(name="kim")

    assert manager.get(f"{LIST}{kim.pk}/delete/").status_code == 403


def test_a_superuser_sees_everything(client: Client) -> None:
    boss = make_superuser()
    client.force_login(boss)

    page = client.get(find_change(boss)).content.decode()

    assert 'name="is_superuser"' in page
    assert 'name="user_permissions"' in page
