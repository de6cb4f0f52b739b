"""The three roles. An account has one of them; without a role it sees nothing."""

from django.contrib.auth.models import Group, User
from django.db import models


class Role(models.TextChoices):
    """The names of the groups. Migrations give them their permissions."""

    MANAGER = "Studio manager", "Manager: all of it, also packages, accounts, exports and erasures"
    STAFF = "Studio staff", "Staff: works on inquiries"
    READ_ONLY = "Studio read only", "Read only: looks at everything staff see, and changes nothing"


def find_role(account: User) -> str:
    """Return the name of the role, "" for none. Of several, the one with most rights."""
    names = set(account.groups.values_list("name", flat=True))
    return next((role.value for role in Role if role.value in names), "")


def name_role(role: str) -> str:
    """Return the short name of a role."""
    return Role(role).label.partition(":")[0] if role else "no role"


def give_role(account: User, role: str) -> None:
    """Give an account this role only; "" takes every role away."""
    account.groups.remove(*Group.objects.filter(name__in=Role.values))
    if role:
        account.groups.add(Group.objects.get(name=role))
