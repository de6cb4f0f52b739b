"""The parts of libical that tests need; many calendar programs use this library."""

from ctypes import CDLL, Structure, c_char_p, c_int, c_uint, c_void_p
from ctypes.util import find_library
from datetime import datetime
from typing import Any


class Time(Structure):
    """libical's icaltimetype."""

    _fields_ = [
        *((name, c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")),
        ("zone", c_void_p),
    ]

    def __str__(self) -> str:
        if self.is_date:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        when = datetime(self.year, self.month, self.day, self.hour, self.minute, self.second)  # noqa: DTZ001
        return when.isoformat()


class Duration(Structure):
    """libical's icaldurationtype."""

    _fields_ = [("is_negative", c_int), *((name, c_uint) for name in ("days", "weeks", "hours", "minutes", "seconds"))]


class Trigger(Structure):
    """libical's icaltriggertype."""

    _fields_ = [("time", Time), ("duration", Duration)]


RETURNS = {
    "icalparser_parse_string": c_void_p,
    "icalcomponent_get_first_component": c_void_p,
    "icalcomponent_get_first_property": c_void_p,
    "icaltimezone_get_utc_timezone": c_void_p,
    "icalproperty_get_value_as_string": c_char_p,
    "icalproperty_get_trigger": Trigger,
    "icalproperty_get_location": c_char_p,
    "icalcomponent_get_dtstart": Time,
    "icalcomponent_get_dtend": Time,
    "icaltime_convert_to_zone": Time,
    "icaltime_add": Time,
}


class Libical:
    """Reads a calendar file.

    Raises:
        FileNotFoundError: the library isn't there; the message says how to get it.
    """

    def __init__(self) -> None:
        name = find_library("ical")
        if name is None:
            raise FileNotFoundError("There is no libical: run tools/install_libical.")
        self._library = CDLL(name)
        for function, kind in RETURNS.items():
            getattr(self._library, function).restype = kind

    def read(self, text: str) -> dict[str, Any]:
        """Return what is in the first event of a file, and how many it has; times in UTC, the alarm's in local time."""
        library = self._library
        root = c_void_p(library.icalparser_parse_string(text.encode()))
        assert library.icalcomponent_count_errors(root) == 0
        event = self._find_part(root, b"VEVENT")
        start, end = library.icalcomponent_get_dtstart(event), library.icalcomponent_get_dtend(event)
        return {
            "method": self._read_text(root, b"METHOD"),
            "status": self._read_text(event, b"STATUS"),
            "uid": self._read_text(event, b"UID"),
            "sequence": int(self._read_text(event, b"SEQUENCE") or 0),
            "summary": self._read_text(event, b"SUMMARY"),
            "place": self._read_place(event),
            "events": library.icalcomponent_count_components(root, library.icalcomponent_string_to_kind(b"VEVENT")),
            "start": self._say(start),
            "end": self._say(end),
            "rings": self._find_alarm(event, start),
        }

    def _find_part(self, parent: c_void_p, kind: bytes) -> c_void_p:
        number = self._library.icalcomponent_string_to_kind(kind)
        return c_void_p(self._library.icalcomponent_get_first_component(parent, number))

    def _find_property(self, part: c_void_p, kind: bytes) -> c_void_p:
        number = self._library.icalproperty_string_to_kind(kind)
        return c_void_p(self._library.icalcomponent_get_first_property(part, number))

    def _read_text(self, part: c_void_p, kind: bytes) -> str | None:
        found = self._find_property(part, kind)
        return self._library.icalproperty_get_value_as_string(found).decode() if found else None

    def _read_place(self, event: c_void_p) -> str | None:
        found = self._find_property(event, b"LOCATION")
        return self._library.icalproperty_get_location(found).decode() if found else None

    def _say(self, time: Time) -> str:
        if time.is_date:
            return str(time)
        utc = c_void_p(self._library.icaltimezone_get_utc_timezone())
        return f"{self._library.icaltime_convert_to_zone(time, utc)}Z"

    def _find_alarm(self, event: c_void_p, start: Time) -> str | None:
        alarm = self._find_part(event, b"VALARM")
        if not alarm:
            return None
        trigger = self._library.icalproperty_get_trigger(self._find_property(alarm, b"TRIGGER"))
        return str(self._library.icaltime_add(Time(start.year, start.month, start.day), trigger.duration))
