"""The web's side of the photo worker: hand it a task, get its result."""

from functools import cache
from pathlib import Path
from typing import overload

from django.conf import settings

import decision.photo_check
import decision.pictures
from decision.photo_check.export import Copy
from decision.photo_check.messages import CheckedPhoto, CheckTask, CopyTask, RefusedPhoto, read_reply, write_task
from decision.pictures.headers import read_header
from decision.pictures.refusals import PictureRefusal, Reason
from decision.pictures.shrink import ShrinkTask, Shrunk
from decision.workers.client import FailedError, WorkerProcess, name_release

LONGEST_CHECK = 8.0  # seconds of processor time; the slowest of honest pictures take two


@overload
def ask_photo_worker(task: CheckTask) -> CheckedPhoto | RefusedPhoto: ...
@overload
def ask_photo_worker(task: CopyTask) -> Copy | RefusedPhoto: ...
@overload
def ask_photo_worker(task: ShrinkTask) -> Shrunk | RefusedPhoto: ...
def ask_photo_worker(task: CheckTask | CopyTask | ShrinkTask) -> CheckedPhoto | Copy | Shrunk | RefusedPhoto:
    """Return the result of a task. What the file's own structure rules out never leaves this process.

    Raises:
        BusyError: try again in some seconds.
    """
    if refused := _refuse_by_header(task):
        return refused
    try:
        return read_reply(find_photo_worker().ask(write_task(task)))
    except FailedError:
        return RefusedPhoto("broken")


def _refuse_by_header(task: CheckTask | CopyTask | ShrinkTask) -> RefusedPhoto | None:
    """Return the refusal that the headers of the picture and the selfie call for."""
    picture, selfie = _find_fault(task.picture), None
    if isinstance(task, CheckTask) and task.selfie is not None:
        selfie = _find_fault(task.selfie)
    if picture:
        return RefusedPhoto(picture, selfie=selfie)
    return RefusedPhoto(selfie, "selfie") if selfie else None


def _find_fault(data: bytes) -> Reason | None:
    try:
        read_header(data)
    except PictureRefusal as refusal:
        return refusal.reason
    return None


def start_photo_worker() -> None:
    """Start the photo worker unless this process has one running; beside that of another process it stands by."""
    find_photo_worker().start()


@cache
def find_photo_worker() -> WorkerProcess:
    """Return the photo worker of this release."""
    folders = [Path(str(package.__file__)).parent for package in (decision.photo_check, decision.pictures)]
    code = (path for folder in folders for path in sorted(folder.rglob("*.py")))
    lists = (settings.TRUST_ANCHORS, settings.TIMESTAMP_ANCHORS, settings.OLDER_TRUST_ANCHORS)
    return WorkerProcess(
        "decision.photo_check.worker",
        settings.PRESS_DIR / f"photos-{name_release(code)}.sock",
        (str(settings.MODELS_DIR), *lists),
        longest=LONGEST_CHECK,
        at_once=settings.HEAVY_AT_ONCE,
        folder=settings.BASE_DIR,
    )
