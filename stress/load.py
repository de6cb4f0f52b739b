"""The load: 200 people for a minute against a server as in production, with the worker of its outbox beside it."""

import asyncio
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory

from benchmarks.tables import write_table
from stress.load_client import NO_ANSWER, Record
from stress.load_people import Person
from tests.sites import ROOT, Site

PEOPLE, SECONDS = 200, 60
PDFS_A_SECOND = 1
SERVER_ERRORS, TOO_MANY = 500, 429
MADE, BUSY = 200, 503
PRODUCTION = {
    "HEADSHOT_ENV": "production",
    "ALLOWED_HOSTS": "127.0.0.1",
    "SITE_URL": "https://127.0.0.1",
    "STUDIO_EMAIL": "studio@example.org",
    "DEFAULT_FROM_EMAIL": "studio@example.org",
    "TRUSTED_PROXIES": "1",
    "WEB_THREADS": "4",
    "INQUIRY_MIN_SECONDS": "3",
    "INQUIRIES_BY_ADDRESS": "20",
    "INQUIRIES_BY_MAILBOX": "5",
}


def main() -> None:
    """Run the load on the database that the environment names, print and keep the table, and judge."""
    record = Record()
    with TemporaryDirectory() as folder:
        site = Site(Path(folder), SECRET_KEY=token_urlsafe(50), **PRODUCTION)
        with site.serve() as server:
            worker = [sys.executable, "manage.py", "worker", "--while", str(server.pid)]
            subprocess.Popen(worker, cwd=ROOT, env=site.environment)  # noqa: S603  # ends with the server
            asyncio.run(crowd(site.port, record))
        kept = {reference for (reference,) in site.ask("SELECT reference FROM studio_inquiry")}
    lost = record.acknowledged - kept
    rows = [*describe(record), ("acknowledged inquiries", str(len(record.acknowledged)), "", f"{len(lost)} lost")]
    for row in rows:
        print("{:<24} {:>8}  {:<24} {}".format(*row))
    name = f"load on {'PostgreSQL' if site.postgres else 'SQLite'}"
    write_table(name, ("Request", "Sent", "Median, 99 %, slowest", "Answers"), rows)
    if faults := [*judge(record), *(f"Inquiry {reference} was lost." for reference in lost)]:
        sys.exit("\n".join(faults))


async def crowd(port: int, record: Record) -> None:
    """Let all people live at once."""
    until = time.monotonic() + SECONDS
    await asyncio.gather(*(Person(number, port, record, until).live() for number in range(PEOPLE)))


def describe(record: Record) -> Iterator[tuple[str, str, str, str]]:
    """Yield a row for each kind of request."""
    for kind, statuses in record.statuses.items():
        times = sorted(record.seconds[kind])
        marks = statistics.median(times), times[len(times) * 99 // 100], times[-1]
        answers = ", ".join(f"{count} × {status or 'none'}" for status, count in sorted(statuses.items()))
        yield kind, str(statuses.total()), " · ".join(f"{mark:.2f} s" for mark in marks), answers


def judge(record: Record) -> Iterator[str]:
    """Yield a sentence for each goal that was missed."""
    for kind, statuses in record.statuses.items():
        failed = {status: count for status, count in statuses.items() if is_failure(kind, status)}
        if failed:
            yield f"{kind}: {Counter(failed).total()} failed, by status {failed}."
    a_second = record.statuses["PDF"][MADE] / SECONDS
    if a_second < PDFS_A_SECOND:
        yield f"Only {a_second:.2f} PDFs a second were finished."
    if not record.acknowledged:
        yield "No inquiry was acknowledged."


def is_failure(kind: str, status: int) -> bool:
    """Whether an answer is one that this kind of request must not get: only PDFs may have to wait."""
    if kind == "PDF" and status == BUSY:
        return False
    return status in (NO_ANSWER, TOO_MANY) or status >= SERVER_ERRORS
