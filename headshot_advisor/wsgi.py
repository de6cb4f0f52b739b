"""The WSGI application that the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headshot_advisor.settings")

from headshot_advisor.request_headers import keep_known_headers

application = keep_known_headers(get_wsgi_application())
