"""How gunicorn serves the site; it reads this file on its own. .env.example lists what the environment can change."""

import gc
import os
import sys
from importlib import import_module

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from headshot_advisor import access_log
from headshot_advisor.capacity import count_web_workers
from headshot_advisor.checks import RefusedStart, refuse_bad_start
from headshot_advisor.environment import read_env_file

read_env_file()
try:
    refuse_bad_start(os.environ.get("HEADSHOT_ENV", "local"), os.environ)
except RefusedStart as refusal:
    sys.exit(str(refusal))  # before any process is started

wsgi_app = "headshot_advisor.wsgi"
bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = count_web_workers()
worker_class = "headshot_advisor.server.worker.WaitressWorker"
# For pages: four may wait for the database while one computes. PDFs and pictures have threads of their own.
threads = int(os.environ.get("WEB_THREADS", "4"))
# No max_requests: a process has no more memory after its 6,000th request than after its 1,000th.
# The proxies whose X-Forwarded-Proto is trusted. On its own, gunicorn doesn't read .env.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")

# Seconds for which a connection waits for its next request: longer than a proxy keeps one that it does not use
# (Caddy: 15 in our file), so that no request is sent into a connection that is being closed.
keepalive = 20
# The control socket is not needed, and two servers of one user would conflict over it.
control_socket_disable = True

# Large packages that each worker needs. Loaded before the workers start, they are in memory only once, and workers
# start twice as fast. None of our own code, which a reload must load again.
SHARED = (
    "django.db.models",
    "django.views.generic",
    "holidays.countries",
    "icalendar",
    "msgspec",
    "PIL.Image",
    "psycopg",
    "webauthn",
)

loglevel = "warning"
logger_class = access_log.AccessLog
accesslog = "-"


def when_ready(server: Arbiter) -> None:
    """Load what the workers share; print the site's address."""
    for package in SHARED:
        import_module(package)
    # The collector would write to all that is loaded by now, and so give each worker a copy of its own.
    gc.freeze()
    print(f"Serving on {server.LISTENERS[0]}; Ctrl-C stops it.", flush=True)


def on_reload(_server: Arbiter) -> None:
    """Forget the modules that this file needs, so that the new workers load all of our code anew."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "headshot_advisor"]:
        del sys.modules[name]


def post_worker_init(_worker: Worker) -> None:
    """Start the PDF worker and the photo worker, and load what the first request needs."""
    from decision.pdf.client import start_pdf_worker  # noqa: PLC0415
    from decision.pdf.report import write_first_report  # noqa: PLC0415  # needs the settings
    from decision.web.photo_worker import start_photo_worker  # noqa: PLC0415

    start_pdf_worker()
    start_photo_worker()
    write_first_report()
