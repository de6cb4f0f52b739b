"""Colors that a file names by numbers instead of a profile: codes of ITU-T H.273 in HEIC, AVIF and PNG, and the gamma
and primaries of a PNG. They become a color profile, so that one way leads from all colors to sRGB. Each means
what Chromium shows (decision 93)."""

import math
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np

Chromaticity = tuple[float, float]
"""x and y of a color."""
Primaries = tuple[Chromaticity, Chromaticity, Chromaticity, Chromaticity]
"""Red, green, blue and white."""
Curve = Callable[[float], float]
"""From a stored value to light, both from 0 to 1."""

D65 = (0.3127, 0.3290)
SRGB: Primaries = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06), D65)
_PRIMARIES: dict[int, tuple[str, Primaries]] = {
    1: ("sRGB", SRGB),
    5: ("PAL", ((0.64, 0.33), (0.29, 0.60), (0.15, 0.06), D65)),
    6: ("NTSC", ((0.63, 0.34), (0.31, 0.595), (0.155, 0.07), D65)),
    9: ("BT.2020", ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046), D65)),
    11: ("DCI-P3", ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), (0.314, 0.351))),
    12: ("Display P3", ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), D65)),
}
_HDR_NITS = (0, 203, 235, 316, 424, 567, 757, 1000)
_HDR_LIGHT = (0, 0.5, 0.565, 0.665, 0.7605, 0.847, 0.9215, 1)
"""How bright a screen without HDR shows these. Measured in Chromium, which keeps half of its range for what is
brighter than white."""
_HLG_NITS, _HLG_GAMMA = 1000, 1.2
_STEPS = 1024
_USUAL_GAMMA, _CLOSE = 1 / 2.2, 0.05
_BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
_D50 = (0.9642, 1.0, 0.8249)
"""The white of all color profiles."""


@dataclass(frozen=True)
class NamedColors:
    """What the numbers mean: their name, the primaries, and how a stored value becomes light."""

    name: str
    primaries: Primaries
    curve: Curve


def read_codes(primaries: int, transfer: int) -> NamedColors:
    """Return the colors of two codes in a HEIC or AVIF. Those that mean nothing to us count as sRGB's, and so do the
    curves of television (BT.709 and its relatives)."""
    name, chromaticities = _PRIMARIES.get(primaries, _PRIMARIES[1])
    label, curve = _CURVES.get(transfer, _CURVES[_SRGB_CURVE])
    return NamedColors(f"{name}{label}", chromaticities, curve)


def read_png_codes(primaries: int, transfer: int) -> NamedColors | None:
    """Return the colors of two codes in a PNG; None unless both mean something. Here television has its own curve."""
    if primaries not in _PRIMARIES or transfer not in (*_CURVES, *_TELEVISION):
        return None
    if transfer in _TELEVISION:
        name, chromaticities = _PRIMARIES[primaries]
        return NamedColors(f"{name}, gamma 2.4", chromaticities, raise_to(2.4))
    return read_codes(primaries, transfer)


def read_gamma(gamma: float, chromaticities: Sequence[float] | None) -> NamedColors | None:
    """Return the colors of a PNG's gAMA and cHRM (white, red, green, blue). Without the latter, the usual gamma means
    sRGB."""
    if gamma <= 0 or (chromaticities is None and abs(gamma / _USUAL_GAMMA - 1) < _CLOSE):
        return None
    primaries = SRGB
    if chromaticities is not None:
        white, red, green, blue = zip(chromaticities[::2], chromaticities[1::2], strict=True)
        primaries = (red, green, blue, white)
    return NamedColors(f"gamma {1 / gamma:.2g}", primaries, raise_to(1 / gamma))


def raise_to(exponent: float) -> Curve:
    return lambda value: value**exponent


