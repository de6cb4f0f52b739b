"""A third role that only looks; managers read the journal; keys of second factors that nobody confirmed go."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STAFF, MANAGER, READ_ONLY = "Studio staff", "Studio manager", "Studio read only"


def add_read_only(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    database = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(database)
    looks = groups.get(name=STAFF).permissions.filter(codename__startswith="view_")
    groups.get_or_create(name=READ_ONLY)[0].permissions.set(looks)


def let_managers_read_journal(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    database = schema_editor.connection.alias
    types = apps.get_model("contenttypes", "ContentType").objects.using(database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    content_type, _ = types.get_or_create(app_label="studio", model="journalentry")
    permission, _ = permissions.get_or_create(
        content_type=content_type, codename="view_journalentry", defaults={"name": "Can view journal entry"}
    )
    apps.get_model("auth", "Group").objects.using(database).get(name=MANAGER).permissions.add(permission)


def forget_unconfirmed_apps(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Before, a key was stored as soon as it was shown: who had seen it first could have kept it."""
    devices = apps.get_model("otp_totp", "TOTPDevice").objects.using(schema_editor.connection.alias)
    devices.filter(confirmed=False).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("studio", "0015_accounts"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("otp_totp", "0003_add_timestamps"),
    ]

    operations = [
        migrations.RunPython(add_read_only, migrations.RunPython.noop),
        migrations.RunPython(let_managers_read_journal, migrations.RunPython.noop),
        migrations.RunPython(forget_unconfirmed_apps, migrations.RunPython.noop),
    ]
