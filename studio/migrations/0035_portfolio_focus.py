import django.core.validators
import studio.models.catalog
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("studio", "0034_changed_fields")]

    operations = [
        migrations.AddField(
            model_name="portfoliopicture",
            name="focus",
            field=models.PositiveSmallIntegerField(
                default=50,
                help_text="The page shows 4 by 5. Left or top is 0, right or bottom is 100.",
                validators=[django.core.validators.MaxValueValidator(100)],
                verbose_name="part to show",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="portfoliopicture",
            name="alt",
            field=models.CharField(
                blank=True,
                help_text="What the picture shows, for people who can’t see it. Without it the picture isn’t on the page.",
                max_length=200,
                verbose_name="text alternative",
            ),
        ),
        migrations.AlterField(
            model_name="portfoliopicture",
            name="image",
            field=models.FileField(storage=studio.models.catalog.find_portfolio_storage, upload_to="originals"),
        ),
    ]
