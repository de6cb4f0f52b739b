"""Columns and a table that hold folded words. The next migration fills them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("studio", "0026_step_index")]

    operations = [
        migrations.RemoveIndex(model_name="inquiry", name="inquiry_by_email"),
        migrations.RemoveIndex(model_name="inquiry", name="inquiry_by_phone"),
        # Django cannot turn a generated column into a plain one.
        migrations.RemoveField(model_name="inquiry", name="email_key"),
        migrations.RemoveField(model_name="inquiry", name="phone_key"),
        migrations.AddField(
            model_name="inquiry",
            name="email_key",
            field=models.CharField(blank=True, default="", editable=False, max_length=254),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="inquiry",
            name="phone_key",
            field=models.CharField(blank=True, default="", editable=False, max_length=10),
            preserve_default=False,
        ),
        migrations.AddIndex(model_name="inquiry", index=models.Index(fields=["email_key"], name="inquiry_by_email")),
        migrations.AddIndex(model_name="inquiry", index=models.Index(fields=["phone_key"], name="inquiry_by_phone")),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "inquiry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_text",
                        serialize=False,
                        to="studio.inquiry",
                    ),
                ),
                ("text", models.TextField()),
            ],
            options={"default_permissions": ()},
        ),
    ]
