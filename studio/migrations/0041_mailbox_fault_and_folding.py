"""Add the row that says since when the mailbox can't be read, and fold what is stored once more.

Apostrophes leave the words of the search, and tags and dots the mailboxes by which inquiries are compared.
"""

import unicodedata

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q
from django.utils import timezone

BATCH = 500
GMAIL = ("gmail.com", "googlemail.com")
APOSTROPHES = "'’‘`\u02bc"
NO_APOSTROPHES = dict.fromkeys(map(ord, APOSTROPHES))


def fold_mailbox(email: str) -> str:
    name, at, host = unicodedata.normalize("NFC", email).casefold().rpartition("@")
    name = name.partition("+")[0] or name
    if host in GMAIL:
        name, host = name.replace(".", ""), GMAIL[0]
    return name + at + host


def fold(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    alias = schema_editor.connection.alias
    texts = apps.get_model("studio", "SearchText").objects.using(alias)
    inquiries = apps.get_model("studio", "Inquiry").objects.using(alias)
    has_apostrophe = Q()
    for sign in APOSTROPHES:
        has_apostrophe |= Q(text__contains=sign)
    keys = list(texts.filter(has_apostrophe).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = list(texts.filter(pk__in=keys[start : start + BATCH]))
        for row in batch:
            row.text = row.text.translate(NO_APOSTROPHES)
        texts.bulk_update(batch, ["text"])
    tagged = Q(email_key__contains="+") | Q(email_key__endswith="@gmail.com") | Q(email_key__endswith="@googlemail.com")
    keys = list(inquiries.filter(tagged).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = list(inquiries.filter(pk__in=keys[start : start + BATCH]).only("email", "email_key"))
        for inquiry in batch:
            inquiry.email_key = fold_mailbox(inquiry.email)
        inquiries.bulk_update(batch, ["email_key"])


class Migration(migrations.Migration):
    dependencies = [("studio", "0040_notes_of_sign_ups")]

    operations = [
        migrations.CreateModel(
            name="MailboxFault",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False),
                ),
                ("since", models.DateTimeField(default=timezone.now)),
                ("is_refused", models.BooleanField(help_text="Whether the server answers but doesn't let us in.")),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.CheckConstraint(condition=Q(id=1), name="mailbox_fault_is_one_row")],
            },
        ),
        migrations.RunPython(fold, migrations.RunPython.noop),
    ]
