"""A tidy copy for a destination: its crop, size and file size, in sRGB. Marks that say AI are carried over."""

from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image
from PIL.ExifTags import IFD, TAGS, Base

from decision.photo_check.crop import crop_for
from decision.photo_check.destinations import Specification, specify
from decision.photo_check.file_marks import Marks
from decision.photo_check.landmarks import Face
from decision.photo_check.source_types import ADDRESS
from decision.pictures.open import Picture

LARGEST = 2400
"""Pixels of the longer side when a destination gives no size."""
QUALITIES = (95, 92, 88, 84, 80, 75, 70, 65, 60, 55, 50)
MOST_EXIF = 65_000
"""Bytes; a segment of a JPEG holds 65,533."""

_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
    'Iptc4xmpExt:DigitalSourceType="{address}{term}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)
# True of the original file only: how it is stored, its size, and notes that point into it.
_ABOUT_ORIGINAL = frozenset(
    {
        *(Base.ImageWidth, Base.ImageLength, Base.BitsPerSample, Base.Compression, Base.PhotometricInterpretation),
        *(Base.StripOffsets, Base.StripByteCounts, Base.SamplesPerPixel, Base.RowsPerStrip, Base.PlanarConfiguration),
        *(Base.JpegIFOffset, Base.JpegIFByteCount, Base.Orientation, Base.ExifImageWidth, Base.ExifImageHeight),
        *(IFD.Exif, IFD.GPSInfo, IFD.Interop),
    }
)


@dataclass(frozen=True)
class Copy:
    """A JPEG file made for a destination. `fits` is False when no quality gives the file size that it asks for."""

    jpeg: bytes
    width: int
    height: int
    fits: bool
    ai_term: str | None
    """The mark that says AI, as an IPTC digital source type."""
    left_out: tuple[str, ...] = ()
    """Parts of the EXIF that had to be left out although it was to be kept."""


@dataclass(frozen=True)
class Offer:
    """What a copy for a destination would be."""

    destination: str
    width: int
    height: int
    file_size: int
    """Bytes."""
    fits: bool


def make_copy(picture: Picture, face: Face, marks: Marks, destination: str, *, keeps_metadata: bool) -> Copy:
    """Return the copy for a destination (a key of destinations.toml).

    `keeps_metadata` carries over EXIF (camera, date, place), which is left out otherwise. A mark that says AI is always
    carried over: a copy must not claim to be more of a photograph than its original.
    """
    asked = specify(destination)
    box = crop_for(face, picture.size, asked.ratio)
    size = _choose_size(asked, (box.width, box.height))
    extra: dict[str, bytes] = {}
    left_out: tuple[str, ...] = ()
    if keeps_metadata and picture.exif:
        extra["exif"], left_out = keep_exif(picture.exif, size)
    if marks.ai_term:
        extra["xmp"] = _XMP.format(address=ADDRESS, term=marks.ai_term).encode()
    jpeg, fits = _encode(picture.resample(box, size), asked, extra)
    return Copy(jpeg, *size, fits, marks.ai_term, left_out)


def offer_copy(picture: Picture, face: Face, marks: Marks, destination: str) -> Offer:
    """Return what a copy would be, without metadata."""
    copy = make_copy(picture, face, marks, destination, keeps_metadata=False)
    return Offer(destination, copy.width, copy.height, len(copy.jpeg), copy.fits)


def _choose_size(asked: Specification, crop: tuple[float, float]) -> tuple[int, int]:
    """Return the pixels of the copy: what the destination wants, but never more than the picture has. One that wants
    many bytes gets many pixels."""
    wanted = asked.target or (None if asked.min_bytes else asked.least)
    factor = wanted[0] / crop[0] if wanted and asked.ratio else LARGEST / max(crop)
    factor = min(1.0, factor)
    return max(1, round(crop[0] * factor)), max(1, round(crop[1] * factor))


def keep_exif(exif: Image.Exif, size: tuple[int, int]) -> tuple[bytes, tuple[str, ...]]:
    """Return EXIF for a picture of another size, and what had to be left out: maker notes, because
    they point into the old file, what can't be written, and the largest parts where it would be too long for a JPEG."""
    parts = {group: _read_tags(exif, group) for group in (None, IFD.Exif, IFD.GPSInfo)}
    left_out = ["maker notes"] if parts[IFD.Exif].pop(Base.MakerNote, None) else []
    sizes = {(group, tag): _measure(group, tag, value) for group in parts for tag, value in parts[group].items()}
    room = MOST_EXIF - sum(length or 0 for length in sizes.values())
    for (group, tag), length in sorted(sizes.items(), key=lambda item: -(item[1] or MOST_EXIF)):
        if length is None or room < 0:
            del parts[group][tag]
            left_out.append(TAGS.get(tag, f"tag {tag}"))
            room += length or 0
    parts[None][Base.Orientation] = 1
    parts[IFD.Exif] |= {Base.ExifImageWidth: size[0], Base.ExifImageHeight: size[1]}
    kept = Image.Exif()
    kept.update(parts[None])
    for group in (IFD.Exif, IFD.GPSInfo):
        if parts[group]:
            kept[group] = parts[group]
    return kept.tobytes(), tuple(left_out)


def _read_tags(exif: Image.Exif, group: int | None) -> dict[int, Any]:
    """Return the tags that are true of a copy as well, and the maker notes; what is damaged is left out."""
    tags: dict[int, Any] = {}
    with suppress(Exception):  # Pillow's EXIF reader raises nearly anything on damaged data
        for tag, value in (exif if group is None else exif.get_ifd(group)).items():
            if tag not in _ABOUT_ORIGINAL:
                tags[tag] = _keep_letters(value)
    return tags


def _keep_letters(value: object) -> object:
    """Return a value that is written as it was read: Pillow reads text as Latin-1, but writes ASCII and “?”."""
    return value if not isinstance(value, str) or value.isascii() else value.encode("latin-1", "replace")


def _measure(group: int | None, tag: int, value: object) -> int | None:
    """Return the bytes that a tag takes; None if Pillow can't write it."""
    single = Image.Exif()
    single[group or tag] = {tag: value} if group else value
    try:
        return len(single.tobytes())
    except Exception:  # Pillow's EXIF writer raises nearly anything on damaged values
        return None


def _encode(image: Image.Image, asked: Specification, extra: dict[str, bytes]) -> tuple[bytes, bool]:
    """Return the file with the best quality within the limit, and whether its size fits."""
    made: dict[int, bytes] = {}

    def fits(quality: int) -> bool:
        out = BytesIO()
        image.save(out, "JPEG", quality=quality, subsampling=0, **extra)
        made[quality] = out.getvalue()
        return asked.max_bytes is None or len(made[quality]) <= asked.max_bytes

    if fits(QUALITIES[0]):
        data = made[QUALITIES[0]]
        return data, len(data) >= (asked.min_bytes or 0)
    found = bisect_left(QUALITIES, True, lo=1, key=fits)
    if found == len(QUALITIES):
        return made[QUALITIES[-1]], False
    data = made[QUALITIES[found]]
    return data, len(data) >= (asked.min_bytes or 0)
