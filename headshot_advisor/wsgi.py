"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

# What people give us is for this account alone, whoever started the server and from where.
os.umask(0o077)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headshot_advisor.settings")

application = get_wsgi_application()
