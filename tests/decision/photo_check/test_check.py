import os
import random
import sys
import tempfile
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings

from decision.photo_check.check import PhotoChecker
from decision.photo_check.export import Copy
from decision.photo_check.landmarks import Frame
from decision.photo_check.messages import CheckedPhoto, CheckTask, CopyTask, RefusedPhoto, read_reply, write_task
from decision.photo_check.worker import load_photo_worker
from decision.pictures.shrink import Shrunk
from decision.workers.server import Work
from tests.decision.photo_check.signing import found_authority, sign
from tools.harness.drawing import draw_face, draw_pattern, write

CHECKER = PhotoChecker(None)


@pytest.fixture(scope="module")
def desk() -> Work:
    return load_photo_worker(settings.MODELS_DIR)


def ask(desk: Work, task: CheckTask | CopyTask) -> CheckedPhoto | Copy | Shrunk | RefusedPhoto:
    return read_reply(desk(partial(write_task, task)))


def test_a_result_is_the_same_after_its_way_between_processes(desk: Work) -> None:
    task = CheckTask(
        write(draw_face()),
        selfie=write(draw_pattern()),
        frame=Frame(),
        sizes=(48, 100),
        destinations=("slack", "eras"),
    )

    look = ask(desk, task)

    assert look == CHECKER.check(task)
    assert isinstance(look, CheckedPhoto)
    assert (look.face, look.width, look.height, len(look.beside)) == ("by-hand", 800, 1000, 2)
    assert [size.width for size in look.sizes] == [48, 100]
    assert [comparison.destination for comparison in look.comparisons] == ["slack", "eras"]


def test_a_face_is_searched_only_with_consent(desk: Work) -> None:
    without = ask(desk, CheckTask(write(draw_face())))
    granted = ask(desk, CheckTask(write(draw_face()), may_find_face=True))

    assert isinstance(without, CheckedPhoto)
    assert isinstance(granted, CheckedPhoto)
    assert (without.face, without.frame, without.is_located, without.comparisons) == ("not-placed", Frame(), False, ())
    assert granted.face == "found"


def test_a_frame_moved_by_hand_wins_over_a_face_that_could_be_found(desk: Work) -> None:
    frame = Frame(across=30, down=70, width=20)

    look = ask(desk, CheckTask(write(draw_face()), may_find_face=True, frame=frame))

    assert isinstance(look, CheckedPhoto)
    assert (look.face, look.frame) == ("by-hand", frame)


def test_without_the_models_the_frame_is_placed_by_hand(tmp_path: Path) -> None:
    desk = load_photo_worker(tmp_path)

    look = ask(desk, CheckTask(write(draw_face()), may_find_face=True))
    placed = ask(desk, CheckTask(write(draw_face()), may_find_face=True, frame=Frame(down=48, width=38)))

    assert isinstance(look, CheckedPhoto)
    assert isinstance(placed, CheckedPhoto)
    assert (look.face, placed.face) == ("no-models", "by-hand")
    assert len(placed.cut_outs) == 8


def test_without_a_face_nothing_is_cut_out_until_the_frame_is_placed(desk: Work) -> None:
    data = write(draw_pattern())

    guessed = ask(desk, CheckTask(data, may_find_face=True))
    placed = ask(desk, CheckTask(data, may_find_face=True, frame=Frame(across=51)))

    assert isinstance(guessed, CheckedPhoto)
    assert isinstance(placed, CheckedPhoto)
    assert (guessed.is_located, guessed.cut_outs, [measure.key for measure in guessed.measures]) == (
        False,
        {},
        ["range", "profile"],
    )
    assert (placed.face, placed.is_located, len(placed.cut_outs)) == ("by-hand", True, 8)


def test_a_copy_is_made_for_a_destination(desk: Work) -> None:
    made = ask(desk, CopyTask(write(draw_face()), "eras"))

    assert isinstance(made, Copy)
    assert (made.width, made.height) == (375, 525)


def test_a_file_that_is_not_a_picture_is_refused(desk: Work) -> None:
    assert ask(desk, CheckTask(b"\xff\xd8\xff")) == RefusedPhoto("broken")
    assert ask(desk, CheckTask(b"GIF89a")) == RefusedPhoto("gif")
    assert ask(desk, CopyTask(b"GIF89a", "eras")) == RefusedPhoto("gif")


def test_a_bad_selfie_is_named_and_so_are_two_bad_pictures(desk: Work) -> None:
    assert ask(desk, CheckTask(write(draw_face()), selfie=b"GIF89a")) == RefusedPhoto("gif", "selfie")
    assert ask(desk, CheckTask(b"%PDF-1.7", selfie=b"GIF89a")) == RefusedPhoto("pdf", selfie="gif")


def test_known_signers_are_read_from_a_file(tmp_path: Path) -> None:
    anchors = tmp_path / "anchors.pem"
    # The public list names the owner of each certificate on a line of its own.
    anchors.write_text(f"Subject\tO=Exämple\n{found_authority().anchor}", encoding="utf-8")

    look = ask(load_photo_worker(tmp_path, str(anchors)), CheckTask(sign(write(draw_face()), "digitalCapture")))

    assert isinstance(look, CheckedPhoto)
    assert look.marks.credentials is not None
    assert (look.marks.outcome, look.marks.credentials.state) == ("camera", "trusted")


def spoil(data: bytes, chance: random.Random) -> bytes:
    """Return a file with some bytes changed, most of them near the beginning, and sometimes truncated."""
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 5, 30))):
        spoiled[chance.randrange(min(len(spoiled), chance.choice((700, len(spoiled)))))] = chance.randrange(256)
    return bytes(spoiled[: chance.randrange(len(spoiled))] if chance.random() < 0.3 else spoiled)


def test_damaged_files_are_refused_or_checked_and_never_an_error(desk: Work) -> None:
    small = draw_face(200, 250, center=(100, 105), scale=0.25)
    files = [write(small), write(small, "PNG"), write(small, "WEBP"), sign(write(small), "digitalCapture")]
    chance = random.Random(20261121)  # noqa: S311  # a repeatable sample, not a secret

    outcomes = [ask(desk, CheckTask(spoil(chance.choice(files), chance), sizes=(48,))) for _ in range(120)]

    assert {type(outcome) for outcome in outcomes} == {CheckedPhoto, RefusedPhoto}


_opened: list[str] = []
_watchers: list[object] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    """Record each file that is opened for writing."""
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        _opened.append(str(arguments[0]))


def test_a_check_writes_nothing_to_disk(
    desk: Work,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    task = CheckTask(sign(write(draw_face()), "digitalCapture"), selfie=write(draw_pattern()), may_find_face=True)
    if not _watchers:  # an audit hook cannot be removed
        sys.addaudithook(watch)
        _watchers.append(watch)
    _opened.clear()

    look = ask(desk, task)

    assert isinstance(look, CheckedPhoto)
    assert _opened == []
    assert list(tmp_path.iterdir()) == []
    assert caplog.records == []
    assert capfd.readouterr().err == ""
