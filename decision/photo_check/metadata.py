"""What EXIF, XMP, IPTC and texts in a file say, as cameras, editors and generators write them. Anyone can add or
remove these."""

import math
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from decision.photo_check.generators import Trace, find_in_key, find_in_program, find_in_text, keep_one_each
from decision.photo_check.source_types import find_terms, read_term
from decision.photo_check.xmp import decode_xmp, find_values
from decision.pictures.open import Picture, read_exif

LONGEST_SHOWN = 80
# Where a file names programs, devices and credits; where it has texts; and what else a person may want to know.
_PROGRAM_TAGS = (Base.Make, Base.Model, Base.Software, Base.ProcessingSoftware, Base.HostComputer)
_TEXT_TAGS = (Base.Make, Base.Model, Base.UserComment, Base.ImageDescription, Base.XPComment)
_ENTRY_TAGS = {
    Base.ImageDescription: "Description",
    Base.Artist: "Author",
    Base.Copyright: "Copyright",
    Base.DateTimeOriginal: "Date",
    Base.DateTime: "Date",
    Base.UserComment: "Comment",
}
_TECHNICAL_TAGS = frozenset(
    {
        *(Base.Orientation, Base.XResolution, Base.YResolution, Base.ResolutionUnit, Base.YCbCrPositioning),
        *(Base.ColorSpace, Base.ExifVersion, Base.ComponentsConfiguration, Base.FlashPixVersion),
        *(Base.ExifImageWidth, Base.ExifImageHeight, Base.ImageWidth, Base.ImageLength),
        *(IFD.Exif, IFD.GPSInfo, IFD.Interop),
    }
)
"""Tags that describe only how the file is stored."""
_PROGRAM_PROPERTIES = ("CreatorTool", "Credit", "AISystemUsed", "softwareAgent")
_TEXT_PROPERTIES = ("UserComment", "description", "parameters")
_ENTRY_PROPERTIES = {
    "title": "Title",
    "description": "Description",
    "creator": "Author",
    "rights": "Copyright",
    "Credit": "Credit",
    "CreateDate": "Date",
    "AISystemUsed": "AI system",
}
_CREDIT, _ORIGINATING_PROGRAM, _SOURCE = 110, 65, 115
_PROGRAM_RECORDS = {
    _CREDIT: "IPTC Credit",
    _ORIGINATING_PROGRAM: "IPTC OriginatingProgram",
    _SOURCE: "IPTC Source",
}
_ENTRY_RECORDS = {
    5: "Title",
    80: "Author",
    _CREDIT: "Credit",
    _SOURCE: "Source",
    116: "Copyright",
    120: "Description",
    40: "Instructions",
    25: "Keywords",
}
_FIRMWARE = re.compile(r"firmware|\bver(sion)?\b|\bver\.?\s*\d|^v?[\d.]+$|^[A-Z0-9_.-]{8,}$|hdr\+", re.IGNORECASE)
_IPTC_RESOURCE = 0x0404
_XMP_KEY = "XML:com.adobe.xmp"


@dataclass(frozen=True)
class Metadata:
    """The metadata in a file. `software` is the last program that wrote it; `traces` are those of image generators;
    `entries` is everything else that a person may want to know, as (name, value)."""

    camera: str | None = None
    software: str | None = None
    traces: tuple[Trace, ...] = ()
    terms: tuple[str, ...] = ()
    has_location: bool = False
    """Whether coordinates say where the picture was taken."""
    entries: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class _Parts:
    """The metadata of a file, each kind read as far as it can be."""

    tags: Mapping[int, Any]
    location: Mapping[int, Any]
    xmp: str
    records: tuple[tuple[int, str], ...]
    texts: Mapping[str, str]
    comment: str
    long_texts: Mapping[str, str]
    """Beginnings of texts that were too long."""


def read_metadata(picture: Picture) -> Metadata:
    """Return the metadata in the file of a picture; what is damaged is left out."""
    parts = _read_parts(picture)
    traces = keep_one_each(_list_traces(parts))
    camera = None if _is_posing(parts) else _name_camera(parts)
    software = _name_software(parts, camera)
    values = find_values(parts.xmp, "DigitalSourceType")
    terms = (*(read_term(value) for value in values), *find_terms(parts.xmp))
    return Metadata(
        camera=camera,
        software=software,
        traces=traces,
        terms=tuple(dict.fromkeys(term for term in terms if term)),
        has_location=_has_location(parts),
        entries=tuple(_list_entries(parts)),
    )


