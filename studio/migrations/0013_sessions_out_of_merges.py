"""Bring booked sessions back that an earlier release let disappear in a merge, and number calendar files onwards."""

from datetime import UTC, datetime

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

# Earlier releases numbered a calendar file by the seconds since then.
EARLIER_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def number_onwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    inquiries = apps.get_model("studio", "Inquiry").objects.using(schema_editor.connection.alias)
    seconds = int((timezone.now() - EARLIER_EPOCH).total_seconds())
    inquiries.filter(session_at__isnull=False).update(calendar_sequence=seconds)


def undo_merges_of_sessions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    database = schema_editor.connection.alias
    inquiries = apps.get_model("studio", "Inquiry").objects.using(database)
    notes = apps.get_model("studio", "Note").objects.using(database)
    for inquiry in inquiries.filter(status="booked", merged_into__isnull=False).select_related("merged_into"):
        kept = inquiry.merged_into.reference
        inquiries.filter(pk=inquiry.pk).update(merged_into=None)
        notes.create(inquiry_id=inquiry.pk, text=f"No longer merged into {kept}: it has a booked session.")


class Migration(migrations.Migration):
    dependencies = [("studio", "0012_calendar_sequence")]

    operations = [
        migrations.RunPython(number_onwards, migrations.RunPython.noop),
        migrations.RunPython(undo_merges_of_sessions, migrations.RunPython.noop),
    ]
