"""The project's settings as tests see them: the environment of whoever runs them changes nothing."""

import os

OURS = (
    "HEADSHOT_ENV SECRET_KEY DEBUG ALLOWED_HOSTS SITE_URL ADMIN_PATH DATABASE_URL CACHE_URL EMAIL_URL STUDIO_EMAIL"
    " DEFAULT_FROM_EMAIL HSTS_SECONDS PRESS_DIR WEB_THREADS"
)
for name in OURS.split():
    os.environ.pop(name, None)

from headshot_advisor.settings import *  # noqa: E402, F403  the whole, after the environment is clean

# Each process of a parallel run has a press of its own, which ends with it.
PRESS_DIR = VAR_DIR / f"press-{os.environ.get('PYTEST_XDIST_WORKER', 'test')}"  # noqa: F405

# Hashing a password well takes a quarter of a second; tests make many staff accounts.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
