"""How gunicorn serves the site; it reads this file by itself. .env.example lists what the environment can change."""

import os

from gunicorn.arbiter import Arbiter

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
    """Start the press, so that it has loaded before the first report; tell the person where to look."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headshot_advisor.settings")
    from decision.report.printing import start_press  # noqa: PLC0415  # needs the settings

    start_press()
    print(f"Serving on {server.LISTENERS[0]}; Ctrl-C stops it.", flush=True)