def _read_parts(picture: Picture) -> _Parts:
    info = picture.info
    is_png = picture.format == "PNG"
    texts = {key: value for key, value in info.items() if is_png and isinstance(key, str) and isinstance(value, str)}
    profiles = {key: _read_raw_profile(texts.pop(key)) for key in list(texts) if key.startswith("Raw profile type ")}
    texts.pop(_XMP_KEY, None)
    exif = picture.exif or read_exif(profiles.get("Raw profile type exif") or profiles.get("Raw profile type APP1"))
    resources = info.get("photoshop")
    records = resources.get(_IPTC_RESOURCE) if isinstance(resources, dict) else profiles.get("Raw profile type iptc")
    xmp = info.get("xmp") or profiles.get("Raw profile type xmp") or picture.long_texts.get(_XMP_KEY) or b""
    comment = info.get("comment")
    return _Parts(
        tags=_read_tags(exif),
        location=_read_location(exif),
        xmp=decode_xmp(xmp if isinstance(xmp, bytes) else str(xmp).encode()),
        records=tuple(_list_records(records if isinstance(records, bytes) else b"")),
        texts=texts,
        comment=decode_text(comment) if isinstance(comment, bytes) else "",
        long_texts={key: decode_text(text) for key, text in picture.long_texts.items()},
    )


def _read_tags(exif: Image.Exif) -> dict[int, Any]:
    tags: dict[int, Any] = {}
    with suppress(Exception):  # Pillow's EXIF reader raises nearly anything on damaged data
        tags.update(exif)
    with suppress(Exception):
        tags.update(exif.get_ifd(IFD.Exif))
    return tags


def _read_location(exif: Image.Exif) -> dict[int, Any]:
    with suppress(Exception):  # Pillow's EXIF reader raises nearly anything on damaged data
        return dict(exif.get_ifd(IFD.GPSInfo))
    return {}


def _read_raw_profile(text: str) -> bytes:
    """Return the bytes of a profile that ImageMagick wrote into a PNG: a name, a length, and hexadecimal lines."""
    with suppress(ValueError):
        return bytes.fromhex("".join(text.split("\n")[3:]))
    return b""


