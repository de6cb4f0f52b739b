"""The project’s settings for tests, independent of the environment."""

import os

OURS = (
    "HEADSHOT_ENV SECRET_KEY SECRET_KEY_FALLBACKS DEBUG ALLOWED_HOSTS SITE_URL ADMIN_PATH VAR_DIR DATABASE_URL"
    " CACHE_URL EMAIL_URL STUDIO_EMAIL DEFAULT_FROM_EMAIL HSTS_SECONDS PRESS_DIR WEB_WORKERS WEB_THREADS MAIL_LEASE"
    " TRUSTED_PROXIES INQUIRY_MIN_SECONDS INQUIRIES_BY_ADDRESS INQUIRIES_BY_MAILBOX PHOTOS_BUCKET PHOTOS_ENDPOINT"
    " ERASURE_LIST POSTS_A_MINUTE REPORTS_A_MINUTE UPLOAD_MEGABYTES_A_DAY EMBED_HOSTS HSTS_SUBDOMAINS HSTS_PRELOAD"
    " KEEP_INQUIRIES_DAYS KEEP_SIGN_INS_DAYS KEEP_JOURNAL_DAYS DESK_IDLE_MINUTES"
    " INQUIRY_WEBHOOK INQUIRY_WEBHOOK_SECRET SLACK_WEBHOOK ALLOW_PRIVATE_WEBHOOKS IMAP_URL"
)
for name in OURS.split():
    os.environ.pop(name, None)
os.environ["ENV_FILE"] = ""  # no file .env either
# tools/with_postgres sets it to run the tests on PostgreSQL.
if "TEST_DATABASE_URL" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]

from headshot_advisor.settings import *  # noqa: E402, F403  the whole, after the environment is clean
from headshot_advisor.storages import choose_storage  # noqa: E402

# Each process of a parallel run has its own files and PDF worker. Tests delete files, and must not delete yours.
VAR_DIR = VAR_DIR / "tests" / os.environ.get("PYTEST_XDIST_WORKER", "one")  # noqa: F405
for folder in ("photos", "portfolio", "erasures"):
    STORAGES[folder] = choose_storage(VAR_DIR / folder, bucket="", endpoint="")  # noqa: F405
PRESS_DIR = VAR_DIR / "press"
LIMITS_FILE = VAR_DIR / "limits.sqlite3"

# Test browsers type faster than people.
INQUIRY_MIN_SECONDS = 0

# All tests come from one address, and some send hundreds of forms in a minute.
LIMITS = {name: (1_000_000_000_000, seconds) for name, (_, seconds) in LIMITS.items()}  # noqa: F405

# Each test client loads all middleware again.
CHEAPER = {"headshot_advisor.storages.StaticFilesMiddleware": "tests.static_files.SharedStaticFiles"}
MIDDLEWARE = [CHEAPER.get(name, name) for name in MIDDLEWARE]  # noqa: F405

# Hashing a password well takes a quarter of a second; tests make many staff accounts.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
