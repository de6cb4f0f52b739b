"""Resize uploaded pictures in the photo worker, which writes new files."""

from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import File

from decision.photo_check.messages import RefusedPhoto
from decision.pictures.refusals import load_sentences
from decision.pictures.shrink import ShrinkTask, Shrunk
from decision.web.photo_worker import ask_photo_worker
from decision.workers.client import BusyError


def shrink_picture(file: File | IO[bytes], *boxes: tuple[int, int]) -> Shrunk:
    """Return a JPEG for each box (width, height), the largest box first.

    Raises:
        ValidationError: it can't be opened (decision/pictures/refusals.toml), or the worker is busy.
    """
    file.seek(0)
    return _ask(ShrinkTask(file.read(), boxes))


def cut_picture(file: File | IO[bytes], box: tuple[int, int], focus: int | None) -> Shrunk:
    """Return a JPEG of the shape of the box, cut at `focus` (see ShrinkTask).

    Raises:
        ValidationError: as `shrink_picture`.
    """
    file.seek(0)
    return _ask(ShrinkTask(file.read(), (box,), is_cut=True, focus=focus))


def _ask(task: ShrinkTask) -> Shrunk:
    try:
        shrunk = ask_photo_worker(task)
    except BusyError as error:
        raise ValidationError("Many people are sending photos right now. Please try again in a minute.") from error
    if isinstance(shrunk, RefusedPhoto):
        words = load_sentences()[shrunk.reason]
        raise ValidationError(f"{words.title}. {words.advice}")
    return shrunk
