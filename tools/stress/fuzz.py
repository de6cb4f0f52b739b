"""The fuzz: nonsense to every route, from strangers and signed-in staff. None may end in a server error, or late."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import transaction
from django.test import Client, override_settings
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as run_settings

from studio.demo.stage import stage_demo
from studio.links import find_link_token, make_token
from studio.models import Inquiry, PhotoDay, SignUp
from tools.bench.tables import write_table
from tools.harness.site import UNLIMITED
from tools.stress.fuzz_requests import Nonsense, Route, draw_requests, list_known, list_routes

CASES, INQUIRIES = 50_000, 10_000
BATCH = 500
"""Cases of one run of hypothesis, which remembers them all until its end."""


def main() -> None:
    """Send 10,000 inquiries and 50,000 requests to all routes; keep the table."""
    os.environ.pop("TEST_DATABASE_URL", None)  # in memory: the requests do not depend on the database
    tests = [sys.executable, "-m", "pytest", "-q", "tests/studio/test_fuzz.py"]
    subprocess.run(tests, env=os.environ | {"FUZZ_CASES": str(INQUIRIES)}, check=True)  # noqa: S603  # our own
    with TemporaryDirectory() as folder:
        own = {"DJANGO_SETTINGS_MODULE": "headshot_advisor.settings", "ENV_FILE": "", "VAR_DIR": folder}
        os.environ |= {**UNLIMITED, **own}
        import django  # noqa: PLC0415  # after the environment is set

        django.setup()
        logging.disable()  # every refusal would be a line
        _send_everywhere()


def _send_everywhere() -> None:
    from django.test.utils import setup_databases, setup_test_environment  # noqa: PLC0415

    from decision.pdf.client import draw_document  # noqa: PLC0415
    from tools.stress.fuzz import Findings, FuzzedSite, keep_files_apart  # noqa: PLC0415
    from tools.stress.fuzz_requests import list_routes  # noqa: PLC0415

    setup_test_environment(debug=False)
    setup_databases(verbosity=0, interactive=False)
    draw_document('<html lang="en"><title>Awake</title>', "letter")  # the PDF worker takes two seconds to start
    findings = Findings()
    with keep_files_apart():
        site = FuzzedSite()
        for number in range(0, CASES, BATCH):
            site.send(BATCH, findings)
            print(f"{number + BATCH} of {CASES} requests, slowest {findings.slowest:.2f} s", flush=True)
    statuses = ", ".join(f"{count} × {status}" for status, count in sorted(findings.statuses.items()))
    rows = [
        ("Routes", f"{len(findings.routes)} of {len(list_routes())}"),
        ("Requests", str(sum(findings.statuses.values()))),
        ("Answers", statuses),
        ("Slowest", f"{findings.slowest:.2f} s, {findings.slowest_address}"),
        ("Inquiry forms with random fields, besides", str(INQUIRIES)),
    ]
    write_table("fuzz", ("Fuzz", ""), rows)


LONGEST = 1.0  # seconds for one answer
TRIES = 3
SERVER_ERROR, BUSY = 500, 503
# A failing request is made as small as it can be, then printed.
UNTIMED = run_settings(
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate, Phase.shrink),
)
IN_MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}


@dataclass
class Findings:
    """What came back."""

    statuses: dict[int, int] = field(default_factory=dict)
    routes: set[Route] = field(default_factory=set)
    slowest: float = 0.0
    """Seconds."""
    slowest_address: str = ""


class FuzzedSite:
    """The site with the demo's inquiries, and two clients: a stranger and a signed-in superuser."""

    def __init__(self) -> None:
        """Fill the empty database of this process."""
        stage_demo()
        references = list(Inquiry.objects.values_list("reference", flat=True))
        owners: list[PhotoDay | SignUp] = [*PhotoDay.objects.all(), *SignUp.objects.all()]
        known: dict[str, Sequence[str]] = list_known() | {
            "reference": references,
            "token": [*map(make_token, references), *map(find_link_token, owners)],
        }
        self._clients = {False: Client(raise_request_exception=False), True: Client(raise_request_exception=False)}
        self._clients[True].force_login(User.objects.create_superuser("owner"))
        self._requests = draw_requests(list_routes(), known)
        self._cookies = {who: client.cookies.output(header="", sep=";") for who, client in self._clients.items()}

    def send(self, cases: int, findings: Findings, *, longest: float = LONGEST) -> None:
        """Send this many requests; AssertionError with the smallest one that ends in an error or after `longest`."""

        @run_settings(UNTIMED, max_examples=cases)
        @given(self._requests)
        def try_one(case: Nonsense) -> None:
            status, seconds = self._ask(case)
            if seconds > longest:  # the machine may have been busy elsewhere
                seconds = min(self._ask(case)[1] for _ in range(TRIES))
            assert status < SERVER_ERROR or status == BUSY, f"{status}: {case}"  # noqa: S101
            assert seconds <= longest, f"{seconds:.1f} s: {case}"  # noqa: S101
            findings.statuses[status] = findings.statuses.get(status, 0) + 1
            findings.routes.add(case.route)
            if seconds > findings.slowest:
                findings.slowest, findings.slowest_address = seconds, "…".join(case.route[::2])

        try_one()

    def _ask(self, case: Nonsense) -> tuple[int, float]:
        """Return status and seconds of one answer, and leave nothing of it behind."""
        client = self._clients[case.signed_in]
        client.cookies = SimpleCookie(self._cookies[case.signed_in])
        began = time.perf_counter()
        with transaction.atomic():
            response = client.generic(
                case.method, case.path, case.body, case.kind, QUERY_STRING=case.query, headers=case.headers
            )
            b"".join(response)
            seconds = time.perf_counter() - began
            transaction.set_rollback(True)
        caches["default"].clear()
        return response.status_code, seconds


@contextmanager
def keep_files_apart() -> Iterator[None]:
    """Let no request write a file."""
    stores = {name: store if name == "staticfiles" else IN_MEMORY for name, store in settings.STORAGES.items()}
    with override_settings(STORAGES=stores):
        yield
