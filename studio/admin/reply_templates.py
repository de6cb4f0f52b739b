"""Reply templates on the desk."""

from django.contrib import admin
from django.db.models import Field
from django.forms import Field as FormField
from django.http import HttpRequest

from studio.admin.base import DeskAdmin
from studio.mail.placeholders import PLACEHOLDERS
from studio.models import ReplyTemplate


@admin.register(ReplyTemplate)
class ReplyTemplateAdmin(DeskAdmin):
    """Placeholders are checked when a template is saved."""

    list_display = ["name", "subject"]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: object) -> FormField | None:
        """Say under the body what can stand in it."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "body":
            field.help_text = "; ".join(f"{{{name}}}: {meaning}" for name, meaning in PLACEHOLDERS.items()) + "."
        return field
