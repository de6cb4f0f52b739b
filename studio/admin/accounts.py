"""Staff accounts and the journal. Managers give out the three roles, and cannot change accounts with more rights."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import get_random_string

from studio.accounts.emails import email_owner, invite
from studio.accounts.journal import record
from studio.accounts.locks import find_locked_until
from studio.accounts.roles import Role, find_role, give_role, name_role
from studio.admin.base import StaffAdmin
from studio.admin.second_factor import forget_factor
from studio.admin.widgets import RadioGroup
from studio.calendar_feed import end_feed
from studio.inquiries.fields import AddressField
from studio.models import Event, JournalEntry
from studio.times import write_clock

MANAGER_FIELDSETS = [
    (None, {"fields": ["username", "password"]}),
    ("Person", {"fields": ["first_name", "last_name", "email"]}),
    ("Role", {"fields": ["is_active", "role"]}),
]
NEW_FIELDSETS = [
    (
        None,
        {
            "description": "They get an email with a link to set their own password.",
            "fields": ["username", "email", "first_name", "last_name", "role"],
        },
    )
]
# The fields with the rights of an account. Nobody can change their own.
RIGHTS = ("role", "is_active", "is_staff", "is_superuser", "groups", "user_permissions")
RANDOM_PASSWORD = 64  # characters; nobody ever sees them

admin.site.unregister(User)


class RoleForm(forms.ModelForm):
    role = forms.ChoiceField(
        choices=[*Role.choices, ("", "No role yet: sees nothing")], required=False, widget=RadioGroup("Role")
    )


class AccountForm(RoleForm, UserChangeForm):
    email = AddressField(label="Email address", required=False)
    is_own = False
    """Whether it is the account of the person who is signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].initial = find_role(self.instance)
        if self.is_own:
            for name in set(RIGHTS) & set(self.fields):
                self.fields[name].disabled = True
            self.fields["role"].help_text = "You cannot change your own role. Ask another manager."


class NewAccountForm(RoleForm):
    """The form of a new account. Its owner sets the password with a link in an email."""

    email = AddressField(label="Email address")

    class Meta:
        model = User
        fields = ("username", "email", "first_name", "last_name")


