"""The fuzz: nonsense to every route, from strangers and signed-in staff. None may end in a server error, or late."""

import logging
import os
import subprocess
import sys
from tempfile import TemporaryDirectory

from tools.bench.tables import write_table
from tools.harness.site import UNLIMITED

CASES, INQUIRIES = 50_000, 10_000
BATCH = 500
"""Cases of one run of hypothesis, which remembers them all until its end."""


def main() -> None:
    """Send 10,000 inquiries and 50,000 requests to all routes; keep the table."""
    os.environ.pop("TEST_DATABASE_URL", None)  # in memory: an idea about a request is not about the database
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
    from tools.stress.fuzz_routes import list_routes  # noqa: PLC0415
    from tools.stress.fuzz_run import Findings, FuzzedSite, keep_files_apart  # noqa: PLC0415

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
