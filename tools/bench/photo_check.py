"""A photo check of 12 megapixels compared with its parts; a refusal; and the memory of the largest checks."""

import os
import statistics
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import perf_counter, process_time

from pi_heif import open_heif
from PIL import Image

from decision.photo_check.check import PhotoChecker
from decision.photo_check.face import find_face
from decision.photo_check.messages import CheckTask, write_task
from decision.photo_check.models import FaceModels, has_models
from decision.photo_check.renditions import WIDEST
from decision.photo_check.worker import load_photo_worker
from decision.pictures.headers import read_header
from decision.pictures.limits import MAX_BYTES, MAX_HEIC_BYTES
from decision.pictures.refusals import PictureRefusal
from decision.workers.client import MALLOC
from tools.bench.tables import Figure
from tools.harness.drawing import draw_face, write

HEIC = Path(__file__).resolve().parents[2] / "tests" / "decision" / "pictures" / "files" / "large.heic"
MODELS = Path(__file__).resolve().parents[2] / "var" / "models"
SIZE, SIZES = (4000, 3000), (48, 100, 200, 400, 800)
TIMES = 9
MEBIBYTE = 1024 * 1024


def measure() -> Iterator[Figure]:
    """Yield the cost of a refusal and, where the models are installed, of a photo check."""
    for name, data in _write_too_large():
        yield Figure(f"refusal of {name}", _time(partial(_refuse, data), perf_counter), 5, "ms")
    if not has_models(MODELS):
        return
    models = FaceModels(MODELS)
    checker = PhotoChecker(models)
    face = draw_face(*SIZE, center=(2000, 1300), scale=3)
    jpeg, avif = write(face, quality=90), write(face, "AVIF", speed=10)
    for name, data, goal in (
        ("photo check of 12 megapixels", jpeg, 600),
        ("photo check of an AVIF of 12", avif, None),
        ("photo check of a HEIC of 24", HEIC.read_bytes(), None),
    ):
        task = CheckTask(data, may_find_face=True, sizes=SIZES, destinations=("eras",))
        checked, bare = _time_in_turns(partial(checker.check, task), partial(_do_bare_work, data, models))
        yield Figure(name, checked, goal, "ms")
        yield Figure("the same over decoding, resizing and the models alone", checked / bare, 1.5, "times")
    for name, picture in _draw_largest():
        yield Figure(f"most memory of the process with the models, {name}", _measure_memory(picture), 250, "MiB")


def _draw_largest() -> Iterator[tuple[str, bytes]]:
    """Yield a picture of each kind with the most pixels and bytes that we take."""
    face = draw_face(5000, 4000, center=(2500, 1700), scale=4)
    gray = face.resize((5000, 4000)).convert("I;16")
    for name, image, kind, options in (
        ("JPEG of 25 megapixels", face.resize((5000, 5000)), "JPEG", {}),
        ("progressive JPEG of 18", face.resize((4500, 4000)), "JPEG", {"progressive": True, "subsampling": 0}),
        ("PNG of 20", face, "PNG", {"compress_level": 1}),
        ("PNG of 16 bits, of 20", gray, "PNG", {"compress_level": 1}),
        ("WebP of 8", face.resize((3200, 2500)), "WEBP", {"method": 0}),
        ("AVIF of 12", face.resize((4000, 3000)), "AVIF", {"speed": 10}),
    ):
        data = write(image, kind, **options)
        yield name, data + bytes(MAX_BYTES - len(data))
    yield "HEIC of 24", HEIC.read_bytes().ljust(MAX_HEIC_BYTES, b"\0")


def _measure_memory(picture: bytes) -> float:
    """Return the most memory, in MiB, that a check of a picture with a selfie as large takes."""
    with NamedTemporaryFile() as file:
        file.write(write_task(CheckTask(picture, picture, may_find_face=True, sizes=SIZES, destinations=("eras",))))
        file.flush()
        code = f"from tools.bench.photo_check import check_in_a_fork; check_in_a_fork({file.name!r})"
        command = [sys.executable, "-c", code]
        run = subprocess.run(command, capture_output=True, check=True, env=os.environ | MALLOC)  # noqa: S603  # ours
        return float(run.stdout) / MEBIBYTE


def check_in_a_fork(name: str) -> None:
    """Do the task in a file as the photo worker does, in a fork of a loaded process; print its bytes."""
    work = load_photo_worker(MODELS)
    child = os.fork()
    if child == 0:
        work(Path(name).read_bytes)
        os._exit(0)
    print(os.wait4(child, 0)[2].ru_maxrss * 1024)


def _do_bare_work(data: bytes, models: FaceModels) -> None:
    """Decode, resize to what is searched and to the largest that is shown and cut out, and run the four models."""
    image = open_heif(data, convert_hdr_to_8bit=True).to_pillow() if data == HEIC.read_bytes() else _open(data)
    find_face(image.resize((1024, 768), Image.Resampling.BILINEAR, reducing_gap=2.0), models)
    square = (500, 0, 3500, 3000)
    image.resize((WIDEST, WIDEST), Image.Resampling.LANCZOS, box=square, reducing_gap=2.0)
    image.resize((840, 546), Image.Resampling.LANCZOS, box=(500, 1500, 3000, 3000), reducing_gap=2.0)


def _open(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def _write_too_large() -> Iterator[tuple[str, bytes]]:
    """Yield pictures with too many pixels."""
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">IIBBBBB", 9000, 9000, 8, 2, 0, 0, 0)
    yield "a picture over 40 megapixels", png
    for name, data in (("a HEIC", HEIC.read_bytes()), ("an AVIF", write(draw_face(), "AVIF", speed=10))):
        width = data.index(b"ispe") + 8
        yield f"{name} with too many", data[:width] + struct.pack(">I", 9000) + data[width + 4 :]


def _refuse(data: bytes) -> None:
    with suppress(PictureRefusal):
        read_header(data)


def _time(work: Callable[[], object], clock: Callable[[], float] = process_time) -> float:
    """Return the median of several runs, warm, in milliseconds."""
    return _time_in_turns(work, clock=clock)[0]


def _time_in_turns(*works: Callable[[], object], clock: Callable[[], float] = process_time) -> list[float]:
    """Return the same of several works, which run in turns: a busy machine slows them alike."""
    times: list[list[float]] = [[] for _ in works]
    for turn in range(1 + TIMES):
        for work, found in zip(works, times, strict=True):
            start = clock()
            work()
            if turn:
                found.append((clock() - start) * 1000)
    return [statistics.median(found) for found in times]
