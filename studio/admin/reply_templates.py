"""Reply templates on the staff site."""

from django.contrib import admin
from django.db.models import Field
from django.forms import Field as FormField
from django.http import HttpRequest

from studio.admin.base import StaffAdmin
from studio.models import ReplyTemplate
from studio.models.template import PLACEHOLDERS


@admin.register(ReplyTemplate)
class ReplyTemplateAdmin(StaffAdmin):
    """Placeholders are checked when a template is saved."""

    list_display = ["name", "subject"]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: object) -> FormField | None:
        """List the placeholders below the body."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "body":
            field.help_text = "; ".join(f"{{{name}}}: {meaning}" for name, meaning in PLACEHOLDERS.items()) + "."
        return field
