"""A close look at a picture of 12 megapixels, beside what it is made of; and a refusal."""

import resource
import statistics
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from time import perf_counter, process_time

from PIL import Image

from benchmarks.figure import Figure
from decision.closer.finding import find_face
from decision.closer.looking import Looker, Task
from decision.closer.models import FaceModels, has_models
from decision.closer.rendering import WIDEST
from decision.pictures.headers import read_header
from decision.pictures.refusals import PictureRefusal
from tests.decision.closer.drawing import draw_face, write

MODELS = Path(__file__).resolve().parent.parent / "var" / "models"
SIZE = (4000, 3000)
TIMES = 9
MEBIBYTE = 1024 * 1024


def measure() -> Iterator[Figure]:
    """Yield the cost of a refusal and, where the models are installed, of a look."""
    yield Figure("refusal of a picture over 40 megapixels", _time(_refuse, perf_counter), 5, "ms")
    if not has_models(MODELS):
        return
    models = FaceModels(MODELS)
    looker = Looker(models)
    data = write(draw_face(*SIZE, center=(2000, 1300), scale=3), quality=90)
    sizes = (48, 100, 200, 400, 800)
    look = _time(lambda: looker.look(Task(data, may_find_face=True, sizes=sizes, destinations=("eras",))))
    bare = _time(lambda: _do_bare_work(data, models))
    yield Figure("close look at 12 megapixels", look, 600, "ms")
    yield Figure("the same over decoding, resizing and the models alone", look / bare, 1.5, "times")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEBIBYTE
    yield Figure("most memory of this process after looks at 12 megapixels", peak, 250, "MiB")


def _do_bare_work(data: bytes, models: FaceModels) -> None:
    """Decode, resize to what is searched and to the largest that is shown and cut out, and run the four models."""
    image = Image.open(BytesIO(data))
    image.load()
    find_face(image.resize((1024, 768), Image.Resampling.BILINEAR, reducing_gap=2.0), models)
    square = (500, 0, 3500, 3000)
    image.resize((WIDEST, WIDEST), Image.Resampling.LANCZOS, box=square, reducing_gap=2.0)
    image.resize((840, 546), Image.Resampling.LANCZOS, box=(500, 1500, 3000, 3000), reducing_gap=2.0)


def _refuse() -> None:
    with suppress(PictureRefusal):
        read_header(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">IIBBBBB", 9000, 9000, 8, 2, 0, 0, 0))


def _time(work: Callable[[], object], clock: Callable[[], float] = process_time) -> float:
    """Return the median of several runs, warm, in milliseconds."""
    work()
    times = []
    for _ in range(TIMES):
        start = clock()
        work()
        times.append((clock() - start) * 1000)
    return statistics.median(times)
