"""Calendar files of a photo day: one event for the whole day, or one for a person's own time."""

from studio.mail.calendar import PLACE, CalendarEvent, write_event_calendar
from studio.models import PhotoDay, SignUp, Venue


def name_place(photo_day: PhotoDay) -> str:
    """Return where people are to go."""
    return PLACE if photo_day.venue == Venue.STUDIO else photo_day.address


def write_day_calendar(photo_day: PhotoDay) -> str:
    """Return the file for the contact; once the day is called off, the file that removes it."""
    return write_event_calendar(describe_day(photo_day), is_canceled=not photo_day.takes_place)


def describe_day(photo_day: PhotoDay) -> CalendarEvent:
    """Return the event of the whole day."""
    return CalendarEvent(
        uid=f"photo-day-{photo_day.link_key}",
        sequence=photo_day.calendar_sequence,
        starts_at=photo_day.starts_at,
        ends_at=photo_day.ends_at,
        summary=f"Photo day with Gorn Photo ({photo_day.inquiry.reference})",
        place=name_place(photo_day),
    )


def write_time_calendar(sign_up: SignUp) -> str:
    """Return the file for one person."""
    day = sign_up.photo_day
    event = CalendarEvent(
        uid=f"photo-{sign_up.link_key}",
        sequence=sign_up.calendar_sequence + day.calendar_sequence,
        starts_at=sign_up.starts_at,
        ends_at=sign_up.ends_at,
        summary="Your photo with Gorn Photo",
        place=name_place(day),
    )
    return write_event_calendar(event, is_canceled=not day.takes_place)
