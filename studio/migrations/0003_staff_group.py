"""The group of the people who work the inquiries, with just the rights that this takes."""

from collections.abc import Iterator
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GROUP = "Studio staff"

# Inquiries are neither made nor deleted by hand: they come through the form, and what was sent stays as it was sent.
# A package that is no longer sold is taken off sale, because old inquiries name it.
RIGHTS = {
    "inquiry": ("view", "change"),
    "statuschange": ("view",),
    "package": ("view", "add", "change"),
    "studiofacts": ("view", "change"),
    "portfoliopicture": ("view", "add", "change", "delete"),
}


def add_staff_group(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    database = schema_editor.connection.alias
    group, _ = apps.get_model("auth", "Group").objects.using(database).get_or_create(name=GROUP)
    group.permissions.add(*list_permissions(apps, database))


def list_permissions(apps: Apps, database: str) -> Iterator[Any]:
    """Return the rights; those that Django makes only after the last migration are made now, under the same names."""
    types = apps.get_model("contenttypes", "ContentType").objects.using(database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    for model, actions in RIGHTS.items():
        content_type, _ = types.get_or_create(app_label="studio", model=model)
        words = apps.get_model("studio", model)._meta.verbose_name
        for action in actions:
            yield permissions.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {words}"},
            )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("studio", "0002_known_packages"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(add_staff_group, migrations.RunPython.noop)]
