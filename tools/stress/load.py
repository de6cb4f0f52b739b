"""The load: 200 people for a minute against a server as in production, with the worker of its outbox beside it."""

import asyncio
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory

from tools.bench.tables import write_table
from tools.harness.mail_sink import Sink
from tools.harness.site import ROOT, TEST_DATABASE_URL, Site
from tools.stress.load_client import NO_ANSWER, Record
from tools.stress.load_people import Person

PEOPLE, SECONDS = 200, 60
PDFS_A_SECOND = 1
SERVER_ERRORS, TOO_MANY = 500, 429
MADE, BUSY = 200, 503
# A production refuses to keep its database under /tmp.
FOLDER = ROOT / "var"
# As .env.example has it; the limits are repeated here because tests raise theirs.
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
    "POSTS_A_MINUTE": "60",
    "REPORTS_A_MINUTE": "30",
    "UPLOAD_MEGABYTES_A_DAY": "1000",
}


def main() -> None:
    """Run the load on SQLite and, where `tools/with_postgres` gave one, on a PostgreSQL; say in the end what failed."""
    databases = {"SQLite": "", "PostgreSQL": TEST_DATABASE_URL} if TEST_DATABASE_URL else {"SQLite": ""}
    if faults := [fault for name, url in databases.items() for fault in run(name, url)]:
        sys.exit("\n".join(faults))


def run(name: str, postgres: str) -> list[str]:
    """Run the load on one database, print and keep its table; return a sentence for each goal that was missed."""
    record = Record()
    with Sink() as mails, TemporaryDirectory(dir=FOLDER) as folder:
        changes = {"SECRET_KEY": token_urlsafe(50), "EMAIL_URL": mails.url}
        site = Site(Path(folder), postgres=postgres, **PRODUCTION, **changes)
        with site.serve():
            site.start_worker("--while", str(site.server.pid))
            asyncio.run(crowd(site.port, record))
        kept = {reference for (reference,) in site.ask("SELECT reference FROM studio_inquiry")}
    lost = record.acknowledged - kept
    rows = [
        *describe(record),
        ("PDFs finished a second", "", "", f"{count_pdfs(record):.2f}, at least {PDFS_A_SECOND}"),
        ("acknowledged inquiries", str(len(record.acknowledged)), "", f"{len(lost)} lost"),
    ]
    print(f"Load on {name}:")
    for row in rows:
        print("{:<24} {:>8}  {:<24} {}".format(*row))
    write_table(f"load on {name}", ("Request", "Sent", "Median, 99 %, slowest", "Answers"), rows)
    return [*judge(record), *(f"Inquiry {reference} was lost." for reference in lost)]


async def crowd(port: int, record: Record) -> None:
    """Let all people use the site at once."""
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
    """Yield a sentence for each goal that was missed but for lost inquiries."""
    for kind, statuses in record.statuses.items():
        failed = {status: count for status, count in statuses.items() if is_failure(kind, status)}
        if failed:
            yield f"{kind}: {Counter(failed).total()} failed, by status {failed}."
    if count_pdfs(record) < PDFS_A_SECOND:
        yield f"Only {count_pdfs(record):.2f} PDFs a second were finished."
    if not record.acknowledged:
        yield "No inquiry was acknowledged."


def count_pdfs(record: Record) -> float:
    """Return how many PDFs were finished a second."""
    return record.statuses["PDF"][MADE] / SECONDS


def is_failure(kind: str, status: int) -> bool:
    """Whether an answer is one that this kind of request must not get: only PDFs may have to wait."""
    if kind == "PDF" and status == BUSY:
        return False
    return status in (NO_ANSWER, TOO_MANY) or status >= SERVER_ERRORS
