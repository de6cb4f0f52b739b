"""Two roles: Studio staff work the inquiries, Studio manager also keeps everything around them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STAFF, MANAGER = "Studio staff", "Studio manager"

# Inquiries are added by hand after a call; only the form and this make them. Nobody deletes one: people are erased.
STAFF_RIGHTS = {
    "studio.inquiry": ("view", "add", "change"),
    "studio.note": ("view",),
    "studio.outcometally": ("view",),
    "studio.package": ("view",),
    "studio.portfoliopicture": ("view",),
    "studio.replytemplate": ("view",),
    "studio.statuschange": ("view",),
    "studio.studiofacts": ("view",),
}
# A package that is no longer sold is taken off sale, because old inquiries name it. An account that is no longer used
# is made inactive, because the history names it.
MANAGER_RIGHTS = {
    "auth.user": ("view", "add", "change"),
    "studio.inquiry": ("export", "erase"),
    "studio.package": ("add", "change"),
    "studio.portfoliopicture": ("add", "change", "delete"),
    "studio.replytemplate": ("add", "change", "delete"),
    "studio.studiofacts": ("change",),
}
WORDS = {"export_inquiry": "Can export inquiries", "erase_inquiry": "Can erase a person"}


def set_roles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    database = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(database)
    staff_rights = list(list_permissions(apps, database, STAFF_RIGHTS))
    manager_rights = list(list_permissions(apps, database, MANAGER_RIGHTS))
    groups.get_or_create(name=STAFF)[0].permissions.set(staff_rights)
    groups.get_or_create(name=MANAGER)[0].permissions.set([*staff_rights, *manager_rights])


def list_permissions(apps: Apps, database: str, rights: Mapping[str, tuple[str, ...]]) -> Iterator[Any]:
    """Return the rights; those that Django makes only after the last migration are made now, under the same names."""
    types = apps.get_model("contenttypes", "ContentType").objects.using(database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    for name, actions in rights.items():
        label, model = name.split(".")
        content_type, _ = types.get_or_create(app_label=label, model=model)
        words = apps.get_model(label, model)._meta.verbose_name
        for action in actions:
            codename = f"{action}_{model}"
            yield permissions.get_or_create(
                content_type=content_type,
                codename=codename,
                defaults={"name": WORDS.get(codename, f"Can {action} {words}")},
            )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("studio", "0006_desk"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(set_roles, migrations.RunPython.noop)]
