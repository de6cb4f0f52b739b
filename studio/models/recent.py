"""How often somebody has asked lately: a keyed hash and a number, for a day."""

from django.db import models


class RecentUse(models.Model):
    """How often one address or one mailbox was used since `began_at`. Rows are deleted after 24 hours."""

    what = models.CharField(max_length=10)
    keyed_hash = models.CharField(max_length=64)
    began_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what", "keyed_hash"], name="one_recent_use_each")]

    def __str__(self) -> str:
        return f"{self.what}: {self.count}"
