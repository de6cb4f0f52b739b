"""How gunicorn serves the site; it reads this file by itself. .env.example lists what the environment can change."""

import os

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from headshot_advisor import access_log

wsgi_app = "headshot_advisor.wsgi"
bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))

# Longer than our own limit, so that people get our page and not a bare line.
limit_request_line = 8190

loglevel = "warning"
logger_class = access_log.AccessLog
accesslog = "-"
access_log_format = access_log.FORMAT


def when_ready(server: Arbiter) -> None:
    """Start the press and the desk, so that they have loaded before they are needed; tell the person where to look."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headshot_advisor.settings")
    from decision.report.printing import start_press  # noqa: PLC0415  # needs the settings
    from decision.views.desk import start_desk  # noqa: PLC0415

    start_press()
    start_desk()
    print(f"Serving on {server.LISTENERS[0]}; Ctrl-C stops it.", flush=True)


def post_worker_init(_worker: Worker) -> None:
    """Load what pages and reports are written with, so that the first person waits no longer than the next."""
    from decision.report.drawing import prepare  # noqa: PLC0415  # needs the settings

    prepare()
