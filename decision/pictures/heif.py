"""HEIC and AVIF: size, codec and bit depth from the boxes of the container, and the decoder of HEIC.

libheif, which also rotates a HEIC as its container says, is imported only here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PIL import Image

from decision.pictures.limits import MOST_PARTS
from decision.pictures.refusals import PictureRefusal

if TYPE_CHECKING:
    from pi_heif import HeifImage

BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"))
FIRST_BITS = 8
QUARTERS_LYING = (1, 3)
"""Quarter turns after which width and height are exchanged."""


@dataclass(frozen=True)
class Container:
    """What the container says about its main picture. `width` and `height` are in pixels, before it is rotated."""

    codec: Literal["HEVC", "AV1"]
    width: int
    height: int
    is_lying: bool
    """Whether showing it upright exchanges width and height."""
    is_deep: bool
    """Whether a color has more than 8 bits."""
    color_codes: tuple[int, int] | None
    """Its primaries and transfer by the codes of ITU-T H.273, if it names them."""


@dataclass(frozen=True)
class _Box:
    kind: bytes
    start: int
    """Where its content begins."""
    end: int


def list_brands(data: bytes) -> tuple[bytes, ...]:
    """Return the brands that the first box names; none if the file has another format."""
    if data[4:8] != b"ftyp":
        return ()
    end = min(int.from_bytes(data[:4], "big"), 400)
    return (data[8:12], *(data[offset : offset + 4] for offset in range(16, end, 4)))


def read_container(data: bytes) -> Container:
    """Return what the container says about its main picture.

    Raises:
        IndexError: a part is missing.
        PictureRefusal: too many parts, or a codec other than HEVC and AV1.
    """
    meta = _find(data, 0, len(data), b"meta")
    start = meta.start + 4
    main = _read_main(data, _find(data, start, meta.end, b"pitm"))
    properties = _find(data, start, meta.end, b"iprp")
    listed = _find(data, properties.start, properties.end, b"ipco")
    shared = list(_list_boxes(data, listed.start, listed.end))
    kinds = {box.kind for box in shared}
    if not kinds & {b"hvcC", b"av1C"}:
        raise PictureRefusal("heif-codec")
    own = [
        shared[number - 1]
        for number in _list_properties(data, _find(data, properties.start, properties.end, b"ipma"), main)
        if 0 < number <= len(shared)
    ]
    size = next((box for box in own if box.kind == b"ispe"), None)
    if size is None or size.end - size.start < 12:  # noqa: PLR2004  # version, width, height
        raise IndexError(main)
    quarters = next((data[box.start] & 3 for box in own if box.kind == b"irot"), 0)
    return Container(
        codec="HEVC" if b"hvcC" in kinds else "AV1",
        width=_read(data, size.start + 4, 4),
        height=_read(data, size.start + 8, 4),
        is_lying=quarters in QUARTERS_LYING,
        is_deep=any(_read_bits(data, box) > FIRST_BITS for box in shared),
        color_codes=next((codes for box in own if (codes := _read_color_codes(data, box))), None),
    )


def _list_boxes(data: bytes, start: int, end: int) -> Iterator[_Box]:
    for _ in range(MOST_PARTS):
        if start + 8 > end:
            return
        size, kind, content = _read(data, start, 4), data[start + 4 : start + 8], start + 8
        if size == 1:  # the size follows, in eight bytes
            size, content = _read(data, start + 8, 8), start + 16
        stop = end if size == 0 else start + size
        if stop < content or stop > end:
            raise IndexError(start)
        yield _Box(kind, content, stop)
        start = stop
    raise PictureRefusal("too-many-parts")


def _find(data: bytes, start: int, end: int, kind: bytes) -> _Box:
    for box in _list_boxes(data, start, end):
        if box.kind == kind:
            return box
    raise IndexError(start)


def _read_main(data: bytes, box: _Box) -> int:
    """Return the number of the main picture."""
    return _read(data, box.start + 4, 4 if data[box.start] else 2)


def _list_properties(data: bytes, box: _Box, item: int) -> list[int]:
    """Return the numbers, from 1, of the properties of an item."""
    name_size, number_size = (4 if data[box.start] else 2), (2 if data[box.start + 3] & 1 else 1)
    offset = box.start + 8
    for _ in range(min(_read(data, box.start + 4, 4), MOST_PARTS)):
        name, count = _read(data, offset, name_size), data[offset + name_size]
        offset += name_size + 1
        if name == item:
            most = (1 << 8 * number_size - 1) - 1  # the first bit says whether readers must know the property
            return [_read(data, offset + number_size * each, number_size) & most for each in range(count)]
        offset += count * number_size
    return []


def _read_bits(data: bytes, box: _Box) -> int:
    """Return the bits of a color that a codec's settings name."""
    if box.kind == b"hvcC":
        return FIRST_BITS + (data[box.start + 17] & 7)
    return 10 if box.kind == b"av1C" and data[box.start + 2] & 0x40 else FIRST_BITS


def _read_color_codes(data: bytes, box: _Box) -> tuple[int, int] | None:
    if box.kind != b"colr" or data[box.start : box.start + 4] != b"nclx":
        return None
    return _read(data, box.start + 4, 2), _read(data, box.start + 6, 2)


def _read(data: bytes, offset: int, size: int) -> int:
    part = data[offset : offset + size]
    if len(part) < size:
        raise IndexError(offset)
    return int.from_bytes(part, "big")


def open_heic(data: bytes) -> "HeifImage":
    """Return the main picture, not decoded yet."""
    import pi_heif  # noqa: PLC0415  # 4 MB that only the photo worker needs

    # Each thread would claim 64 MB of addresses, of which the worker has few.
    pi_heif.options.DECODE_THREADS = 1
    pi_heif.options.THUMBNAILS = pi_heif.options.DEPTH_IMAGES = pi_heif.options.AUX_IMAGES = False
    file = pi_heif.open_heif(data)
    return file[file.primary_index]


def cut_heic(image: "HeifImage", rows: int) -> Iterator[tuple[int, Image.Image]]:
    """Decode, and yield (top, strip) from the top down: libheif holds 3 bytes a pixel, and a copy would not fit."""
    pixels, stride, (width, height) = image.data, image.stride, image.size
    for top in range(0, height, rows):
        size = width, min(rows, height - top)
        part = pixels[top * stride : (top + size[1]) * stride]
        yield top, Image.frombuffer(image.mode, size, part, "raw", image.mode, stride, 1)
