"""Photo days at the same time as a session or another photo day."""

from datetime import datetime

from django.db.models import QuerySet

from studio.models import TAKES_PLACE, PhotoDay


def find_busy_days(start: datetime, end: datetime) -> QuerySet[PhotoDay]:
    """Return the photo days that overlap with this time, also those at a client's: the photographer is there."""
    planned = PhotoDay.objects.filter(called_off_at=None, inquiry__status__in=TAKES_PLACE, inquiry__erase_at=None)
    return planned.filter(starts_at__lt=end, ends_at__gt=start).select_related("inquiry").order_by("starts_at")
