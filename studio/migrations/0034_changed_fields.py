from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("studio", "0033_no_erased_counts")]

    operations = [
        migrations.AddField(
            model_name="note",
            name="changed",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
    ]
