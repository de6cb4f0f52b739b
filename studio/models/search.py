"""What the desk's search looks through."""

from django.db import models

from studio.models.inquiry import Inquiry


class SearchText(models.Model):
    """The words of one inquiry, folded. A search reads this short table, because the rows of inquiries are long."""

    inquiry = models.OneToOneField(Inquiry, on_delete=models.CASCADE, primary_key=True, related_name="search_text")
    text = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.inquiry)
