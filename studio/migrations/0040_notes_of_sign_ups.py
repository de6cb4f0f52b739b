import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("studio", "0039_webhooks_and_replies"),
    ]

    operations = [
        migrations.AddField(
            model_name="note",
            name="sign_up",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notes",
                to="studio.signup",
            ),
        ),
    ]
