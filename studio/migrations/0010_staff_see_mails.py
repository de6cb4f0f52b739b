"""Both roles may look at the outbox and at photos."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ROLES = ("Studio staff", "Studio manager")
SEEN = {"mail": "mail", "inquiryphoto": "inquiry photo"}


def let_staff_see(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    database = schema_editor.connection.alias
    types = apps.get_model("contenttypes", "ContentType").objects.using(database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    groups = apps.get_model("auth", "Group").objects.using(database)
    for model, words in SEEN.items():
        content_type, _ = types.get_or_create(app_label="studio", model=model)
        permission, _ = permissions.get_or_create(
            content_type=content_type, codename=f"view_{model}", defaults={"name": f"Can view {words}"}
        )
        for group in groups.filter(name__in=ROLES):
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("studio", "0009_photos")]

    operations = [migrations.RunPython(let_staff_see, migrations.RunPython.noop)]
