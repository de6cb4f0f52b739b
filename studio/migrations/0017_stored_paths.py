"""Name the code that queued tasks ask for by its new path, and forget models that are gone."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Before -> now. The only dotted paths that the database holds; salts are names, and stay as they are.
TASKS = {"studio.delivering.deliver": "studio.mail.deliver.deliver"}

# Their tables went with 0014, but Django leaves their permissions where staff pick them.
GONE = (("axes", None), ("studio", "recentuse"))


def rename_tasks(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects.using(schema_editor.connection.alias)
    for before, now in TASKS.items():
        tasks.filter(task_path=before).update(task_path=now)


def forget_models(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
    for app, model in GONE:
        types.filter(app_label=app, **{"model": model} if model else {}).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("studio", "0016_three_roles"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.RunPython(rename_tasks, migrations.RunPython.noop),
        migrations.RunPython(forget_models, migrations.RunPython.noop),
    ]
