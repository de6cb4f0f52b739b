"""How gunicorn serves the site; it reads this file by itself. PORT, WEB_WORKERS and WEB_THREADS change it."""

import os

wsgi_app = "headshot_advisor.wsgi"
bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))

# Longer than our own limit, so that people get our page and not a bare line.
limit_request_line = 8190

# Method, path, status, bytes, milliseconds: no address of the person, no query string (it holds answers), no referrer.
accesslog = "-"
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"
