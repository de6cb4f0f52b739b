"""Tasks for the photo worker, and what comes back: as types, and as bytes on the way between two processes.

The web loads this module, but not what does the work. Types are checked on both sides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from decision.photo_check.destinations import Comparison
from decision.photo_check.details import CutOut, Spot
from decision.photo_check.export import Copy, Offer
from decision.photo_check.file_marks import Marks
from decision.photo_check.landmarks import Frame
from decision.photo_check.renditions import Rendition
from decision.pictures.refusals import Reason
from decision.pictures.shrink import ShrinkTask, Shrunk

SHARP = 0.09
"""A portrait is sharp from here on, as measured in quality.py."""

MeasureKey = Literal["sharpness", "detail", "highlights", "range", "face-size", "head-room", "profile"]
State = Literal["good", "change", "unknown"]
FaceState = Literal["found", "by-hand", "not-placed", "no-models", "none", "several", "turned"]


@dataclass(frozen=True)
class CheckTask:
    """A picture to check. A `frame` placed by hand is used as it is; without one, and without `may_find_face`, nothing
    is computed about a face: the person places the frame first."""

    picture: bytes
    selfie: bytes | None = None
    may_find_face: bool = False
    frame: Frame | None = None
    sizes: tuple[int, ...] = ()
    destinations: tuple[str, ...] = ()


@dataclass(frozen=True)
class CopyTask:
    """A copy to make for a destination. The other fields are as in CheckTask."""

    picture: bytes
    destination: str
    may_find_face: bool = False
    frame: Frame | None = None
    keeps_metadata: bool = False


@dataclass(frozen=True)
class Measure:
    """A measurement, and whether it is good. The words are in words.toml."""

    key: MeasureKey
    state: State
    value: float | str | None


@dataclass(frozen=True)
class CheckedPhoto:
    """Everything that is shown. `frame` is where the face is, found or placed by hand."""

    face: FaceState
    is_located: bool
    """Whether we know where the face is: it was found, or a person placed the frame."""
    frame: Frame
    width: int
    height: int
    overview: Rendition
    beside: tuple[Rendition, ...]
    """The picture and the selfie, when there is one."""
    sizes: tuple[Rendition, ...]
    """In the order of the task."""
    printed: Rendition
    cut_outs: Mapping[str, tuple[CutOut, ...]]
    spots: Mapping[str, tuple[Spot, ...]]
    """Where the cut-outs are in the whole picture."""
    too_small: tuple[str, ...]
    outside: tuple[str, ...]
    """Details that are beyond the edge of the picture."""
    measures: tuple[Measure, ...]
    comparisons: tuple[Comparison, ...]
    offers: tuple[Offer, ...]
    """The copy for each comparison. There are none of both while we don't know where the face is."""
    left_out: tuple[str, ...]
    """What a copy leaves out even if the rest of the EXIF is kept."""
    marks: Marks


@dataclass(frozen=True)
class RefusedPhoto:
    """Why there is nothing to show. `what` is the picture that was refused; `selfie` is the reason for the selfie if
    both were."""

    reason: Reason
    what: Literal["picture", "selfie"] = "picture"
    selfie: Reason | None = None


class Request(msgspec.Struct, frozen=True, array_like=True):
    """One of the three tasks."""

    check: CheckTask | None = None
    copy: CopyTask | None = None
    shrink: ShrinkTask | None = None


class Reply(msgspec.Struct, frozen=True, array_like=True):
    """The result of a task: one of the four."""

    checked: CheckedPhoto | None = None
    copy: Copy | None = None
    shrunk: Shrunk | None = None
    refused: RefusedPhoto | None = None


_read_request = msgspec.msgpack.Decoder(Request)
_read_reply = msgspec.msgpack.Decoder(Reply)
_write = msgspec.msgpack.Encoder()


def read_task(data: bytes) -> Request:
    """Return the task in a message."""
    return _read_request.decode(data)


def write_reply(reply: Reply) -> bytes:
    """Return the result of a task as a message."""
    return _write.encode(reply)


def write_task(task: CheckTask | CopyTask | ShrinkTask) -> bytes:
    """Return the message for a task."""
    if isinstance(task, ShrinkTask):
        return _write.encode(Request(shrink=task))
    return _write.encode(Request(copy=task) if isinstance(task, CopyTask) else Request(check=task))


def read_reply(data: bytes) -> CheckedPhoto | Copy | Shrunk | RefusedPhoto:
    """Return the result of a task."""
    reply = _read_reply.decode(data)
    return reply.checked or reply.copy or reply.shrunk or reply.refused or RefusedPhoto("broken")