def _lighten_srgb(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  # its definition


def _lighten_pq(value: float) -> float:
    """SMPTE ST 2084."""
    m1, m2, c1, c2, c3 = 2610 / 16384, 2523 / 32, 3424 / 4096, 2413 / 128, 2392 / 128
    root = value ** (1 / m2)
    return _dim(10_000 * (max(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1))


def _lighten_hlg(value: float) -> float:
    """ARIB STD-B67."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = value * value / 3 if value <= 0.5 else (math.exp((value - c) / a) + b) / 12  # noqa: PLR2004
    return _dim(_HLG_NITS * scene**_HLG_GAMMA)


def _dim(nits: float) -> float:
    """Return how bright a screen without HDR shows it."""
    for (low, dark), (high, light) in pairwise(zip(_HDR_NITS, _HDR_LIGHT, strict=True)):
        if nits <= high:
            return dark + (light - dark) * (nits - low) / (high - low)
    return 1


_SRGB_CURVE = 13
_TELEVISION = (1, 6, 14, 15)
_CURVES: dict[int, tuple[str, Curve]] = {
    4: (", gamma 2.2", raise_to(2.2)),
    5: (", gamma 2.8", raise_to(2.8)),
    8: (", linear", raise_to(1)),
    _SRGB_CURVE: ("", _lighten_srgb),
    16: (", PQ", _lighten_pq),
    18: (", HLG", _lighten_hlg),
}


def write_profile(colors: NamedColors, space: Literal["RGB", "L"]) -> bytes:
    """Return a color profile (ICC, version 2) of a display.

    Raises:
        ValueError: there are no such colors.
    """
    values = [round(65535 * min(1.0, max(0.0, colors.curve(step / (_STEPS - 1))))) for step in range(_STEPS)]
    shared = b"curv\0\0\0\0" + struct.pack(f">I{_STEPS}H", _STEPS, *values)
    parts = [(b"wtpt", _write_xyz(_D50))]
    if space == "L":
        parts.append((b"kTRC", shared))
    else:
        columns = zip((b"rXYZ", b"gXYZ", b"bXYZ"), _adapt(colors.primaries).T, strict=True)
        parts += [(tag, _write_xyz(column)) for tag, column in columns]
        parts += [(tag, shared) for tag in (b"rTRC", b"gTRC", b"bTRC")]
    return _join(parts, b"GRAY" if space == "L" else b"RGB ")


def _adapt(primaries: Primaries) -> "np.ndarray":
    """Return the columns red, green and blue (XYZ) as seen under the white of color profiles."""
    import numpy as np  # noqa: PLC0415  # 10 MB that only the photo worker needs

    if any(y <= 0 or not 0 <= x <= 1 for x, y in primaries):
        raise ValueError(primaries)
    *colors, white = (np.array((x / y, 1, (1 - x - y) / y)) for x, y in primaries)
    matrix = np.column_stack(colors)
    try:
        matrix = matrix * np.linalg.solve(matrix, white)
    except np.linalg.LinAlgError as error:
        raise ValueError(primaries) from error
    cones = np.array(_BRADFORD)
    scale = (cones @ _D50) / (cones @ white)
    return np.asarray(np.linalg.inv(cones) @ np.diag(scale) @ cones @ matrix)


def _write_xyz(color: Sequence[float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(65536 * float(value)) for value in color))


def _join(parts: list[tuple[bytes, bytes]], space: bytes) -> bytes:
    """Return a profile of these tags; equal parts are stored once."""
    start = 128 + 4 + 12 * len(parts)
    stored: dict[bytes, int] = {}
    for _, part in parts:
        stored.setdefault(part, start + sum(len(other) + -len(other) % 4 for other in stored))
    tags = b"".join(tag + struct.pack(">II", stored[part], len(part)) for tag, part in parts)
    body = struct.pack(">I", len(parts)) + tags + b"".join(part + bytes(-len(part) % 4) for part in stored)
    head = struct.pack(">I4sI4s4s4s", 128 + len(body), b"\0" * 4, 0x02400000, b"mntr", space, b"XYZ ")
    head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(28)
    white = struct.pack(">3i", *(round(65536 * float(value)) for value in _D50))
    return head.ljust(68, b"\0") + white + bytes(48) + body
