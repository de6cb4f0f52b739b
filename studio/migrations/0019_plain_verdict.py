"""Let an inquiry hold the verdict `plain`, which came with framework 2026.2."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("studio", "0018_words")]

    operations = [
        migrations.AlterField(
            model_name="inquiry",
            name="verdict",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ai", "AI"),
                    ("ai-for-now", "AI for now"),
                    ("plain", "Plain photo"),
                    ("studio", "Studio"),
                ],
                max_length=10,
            ),
        ),
        migrations.RemoveConstraint(model_name="inquiry", name="inquiry_verdict_is_known"),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                name="inquiry_verdict_is_known",
                condition=Q(verdict__in=["ai", "ai-for-now", "plain", "studio", ""]),
            ),
        ),
    ]
