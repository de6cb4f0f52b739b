from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("studio", "0035_portfolio_focus")]

    operations = [
        migrations.AddField(
            model_name="inquiry",
            name="groups",
            field=models.JSONField(blank=True, default=list, editable=False),
        ),
    ]
