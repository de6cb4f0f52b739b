"""EXIF, XMP and text chunks, as cameras, editors and generators write them. Anyone can add or remove these."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from PIL import Image

from decision.pictures.open import Picture

Origin = Literal["ai", "camera", "other"]

AI_TERMS = frozenset(
    {
        "trainedAlgorithmicMedia",
        "algorithmicMedia",
        "compositeSynthetic",
        "compositeWithTrainedAlgorithmicMedia",
    }
)
"""IPTC digital source types that mean AI. The last one is a real picture edited with AI."""
CAMERA_TERMS = frozenset({"digitalCapture", "computationalCapture", "negativeFilm", "positiveFilm", "print"})
ADDRESS = "http://cv.iptc.org/newscodes/digitalsourcetype/"

_TERM = re.compile(rb"cv\.iptc\.org/newscodes/digitalsourcetype/([A-Za-z]{3,60})")


def find_terms(text: bytes) -> tuple[str, ...]:
    """Return the IPTC terms in a text, each once. The text is searched, not parsed, so a hostile one can do no harm."""
    return tuple(dict.fromkeys(match.decode("ascii") for match in _TERM.findall(text)))


def read_origin(term: str) -> Origin:
    """Return what a term says about a picture."""
    if term in AI_TERMS:
        return "ai"
    return "camera" if term in CAMERA_TERMS else "other"


MAKE, MODEL, SOFTWARE, EXIF, GPS, USER_COMMENT = 0x010F, 0x0110, 0x0131, 0x8769, 0x8825, 0x9286

GENERATOR_CHUNKS = {
    "parameters": "Stable Diffusion web UI",
    "prompt": "ComfyUI",
    "workflow": "ComfyUI",
    "invokeai_metadata": "InvokeAI",
    "sd-metadata": "InvokeAI",
    "Dream": "InvokeAI",
}
"""PNG text chunk -> the program that writes it."""
GENERATOR_NAMES = (
    "stable diffusion", "midjourney", "dall-e", "dall·e", "novelai", "comfyui", "invokeai", "adobe firefly", "openai",
    "chatgpt", "leonardo.ai", "ideogram", "flux.1",
)  # fmt: skip
GENERATOR_TRACES = ("Steps: ", "Sampler: ")
"""What the Stable Diffusion web UI writes in the comment of a JPEG or WebP file."""

_LONGEST = 80


@dataclass(frozen=True)
class Metadata:
    """The metadata in a file. `generator` is an image generator that left a trace."""

    camera: str | None = None
    software: str | None = None
    generator: str | None = None
    terms: tuple[str, ...] = ()
    has_place: bool = False
    """Whether GPS coordinates say where the picture was taken."""


def read_metadata(picture: Picture) -> Metadata:
    """Return the metadata in the file of a picture; empty when it is damaged."""
    tags = _read_tags(picture.exif)
    software = clean_text(tags.get(SOFTWARE))
    camera = " ".join(filter(None, (clean_text(tags.get(MAKE)), clean_text(tags.get(MODEL)))))
    return Metadata(
        camera=camera or None,
        software=software,
        generator=_find_generator(picture.info, tags.get(USER_COMMENT), software),
        terms=find_terms(_read_xmp(picture.info)),
        has_place=bool(tags.get(GPS)),
    )


def _read_tags(exif: Image.Exif) -> dict[int, Any]:
    try:
        return {**exif, **exif.get_ifd(EXIF), GPS: dict(exif.get_ifd(GPS))}
    except Exception:  # Pillow's EXIF reader raises nearly anything on damaged data
        return {}


def _read_xmp(info: Mapping[Any, Any]) -> bytes:
    found = info.get("xmp") or info.get("XML:com.adobe.xmp") or b""
    return found if isinstance(found, bytes) else str(found).encode()


def _find_generator(info: Mapping[Any, Any], comment: object, software: str | None) -> str | None:
    for chunk, program in GENERATOR_CHUNKS.items():
        if isinstance(info.get(chunk), str):
            return program
    written = str(info.get("Software", "")) + " " + (software or "")
    for name in GENERATOR_NAMES:
        if name in written.lower():
            return clean_text(written)
    return "Stable Diffusion web UI" if _has_traces(comment) else None


def _has_traces(comment: object) -> bool:
    if not isinstance(comment, bytes):
        return False
    readings = (comment.decode(code, "ignore") for code in ("utf-8", "utf-16-be", "utf-16-le"))
    return any(all(trace in text for trace in GENERATOR_TRACES) for text in readings)


def clean_text(value: object) -> str | None:
    """Return a stranger's text as one short printable line, or None when nothing is left."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "ignore")
    if not isinstance(value, str):
        return None
    return "".join(character for character in value if character.isprintable()).strip()[:_LONGEST] or None