@admin.register(User)
class AccountAdmin(StaffAdmin, UserAdmin):
    """All of Django's account fields for superusers; for managers only staff accounts and their roles."""

    form = AccountForm
    add_form = NewAccountForm
    add_form_template = None
    add_fieldsets = NEW_FIELDSETS
    list_display = ["username", "email", "first_name", "last_name", "role", "sign_in", "is_active"]
    actions = ["release_lock", "forget_second_factor"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Hide accounts with more rights than the roles from managers."""
        accounts: QuerySet[User] = super().get_queryset(request)
        if is_superuser(request):
            return accounts
        others = Group.objects.exclude(name__in=Role.values)
        return accounts.filter(is_superuser=False, user_permissions=None).exclude(groups__in=others)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> list[Any]:
        """Hide the superuser box and single permissions from managers."""
        if obj is None or is_superuser(request):
            return list(super().get_fieldsets(request, obj))
        return MANAGER_FIELDSETS

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """Let the form know whether it is the person's own account."""
        form: type[forms.ModelForm] = super().get_form(request, obj, change=change, **kwargs)
        is_own = obj is not None and obj.pk == request.user.pk
        return type(form.__name__, (form,), {"is_own": is_own})

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Offer only filters for what the person may see."""
        return list(super().get_list_filter(request)) if is_superuser(request) else ["is_active"]

    @admin.display(description="Role")
    def role(self, account: User) -> str:
        return describe_rights(account)

    @admin.display(description="Signing in")
    def sign_in(self, account: User) -> str:
        """Show until when the account is locked."""
        until = find_locked_until(account, timezone.now())
        return f"locked until {write_clock(until)}" if until else ""

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm, change: bool) -> None:
        """Save an account. A new one may sign in to the staff site. Record and email changes."""
        before = User.objects.filter(pk=obj.pk).first()
        form.rights_before = describe_rights(before) if before else ""  # type: ignore[attr-defined]
        if not change:
            obj.is_staff = True
            obj.set_password(get_random_string(RANDOM_PASSWORD))
        super().save_model(request, obj, form, change)
        by = request.user.get_username()
        if before is None:
            record(Event.ACCOUNT_ADDED, request=request, account=obj)
            return
        if before.email != obj.email:
            record(Event.ADDRESS_CHANGED, request=request, account=obj)
            email_owner(obj, "The email address of your account was changed.", also_to=before.email, by=by)
        if before.is_active != obj.is_active:
            word = "on" if obj.is_active else "off"
            end_feed(obj)
            record(Event.ACCOUNT_SWITCHED, request=request, account=obj, note=f"Switched {word}.")
            email_owner(obj, f"Your account was switched {word}.", by=by)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool) -> None:  # noqa: ANN401
        """Set the role, record it, and email the owner."""
        super().save_related(request, form, formsets, change)
        account: User = form.instance
        is_own = account.pk == request.user.pk
        if "groups" not in form.fields and not is_own:
            give_role(account, form.cleaned_data["role"])
        before, after = form.rights_before, describe_rights(account)  # type: ignore[attr-defined]
        if not change:
            invite(account, role=after)
        if before != after:
            note = f"{before} → {after}" if before else after
            record(Event.ROLE_CHANGED, request=request, account=account, note=note)
        if change and before != after:
            email_owner(account, f"Your role was changed: {note}.", by=request.user.get_username())

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Set a password for somebody else, and email them."""
        before = self.get_object(request, id)
        response = super().user_change_password(request, id, form_url)
        after = self.get_object(request, id)
        if before and after and before.password != after.password:
            record(Event.PASSWORD_CHANGED, request=request, account=after)
            email_owner(after, "The password of your account was changed.", by=request.user.get_username())
        return response

    @admin.action(description="Release the lock on signing in", permissions=["change"])
    def release_lock(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let people sign in again right away."""
        for account in queryset:
            record(Event.LOCK_RELEASED, request=request, account=account)
            self.log_change(request, account, "Lock on signing in released.")
        messages.success(request, "They can sign in again.")

    @admin.action(description="Remove the second factor (phone lost)", permissions=["change"])
    def forget_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let people set up a new app when they sign in. Nobody can do that for their own account without a code."""
        own = cast(User, request.user).pk
        if queryset.filter(pk=own).exists():
            messages.error(request, "Your own second factor is changed under “Your sign-in”.")
        for account in queryset.exclude(pk=own):
            forget_factor(account)
            record(Event.FACTOR_REMOVED, request=request, account=account)
            self.log_change(request, account, "Second factor removed.")
            email_owner(
                account,
                "The second factor of your account was removed. You set up a new one when you sign in.",
                by=request.user.get_username(),
            )
            messages.success(request, f"{account} sets up a new second factor at the next sign-in.")


def describe_rights(account: User) -> str:
    """Return the rights of an account in a word or two."""
    if account.is_superuser:
        return "Superuser"
    return name_role(find_role(account)) if account.is_staff else "Not staff"


def is_superuser(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.is_superuser


@admin.register(JournalEntry)
class JournalAdmin(StaffAdmin):
    """A read-only list."""

    list_display = ["at", "event", "account", "by", "network", "note"]
    list_filter = ["event", "at"]
    search_fields = ["account", "by", "network", "note"]
    list_per_page = 100
    show_full_result_count = False
    fields = ["at", "event", "account", "by", "network", "note"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only the site adds entries."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: JournalEntry | None = None) -> bool:
        """Entries never change."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: JournalEntry | None = None) -> bool:
        """Only the daily run deletes entries; see `studio.accounts.journal.delete_old_entries`."""
        return False
