"""A tidy copy for a destination: its crop, size and file size, in sRGB. Marks that say AI are carried over."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from decision.photo_check.crop import crop_for
from decision.photo_check.destinations import Specification, specify
from decision.photo_check.file_marks import Marks
from decision.photo_check.landmarks import Face
from decision.photo_check.metadata import ADDRESS
from decision.pictures.open import Picture
from decision.pictures.turning import ORIENTATION

LARGEST = 2400
"""Pixels of the longer side when a destination gives no size."""
QUALITIES = (95, 92, 88, 84, 80, 75, 70, 65, 60, 55, 50)
AI_MADE = "trainedAlgorithmicMedia"

_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
    'Iptc4xmpExt:DigitalSourceType="{address}{term}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)


@dataclass(frozen=True)
class Copy:
    """A JPEG file made for a destination. `fits` is False when no quality gives the file size that it asks for."""

    jpeg: bytes
    width: int
    height: int
    fits: bool
    says_ai: bool


def make_copy(picture: Picture, face: Face, marks: Marks, destination: str, *, keeps_metadata: bool) -> Copy:
    """Return the copy for a destination (a key of destinations.toml).

    `keeps_metadata` carries over EXIF (camera, date, place), which is left out otherwise. A mark that says AI is always
    carried over: a copy must not claim to be more of a photograph than its original.
    """
    asked = specify(destination)
    box = crop_for(face, picture.size, asked.ratio)
    width, height = _choose_size(asked, (box.width, box.height))
    extra = _list_extra(picture, marks, keeps_metadata=keeps_metadata)
    jpeg, fits = _encode(picture.resample(box, (width, height)), asked, extra)
    return Copy(jpeg, width, height, fits, marks.outcome == "ai")


def _choose_size(asked: Specification, crop: tuple[float, float]) -> tuple[int, int]:
    """Return the pixels of the copy: what the destination wants, but never more than the picture has."""
    wanted = asked.target or asked.least
    factor = wanted[0] / crop[0] if wanted and asked.ratio else LARGEST / max(crop)
    factor = min(1.0, factor)
    return max(1, round(crop[0] * factor)), max(1, round(crop[1] * factor))


def _list_extra(picture: Picture, marks: Marks, *, keeps_metadata: bool) -> dict[str, bytes]:
    extra: dict[str, bytes] = {}
    if keeps_metadata and picture.exif:
        picture.exif[ORIENTATION] = 1
        extra["exif"] = picture.exif.tobytes()
    if marks.outcome == "ai":
        term = next(iter(marks.ai_terms), AI_MADE)
        extra["xmp"] = _XMP.format(address=ADDRESS, term=term).encode()
    return extra


def _encode(image: Image.Image, asked: Specification, extra: dict[str, bytes]) -> tuple[bytes, bool]:
    """Return the file with the best quality within the limit, and whether its size fits."""
    data = b""
    for quality in QUALITIES:
        out = BytesIO()
        image.save(out, "JPEG", quality=quality, subsampling=0, **extra)
        data = out.getvalue()
        if len(data) <= (asked.max_bytes or len(data)):
            return data, len(data) >= (asked.min_bytes or 0)
    return data, False
