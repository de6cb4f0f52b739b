"""Staff accounts. A manager gives out the studio's two roles, and can touch nothing that is worth more."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import ManyToManyField, QuerySet
from django.forms import CheckboxSelectMultiple, ModelForm, ModelMultipleChoiceField
from django.http import HttpRequest
from django_otp.plugins.otp_totp.models import TOTPDevice

from studio.admin.base import DeskAdmin

ROLES = ("Studio staff", "Studio manager")

MANAGER_FIELDSETS = [
    (None, {"fields": ["username", "password"]}),
    ("Person", {"fields": ["first_name", "last_name", "email"]}),
    ("Role", {"fields": ["is_active", "groups"]}),
]
NEW_FIELDSETS = [(None, {"fields": ["username", "email", "groups", "password1", "password2"]})]

admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(DeskAdmin, UserAdmin):
    """Django's accounts for superusers; for managers the studio's own people, and two roles to choose from."""

    add_fieldsets = NEW_FIELDSETS
    actions = ["forget_second_factor"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Hide from managers every account that may do more than the two roles may."""
        accounts: QuerySet[User] = super().get_queryset(request)
        if is_superuser(request):
            return accounts
        others = Group.objects.exclude(name__in=ROLES)
        return accounts.filter(is_superuser=False, user_permissions=None).exclude(groups__in=others)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> list[Any]:
        """Show managers no superuser mark, no single rights."""
        if obj is None or is_superuser(request):
            return list(super().get_fieldsets(request, obj))
        return MANAGER_FIELDSETS

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """Filter only by what the person may see."""
        return list(super().get_list_filter(request)) if is_superuser(request) else ["is_active"]

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField | None:
        """Offer managers the two roles, and no other group."""
        if db_field.name != "groups" or is_superuser(request):
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        roles = Group.objects.filter(name__in=ROLES)
        words = {
            "label": "Roles",
            "help_text": "Staff work inquiries. Managers also keep packages, templates and accounts.",
        }
        return super().formfield_for_manytomany(
            db_field, request, **kwargs, queryset=roles, widget=CheckboxSelectMultiple, **words
        )

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        """Let a new account into the desk: there is nothing else to sign in to."""
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)

    @admin.action(description="Forget the second factor (phone lost)", permissions=["change"])
    def forget_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Let people set up a new app when they sign in."""
        TOTPDevice.objects.filter(user__in=queryset).delete()
        for account in queryset:
            self.log_change(request, account, "Second factor forgotten.")
        messages.success(request, "They set up a new second factor when they sign in.")


def is_superuser(request: HttpRequest) -> bool:
    """Whether the person signed in may do everything."""
    return isinstance(request.user, User) and request.user.is_superuser
