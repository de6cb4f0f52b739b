"""Anonymous counts of erased inquiries, for the funnel."""

from django.db import models


class ErasedCount(models.Model):
    """How many erased inquiries came on a New York day, by use, verdict and whether they were booked."""

    day = models.DateField()
    use = models.CharField(max_length=40, blank=True)
    verdict = models.CharField(max_length=10, blank=True)
    was_booked = models.BooleanField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "use", "verdict"]
        constraints = [
            models.UniqueConstraint(fields=["day", "use", "verdict", "was_booked"], name="one_erased_count_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}: {self.count}"
