"""What a manager may do with accounts, and what nobody but a superuser may."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.studio.factories import make_staff
from tests.studio.test_inquiry_page import read_text

pytestmark = pytest.mark.django_db

LIST = "/admin/auth/user/"
PASSWORDS = {"password1": "darkroom-lamp-7", "password2": "darkroom-lamp-7"}


def find_change(account: User) -> str:
    return f"{LIST}{account.pk}/change/"


def find_role(name: str) -> str:
    return str(Group.objects.get(name=name).pk)


def test_a_manager_adds_a_member_of_staff(manager: Client) -> None:
    response = manager.post(
        f"{LIST}add/",
        {"username": "kim", "email": "kim@example.org", "groups": [find_role("Studio staff")], **PASSWORDS},
    )

    kim = User.objects.get(username="kim")
    assert response.status_code == 302
    assert (kim.email, kim.is_staff, kim.is_superuser) == ("kim@example.org", True, False)
    assert [group.name for group in kim.groups.all()] == ["Studio staff"]


def test_a_manager_makes_an_account_inactive(manager: Client) -> None:
    kim = make_staff(name="kim")

    manager.post(find_change(kim), {"username": "kim", "groups": [find_role("Studio staff")]})

    kim.refresh_from_db()
    assert not kim.is_active


def test_a_manager_is_shown_neither_superuser_nor_rights_nor_other_groups(manager: Client) -> None:
    Group.objects.create(name="Accounting")
    kim = make_staff(name="kim")

    page = manager.get(find_change(kim)).content.decode() + manager.get(f"{LIST}add/").content.decode()

    assert 'name="is_superuser"' not in page
    assert 'name="is_staff"' not in page
    assert 'name="user_permissions"' not in page
    assert "Studio manager" in page
    assert "Accounting" not in page


def test_a_manager_cannot_set_what_is_not_shown(manager: Client) -> None:
    kim, accounting = make_staff(name="kim"), Group.objects.create(name="Accounting")
    more = {
        "is_superuser": "on",
        "user_permissions": [str(Permission.objects.get(codename="delete_user").pk)],
        "is_active": "on",
        "username": "kim",
    }

    manager.post(find_change(kim), more)
    with_group = manager.post(find_change(kim), more | {"groups": [str(accounting.pk)]})
    manager.post(f"{LIST}add/", more | PASSWORDS | {"username": "lee"})

    kim, lee = User.objects.get(username="kim"), User.objects.get(username="lee")
    assert "Select a valid choice." in read_text(with_group.content)
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
    assert kim.check_password("darkroom-lamp-7")


def test_a_manager_lets_somebody_set_up_a_new_phone(manager: Client) -> None:
    kim, boss = make_staff(name="kim"), make_superuser()
    for account in (kim, boss):
        TOTPDevice.objects.create(user=account, name="App")

    manager.post(LIST, {"action": "forget_second_factor", "_selected_action": [str(kim.pk), str(boss.pk)]})

    assert [device.user for device in TOTPDevice.objects.all()] == [boss]


def test_nobody_deletes_accounts_but_superusers(manager: Client) -> None:
    kim = make_staff(name="kim")

    assert manager.get(f"{LIST}{kim.pk}/delete/").status_code == 403


def test_a_superuser_sees_everything(client: Client) -> None:
    boss = make_superuser()
    client.force_login(boss)

    page = client.get(find_change(boss)).content.decode()

    assert 'name="is_superuser"' in page
    assert 'name="user_permissions"' in page
