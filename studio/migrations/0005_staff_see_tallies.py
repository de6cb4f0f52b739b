"""Studio staff may look at the outcome tallies."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def let_staff_see_tallies(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    database = schema_editor.connection.alias
    types = apps.get_model("contenttypes", "ContentType").objects.using(database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    content_type, _ = types.get_or_create(app_label="studio", model="outcometally")
    permission, _ = permissions.get_or_create(
        content_type=content_type, codename="view_outcometally", defaults={"name": "Can view outcome tally"}
    )
    apps.get_model("auth", "Group").objects.using(database).get(name="Studio staff").permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("studio", "0004_outcome_tally")]

    operations = [migrations.RunPython(let_staff_see_tallies, migrations.RunPython.noop)]
