"""The WSGI application that the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

from headshot_advisor.request_headers import keep_known_headers

# New files are readable only for the site's own account, however the server was started.
os.umask(0o077)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headshot_advisor.settings")

application = keep_known_headers(get_wsgi_application())