def _list_records(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield (number, text) of each IPTC record about the picture."""
    offset = data.find(b"\x1c\x02")
    while 0 <= offset < len(data) - 5 and data[offset] == 0x1C:  # noqa: PLR2004  # begins each record
        length = int.from_bytes(data[offset + 3 : offset + 5], "big")
        if data[offset + 1] == 2:  # noqa: PLR2004  # the other parts are about sending
            yield data[offset + 2], decode_text(data[offset + 5 : offset + 5 + length])
        offset += 5 + length


def decode_text(value: object) -> str:
    """Return a text in a file, whatever its encoding."""
    if isinstance(value, str):
        with suppress(UnicodeError):  # Pillow reads bytes as Latin-1, and most programs write UTF-8
            return value.encode("latin-1").decode("utf-8")
        return value
    if not isinstance(value, bytes):
        return ""
    if value[:8] in (b"ASCII\0\0\0", b"UNICODE\0", b"\0\0\0\0\0\0\0\0", b"JIS\0\0\0\0\0"):
        value = value[8:]
    if b"\0" in value.rstrip(b"\0"):
        is_big = value[0::2].count(b"\0") >= value[1::2].count(b"\0")
        return value.decode("utf-16-be" if is_big else "utf-16-le", "ignore")
    try:
        return value.decode("utf-8")
    except UnicodeError:
        return value.decode("latin-1")


def _list_traces(parts: _Parts) -> Iterator[Trace]:
    for trace in (*_search_programs(parts), *_search_texts(parts)):
        if trace:
            yield trace
    for value in find_values(parts.xmp, "AISystemUsed"):
        yield find_in_program(value, "XMP AISystemUsed") or Trace(make_printable(value) or "AI", "XMP AISystemUsed")


def _search_programs(parts: _Parts) -> Iterator[Trace | None]:
    for tag in _PROGRAM_TAGS:
        yield find_in_program(decode_text(parts.tags.get(tag)), f"EXIF {tag.name}")
    for name in _PROGRAM_PROPERTIES:
        for value in find_values(parts.xmp, name):
            yield find_in_program(value, f"XMP {name}")
    for number, value in parts.records:
        if number in _PROGRAM_RECORDS:
            yield find_in_program(value, _PROGRAM_RECORDS[number])
    for key in ("Software", "Source", "Creation software"):
        yield find_in_program(parts.texts.get(key, ""), f"PNG text “{key}”")


def _search_texts(parts: _Parts) -> Iterator[Trace | None]:
    for key, value in (*parts.texts.items(), *parts.long_texts.items()):
        where = f"PNG text “{make_printable(key)}”"
        yield find_in_text(value, where) or find_in_key(key, where)
    for tag in _TEXT_TAGS:
        yield find_in_text(decode_text(parts.tags.get(tag)), f"EXIF {tag.name}")
    for name in _TEXT_PROPERTIES:
        for value in find_values(parts.xmp, name):
            yield find_in_text(value, f"XMP {name}")
    yield find_in_text(parts.comment, "comment")
    for _, value in parts.records:
        yield find_in_text(value, "IPTC")


def _is_posing(parts: _Parts) -> bool:
    """Return whether a generator wrote into the fields of the camera."""
    made = (decode_text(parts.tags.get(tag)) for tag in (Base.Make, Base.Model))
    return any(find_in_text(value, "") or find_in_program(value, "") for value in made)


def _name_camera(parts: _Parts) -> str | None:
    make, model = (
        make_printable(parts.tags.get(tag)) or make_printable(next(iter(find_values(parts.xmp, name)), None))
        for tag, name in ((Base.Make, "Make"), (Base.Model, "Model"))
    )
    if make and model and model.split()[0].lower() == make.split()[0].lower():
        return model
    return " ".join(filter(None, (make, model))) or None


def _name_software(parts: _Parts, camera: str | None) -> str | None:
    """Return the last program that wrote the file. What a camera calls its own firmware isn't one."""
    names = (parts.tags.get(Base.Software), *find_values(parts.xmp, "CreatorTool"), parts.texts.get("Software"))
    names = (*names, *(value for number, value in parts.records if number == _ORIGINATING_PROGRAM))
    for name in map(make_printable, names):
        is_firmware = camera and name and (_FIRMWARE.search(name) or name.lower() in camera.lower())
        if name and not is_firmware:
            return name
    return None


def _has_location(parts: _Parts) -> bool:
    values = (parts.location.get(GPS.GPSLatitude), parts.location.get(GPS.GPSLongitude))
    if all(isinstance(value, tuple) and value and _are_numbers(value) for value in values):
        return True
    return all(
        any(re.search(r"\d", value) for value in find_values(parts.xmp, name))
        for name in ("GPSLatitude", "GPSLongitude")
    )


def _are_numbers(values: tuple[Any, ...]) -> bool:
    try:
        return all(math.isfinite(float(value)) for value in values)
    except (TypeError, ValueError, ZeroDivisionError):
        return False


def _list_entries(parts: _Parts) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of what else the file says, each name once."""
    found = [(name, parts.tags.get(tag)) for tag, name in _ENTRY_TAGS.items()]
    found += [(name, value) for key, name in _ENTRY_PROPERTIES.items() for value in find_values(parts.xmp, key)[:1]]
    found += [(_ENTRY_RECORDS[number], value) for number, value in parts.records if number in _ENTRY_RECORDS]
    found += [(make_printable(key) or "Text", value) for key, value in parts.texts.items()]
    found += [("Comment", parts.comment)]
    found += [
        ("XMP" if key == _XMP_KEY else make_printable(key) or "Text", "a very long text") for key in parts.long_texts
    ]
    named: dict[str, str] = {}
    for name, value in found:
        if text := make_printable(value):
            named.setdefault(name, text)
    yield from named.items()
    more = parts.tags.keys() - _TECHNICAL_TAGS - _ENTRY_TAGS.keys() - set(_PROGRAM_TAGS)
    if more:
        yield "EXIF", f"{len(more)} more detail{'' if len(more) == 1 else 's'}"
    if not named and parts.xmp.strip():
        yield "XMP", "technical details"


def make_printable(value: object) -> str | None:
    """Return a stranger's text as one short printable line, or None if nothing is left."""
    text = decode_text(value)
    return "".join(character for character in text if character.isprintable()).strip()[:LONGEST_SHOWN] or None
