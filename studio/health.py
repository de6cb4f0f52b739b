"""Health checks for load balancers, monitors and staff.

Only a fault of the database or its migrations keeps requests away: see
docs/decisions/0016-logs-that-know-nobody.md.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from threading import Event

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from decision.pdf.client import is_pdf_worker_ready
from decision.web.photo_worker import find_photo_worker
from headshot_advisor.methods import require_safe
from studio.mail.deliver import DUE
from studio.models import Mail

LATE = timedelta(minutes=10)
LEAST_FREE = 500_000_000  # bytes

_migrated = Event()  # migrations that were applied once stay applied while this process runs


@dataclass(frozen=True)
class Finding:
    """The result of one check; `fault` is a sentence, "" when the part is healthy."""

    name: str
    fault: str


def check_site() -> list[Finding]:
    """Run the checks. Stops at a vital fault, because the rest would fail too. Two queries."""
    findings: list[Finding] = []
    for name, find_fault in CHECKS:
        findings.append(Finding(name, find_fault()))
        if not is_ready(findings):
            break
    return findings


def is_ready(findings: list[Finding]) -> bool:
    """Return whether this server can take requests."""
    return not any(finding.fault for finding in findings if finding.name in VITAL)


def find_database_fault() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "The database does not answer."
    return ""


def find_migration_fault() -> str:
    """Look for migrations of this release that were not applied."""
    if not _migrated.is_set():
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if missing:
            return f"Migrations are missing ({len(missing)}): run manage.py migrate."
        _migrated.set()
    return ""


def find_outbox_fault() -> str:
    """Look for emails that are long overdue, because no worker runs or it cannot keep up."""
    since: datetime | None = Mail.objects.filter(state__in=DUE).aggregate(due=Min("due_at"))["due"]
    waited = timezone.now() - since if since else timedelta()
    if waited < LATE:
        return ""
    return f"An email has waited for {waited // timedelta(minutes=1)} minutes: is manage.py worker running?"


def find_disk_fault() -> str:
    """Check the free disk space for photos and for an SQLite database."""
    folders = [Path(settings.VAR_DIR)]
    if connection.vendor == "sqlite":
        folders.append(Path(connection.settings_dict["NAME"]).parent)
    free = min((shutil.disk_usage(folder).free for folder in folders if folder.exists()), default=0)
    return "" if free >= LEAST_FREE else f"Only {free // 1_000_000} MB of disk space are free."


def find_pdf_worker_fault() -> str:
    """Check that the process that draws PDFs is running."""
    return "" if is_pdf_worker_ready() else "The process that draws PDFs is not running; the next PDF starts it."


def find_photo_worker_fault() -> str:
    """Check that the process that checks photos is running."""
    is_ready = find_photo_worker().is_ready()
    return "" if is_ready else "The process that checks photos is not running; the next photo starts it."


VITAL = ("database", "migrations")
CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("database", find_database_fault),
    ("migrations", find_migration_fault),
    ("outbox", find_outbox_fault),
    ("disk", find_disk_fault),
    ("press", find_pdf_worker_fault),
    ("pictures", find_photo_worker_fault),
)


@require_safe
@never_cache
def show_readiness(request: HttpRequest) -> JsonResponse:
    """Answer 200 while this server can take requests, else 503, with the result of each check."""
    findings = check_site()
    can_serve = is_ready(findings)
    is_healthy = not any(finding.fault for finding in findings)
    return JsonResponse(
        {
            "status": "ready" if is_healthy else "degraded" if can_serve else "not ready",
            "checks": {finding.name: finding.fault or "ok" for finding in findings},
        },
        status=HTTPStatus.OK if can_serve else HTTPStatus.SERVICE_UNAVAILABLE,
    )
