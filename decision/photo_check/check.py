"""The whole check, as the photo worker runs it: from the bytes of a picture to everything that is shown about it."""

from dataclasses import replace

from decision.photo_check.credentials import TrustLists
from decision.photo_check.crop import crop_for
from decision.photo_check.destinations import compare_picture
from decision.photo_check.details import list_outside, list_too_small, locate_spots, magnify
from decision.photo_check.export import Copy, keep_exif, make_copy, offer_copy
from decision.photo_check.face import find_face
from decision.photo_check.file_marks import Marks, read_marks
from decision.photo_check.landmarks import Face, Frame, place_face
from decision.photo_check.messages import (
    CheckedPhoto,
    CheckTask,
    CopyTask,
    FaceState,
    RefusedPhoto,
    Reply,
    read_task,
    write_reply,
)
from decision.photo_check.models import FaceModels
from decision.photo_check.quality import measure_face, measure_picture
from decision.photo_check.renditions import USUAL, Rendition, render_large, render_sizes
from decision.pictures.open import Picture, open_picture
from decision.pictures.refusals import PictureRefusal, Reason
from decision.pictures.shrink import shrink
from decision.workers.server import Receive

FINDING_SIDE = 1024
"""Pixels of the longer side of the picture that is searched for a face."""
OVERVIEW, BESIDE = 480, 320
"""CSS pixels across: the whole picture with its frame, and each of two pictures beside each other."""
SELFIE_BOX = (960, 960)
"""The most pixels that a selfie needs."""
TALLEST = 1.5
"""The most height that a whole picture gets, in widths."""
PRINTED = 144
"""1.5 inches in CSS pixels."""


class PhotoChecker:
    """Does the tasks. `models` is None when they are not installed."""

    def __init__(self, models: FaceModels | None, trust: TrustLists | None = None) -> None:
        self._models = models
        self._trust = trust

    def check(self, task: CheckTask, selfie: Picture | PictureRefusal | None = None) -> CheckedPhoto | RefusedPhoto:
        """Check a picture; `selfie` is the task's if it was opened before."""
        selfie = selfie or open_selfie(task.selfie)
        if isinstance(selfie, PictureRefusal):
            return add_refusal(task.picture, selfie.reason)
        try:
            picture = open_picture(task.picture)
            marks = read_marks(task.picture, picture, self._trust)
        except PictureRefusal as refusal:
            return RefusedPhoto(refusal.reason)
        state, face = self._locate(picture, task.frame, may_find=task.may_find_face)
        return show(picture, selfie, face, state, marks, task)

    def copy(self, task: CopyTask) -> Copy | RefusedPhoto:
        try:
            picture = open_picture(task.picture)
            marks = read_marks(task.picture, picture, self._trust)
        except PictureRefusal as refusal:
            return RefusedPhoto(refusal.reason)
        _, face = self._locate(picture, task.frame, may_find=task.may_find_face)
        return make_copy(picture, face, marks, task.destination, keeps_metadata=task.keeps_metadata)

    def _locate(self, picture: Picture, frame: Frame | None, *, may_find: bool) -> tuple[FaceState, Face]:
        """Return the face in pixels of the opened picture. A frame placed by hand always wins."""
        by_hand = place_face(frame or Frame(), picture.size)
        if frame or not may_find:
            return "by-hand" if frame else "not-placed", by_hand
        state, face = self._find(picture)
        return state, face or by_hand

    def _find(self, picture: Picture) -> tuple[FaceState, Face | None]:
        if self._models is None:
            return "no-models", None
        factor = min(1.0, FINDING_SIDE / max(picture.size))
        size = max(1, round(picture.size[0] * factor)), max(1, round(picture.size[1] * factor))
        finding = find_face(picture.resample(picture.whole, size), self._models)
        if finding.face is None:
            return finding.problem or "none", None
        return "found", finding.face.scale(picture.size[0] / size[0])


def open_selfie(data: bytes | None) -> Picture | PictureRefusal | None:
    """Return a selfie scaled down. It comes before the picture, so that two large ones are never open at once."""
    try:
        return open_picture(data, SELFIE_BOX) if data else None
    except PictureRefusal as refusal:
        return refusal


def add_refusal(picture: bytes, selfie: Reason) -> RefusedPhoto:
    """Return the refusal of a selfie, and of the picture if it can't be opened either."""
    try:
        open_picture(picture, SELFIE_BOX)
    except PictureRefusal as refusal:
        return RefusedPhoto(refusal.reason, selfie=selfie)
    return RefusedPhoto(selfie, "selfie")


def show(
    picture: Picture, selfie: Picture | None, face: Face, state: FaceState, marks: Marks, task: CheckTask
) -> CheckedPhoto:
    """Return everything that is shown about a picture with this face."""
    is_located = state in ("found", "by-hand")
    sizes = render_sizes(picture, crop_for(face, picture.size, 1.0), (*task.sizes, PRINTED))
    return CheckedPhoto(
        face=state,
        is_located=is_located,
        frame=describe_frame(face, picture.size),
        width=picture.width,
        height=picture.height,
        overview=_render_whole(picture, OVERVIEW),
        beside=() if selfie is None else (_render_whole(picture, BESIDE), _render_whole(selfie, BESIDE)),
        sizes=tuple(sizes[size] for size in task.sizes),
        printed=sizes[PRINTED],
        cut_outs=magnify(picture, face) if is_located else {},
        spots=locate_spots(picture.size, face) if is_located else {},
        too_small=list_too_small(picture, face) if is_located else (),
        outside=list_outside(picture, face) if is_located else (),
        measures=(
            *(measure_face(picture, face, is_found=state == "found") if is_located else ()),
            *measure_picture(picture),
        ),
        comparisons=tuple(compare_picture(picture, face, key) for key in task.destinations) if is_located else (),
        offers=tuple(offer_copy(picture, face, marks, key) for key in task.destinations) if is_located else (),
        left_out=keep_exif(picture.exif, picture.size)[1] if picture.exif else (),
        marks=marks,
    )


def _render_whole(picture: Picture, width: int) -> Rendition:
    """Return the whole picture, narrower than `width` if it would be too tall for a screen."""
    across, down = picture.size
    fit = max(1, min(width, round(width * TALLEST * across / down)))
    return render_large(picture, picture.whole, fit, USUAL)


def describe_frame(face: Face, size: tuple[int, int]) -> Frame:
    """Return the frame that a person would place by hand around a face."""
    middle = face.box.center
    return Frame(
        across=round(100 * middle.x / size[0]),
        down=round(100 * middle.y / size[1]),
        width=max(1, round(100 * face.box.width / size[0])),
    )


def answer_request(checker: PhotoChecker, receive: Receive) -> bytes:
    """Do the task in a message, and return its result as a message."""
    request = read_task(receive())
    if request.shrink:
        try:
            return write_reply(Reply(shrunk=shrink(request.shrink)))
        except PictureRefusal as refusal:
            return write_reply(Reply(refused=RefusedPhoto(refusal.reason)))
    if request.copy:
        done = checker.copy(request.copy)
        return write_reply(Reply(refused=done) if isinstance(done, RefusedPhoto) else Reply(copy=done))
    task = request.check or CheckTask(b"")
    del request
    selfie = open_selfie(task.selfie)
    task = replace(task, selfie=None)  # its 15 MB are needed to decode a large HEIC
    found = checker.check(task, selfie)
    return write_reply(Reply(refused=found) if isinstance(found, RefusedPhoto) else Reply(checked=found))
