"""How often each result was shown: anonymous counts."""

from django.db import models


class OutcomeTally(models.Model):
    """How often results were seen on a New York day, by deciding use, verdict and framework version."""

    day = models.DateField()
    use = models.CharField(max_length=40, blank=True, help_text="The use that decided; empty when none was given.")
    verdict = models.CharField(max_length=20)
    framework_version = models.CharField(max_length=20)
    count = models.PositiveIntegerField("results shown, about", default=0)

    class Meta:
        ordering = ["-day", "use", "verdict"]
        verbose_name = "count of results"
        verbose_name_plural = "counts of results"
        constraints = [
            models.UniqueConstraint(fields=["day", "use", "verdict", "framework_version"], name="one_tally_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.use or 'no use'}: {self.verdict}"
