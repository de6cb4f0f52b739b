"""What happened to each person on the day, as staff tick it on a phone."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import F, QuerySet

from studio.models import Attendance, PhotoDay, SignUp
from studio.models.photo_day import MAX_FILES_LENGTH


class StaleError(ValueError):
    """Somebody else has saved something else since the page was opened. The message says who, and what."""


def record_attendance(  # all of it belongs to one tick
    sign_up: SignUp, attendance: Attendance, files: str, *, seen: int, by: User, now: datetime
) -> None:
    """Save what happened, and the numbers of the files. Saving the same twice changes nothing.

    Raises:
        StaleError: the sign-up no longer has the version that was `seen`, and has other content.
    """
    files = files[:MAX_FILES_LENGTH]
    same = SignUp.objects.filter(pk=sign_up.pk, version=seen)
    if same.update(attendance=attendance, files=files, version=F("version") + 1, saved_by=by, saved_at=now):
        return
    sign_up.refresh_from_db()
    if (sign_up.attendance, sign_up.files) != (attendance, files):
        who = sign_up.saved_by or "Somebody"
        kept = f"{sign_up.get_attendance_display().lower()}{f', files {sign_up.files}' if sign_up.files else ''}"
        raise StaleError(
            f"{who} has saved {sign_up.name} as {kept} while you had this page open. Yours was not saved; look again."
        )


def find_missing(photo_day: PhotoDay) -> QuerySet[SignUp]:
    """Return the people of whom there is no good picture yet."""
    return photo_day.sign_ups.filter(confirmed_at__isnull=False).exclude(attendance=Attendance.DONE)
