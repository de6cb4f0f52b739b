"""Count the results that people saw. The counts are by day and identify nobody."""

import logging
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http import HTTPStatus
from threading import Lock

from django.conf import settings
from django.db import Error, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from decision.core.advice import Advice, advise
from decision.core.turnaround import find_today
from decision.web.request_reading import read_request

logger = logging.getLogger(__name__)

PAUSE = 10.0  # seconds until the next try after the database took no count
ADD = """
INSERT INTO studio_outcometally (day, use, verdict, framework_version, count) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (day, use, verdict, framework_version) DO UPDATE SET count = studio_outcometally.count + excluded.count
"""

Result = tuple[date, str, str, str]


class Tally:
    """Results that were seen and are not in the database yet. A count can be late, so nobody waits for it."""

    def __init__(self) -> None:
        self.waiting: Counter[Result] = Counter()
        self.paused_until = 0.0
        self._change = Lock()
        self._storing = Lock()

    def add(self, result: Result) -> None:
        with self._change:
            self.waiting[result] += 1

    def store(self) -> None:
        """Write the waiting counts to the database, unless another thread does so or the database was just busy.

        What could not be written stays for the next call. It is lost if the process ends before.
        """
        if time.monotonic() < self.paused_until or not self._storing.acquire(blocking=False):
            return
        try:
            with self._change:
                taken, self.waiting = self.waiting, Counter()
            try:
                add_to_database(taken)
            except Error as error:
                with self._change:
                    self.waiting += taken
                self.paused_until = time.monotonic() + PAUSE
                logger.warning("Results seen will be counted later: %s.", type(error).__name__)
        finally:
            self._storing.release()


tally = Tally()


def count_outcome(*, advice: Advice, day: date) -> None:
    """Add one to the tally of a settled result. One statement, which never waits for another writer."""
    tally.add((day, advice.deciding_use or "", str(advice.verdict), advice.framework.version))
    tally.store()


def add_to_database(counts: Counter[Result]) -> None:
    """Add counts to those of the database.

    Raises:
        Error: it is locked or unavailable. Nothing was added.
    """
    rows = [(*result, count) for result, count in sorted(counts.items())]
    with wait_for_nobody(), transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(ADD, rows)


@contextmanager
def wait_for_nobody() -> Iterator[None]:
    """Let SQLite fail at once when it is locked: waiting would block a thread that pages need."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (patience,) = cursor.fetchone()
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")


# A CSRF token would need a cookie, and this count must not identify anybody. Checking the Origin header, which browsers
# add to every POST and no page can forge, protects as well.
@csrf_exempt
@require_POST
def count_result(request: HttpRequest) -> HttpResponse:
    """Count the result for the answers in the address. The verdict is computed here, not taken from the sender."""
    if request.headers.get("Origin") not in (f"{request.scheme}://{request.get_host()}", settings.SITE_URL):
        return HttpResponse(status=HTTPStatus.FORBIDDEN)
    reading = read_request(request)
    advice = advise(reading.framework, reading.answers)
    if not advice.settled:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    count_outcome(advice=advice, day=find_today())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
