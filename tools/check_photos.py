"""Check every file in a folder as the site does, and count the outcomes: what was opened or refused and why, which
faces were found, what the files say about themselves, and whether a copy keeps what says AI.

    python -m tools.check_photos FOLDER          counts
    python -m tools.check_photos FOLDER --list   a line for each file, then counts

The photo worker does the work, with its limits, so a file that crashes it or takes too long is counted as well. Nothing
is written and nothing fetched.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from decision.photo_check.export import Copy
from decision.photo_check.landmarks import Frame
from decision.photo_check.messages import CheckedPhoto, CheckTask, CopyTask, RefusedPhoto, read_reply, write_task
from decision.photo_check.metadata import read_metadata
from decision.pictures.headers import read_header
from decision.pictures.open import open_picture
from decision.pictures.refusals import PictureRefusal
from decision.workers.client import FailedError, WorkerProcess
from headshot_advisor.console import end_plainly

ROOT = Path(__file__).resolve().parent.parent
MODELS = ROOT / "var" / "models"
LONGEST = 8.0  # seconds of processor time, as on the site
SLOWEST_REFUSAL = 0.005  # seconds


def main(arguments: list[str]) -> int:
    """Check the folder; return 1 if any file failed, which none should, or was slow to be refused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", action="store_true", help="print a line for each file, too")
    chosen = parser.parse_args(arguments)
    if not chosen.folder.is_dir():
        parser.error(f"{chosen.folder} is not a folder.")
    counts: dict[str, Counter[str]] = {}
    with TemporaryDirectory() as folder:
        worker = WorkerProcess(
            "decision.photo_check.worker",
            Path(folder) / "photos.sock",
            (str(MODELS), "", "", ""),
            longest=LONGEST,
            at_once=1,
            folder=ROOT,
        )
        for path in sorted(path for path in chosen.folder.rglob("*") if path.is_file()):
            found = dict(_check(worker, path.read_bytes()))
            for kind, outcome in found.items():
                counts.setdefault(kind, Counter())[outcome] += 1
            if chosen.list:
                print(path.relative_to(chosen.folder), *found.values(), sep="  ")
        worker.end()
    if not counts:
        print(f"There is no file in {chosen.folder}.")
    for kind, outcomes in counts.items():
        print(f"\n{kind}")
        for outcome, number in outcomes.most_common():
            print(f"  {number:6}  {outcome}")
    return 1 if {"failed", "slow"} & {outcome for found in counts.values() for outcome in found} else 0


def _check(worker: WorkerProcess, data: bytes) -> Iterator[tuple[str, str]]:
    """Yield (kind, outcome) for everything that the check says about a file."""
    start = time.process_time()
    try:
        header = read_header(data)
    except PictureRefusal as refusal:
        yield "File", f"refused: {refusal.reason}"
        yield "Time of the refusal", "slow" if time.process_time() - start > SLOWEST_REFUSAL else "at most 5 ms"
        return
    try:
        found = read_reply(worker.ask(write_task(CheckTask(data, may_find_face=True))))
    except FailedError:
        yield "File", "failed"
        return
    if isinstance(found, RefusedPhoto):
        yield "File", f"refused: {found.reason}"
    elif isinstance(found, CheckedPhoto):
        yield "File", f"shown: {header.format}"
        yield "Face", found.face
        yield "The file says", found.marks.outcome
        yield "Image generator", ", ".join(trace.generator for trace in found.marks.traces) or "none"
        yield "Content Credentials", found.marks.credentials.state if found.marks.credentials else "none"
        yield "Copy", _check_copy(worker, data, found.marks.ai_term)


def _check_copy(worker: WorkerProcess, data: bytes, ai_term: str | None) -> str:
    """Return the result of a copy with metadata, which must not lose a mark that says AI."""
    task = CopyTask(data, "linkedin-profile", frame=Frame(), keeps_metadata=True)
    try:
        copy = read_reply(worker.ask(write_task(task)))
    except FailedError:
        return "failed"
    if not isinstance(copy, Copy):
        return "failed"
    if ai_term is None:
        return "made"
    kept = ai_term in read_metadata(open_picture(copy.jpeg)).terms
    return "made, with the AI mark" if kept else "failed"


if __name__ == "__main__":
    with end_plainly():
        sys.exit(main(sys.argv[1:]))
