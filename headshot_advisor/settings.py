"""All settings of the project. What differs between sites comes from the environment; see .env.example."""

import os
import sys
from datetime import time
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, validate

from headshot_advisor.checks import refuse_bad_start
from headshot_advisor.database import tune_database
from headshot_advisor.environment import read_env_file, read_local_key
from headshot_advisor.logs import LowerBusyErrors, make_formatter
from headshot_advisor.release import find_release
from headshot_advisor.storages import choose_storage, share_social_card

BASE_DIR = Path(__file__).resolve().parent.parent
RELEASE = find_release(BASE_DIR)

read_env_file()
env = Env()

# What set-up builds: fonts, models, static files. Rebuilt with each release.
BUILT_DIR = BASE_DIR / "var"
# What must not be lost: the database, photos, the list of erasures.
VAR_DIR = Path(env.str("VAR_DIR", "") or BUILT_DIR)

# --- Where this runs ---------------------------------------------------------------------------------------------

# "local" is for a developer's machine. "production" is public and refuses to start half configured.
HEADSHOT_ENV: str = env.str("HEADSHOT_ENV", "local")
IS_PRODUCTION = HEADSHOT_ENV == "production"
refuse_bad_start(HEADSHOT_ENV, os.environ)

# Off everywhere, so that `make run` shows the same friendly error pages as production.
DEBUG: bool = not IS_PRODUCTION and env.bool("DEBUG", False)
SECRET_KEY: str = env.str("SECRET_KEY", "") or read_local_key(VAR_DIR / "secret-key")
# Previous keys, while visitors still have links and cookies that these signed.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])

# The origin of absolute links in reports and emails, without a slash at the end.
SITE_URL: str = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# The path of Django's admin, so that a public site need not have it where everybody looks.
ADMIN_PATH: str = env.str("ADMIN_PATH", "admin/").strip("/") + "/"

# --- Parts -------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "studio.apps.StaffSiteConfig",  # django.contrib.admin with the studio's own home page
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "django_otp_webauthn",
    "django_tasks",
    "django_tasks_db",
    "decision",
    "studio",
]

MIDDLEWARE = [
    "headshot_advisor.middleware.add_request_ids",
    # First the middleware that only adds headers, so that files, redirects to https and refusals have them too.
    "headshot_advisor.middleware.add_security_headers",
    "headshot_advisor.middleware.ContentPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "headshot_advisor.middleware.mark_noindex",
    "headshot_advisor.middleware.share_json",
    "headshot_advisor.middleware.drop_refused_encodings",
    "django.middleware.security.SecurityMiddleware",
    "headshot_advisor.storages.StaticFilesMiddleware",
    # Before anything that reads the request.
    "headshot_advisor.middleware.refuse_unusable_requests",
    "headshot_advisor.rate_limit.limit_clients",
    "headshot_advisor.damaged_paths.repair_paths",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "headshot_advisor.middleware.explain_wrong_methods",
    "headshot_advisor.middleware.AnswerDatabaseErrors",
]

ROOT_URLCONF = "headshot_advisor.urls"
WSGI_APPLICATION = "headshot_advisor.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        ("headshot_advisor.template_loader.Loader", [BASE_DIR / "templates"]),
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "decision.web.citations.provide_citations",
                "headshot_advisor.template_tags.describe_site",
            ],
            "libraries": {"site": "headshot_advisor.template_tags"},
        },
    },
]

# --- Data --------------------------------------------------------------------------------------------------------

DATABASES = {"default": tune_database(env.dj_db_url("DATABASE_URL", f"sqlite:///{quote(str(VAR_DIR))}/db.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Drawn reports and other things that may be lost at any time. Several servers share one (redis://…).
_cache: dict[str, Any] = env.dj_cache_url("CACHE_URL", "locmem://")
if "redis" in _cache["BACKEND"]:
    # The site must work while the cache is unavailable.
    _cache["BACKEND"] = "headshot_advisor.cache.ForgivingRedisCache"
_reports = {**_cache, "KEY_PREFIX": "reports"}
if "locmem" in _cache["BACKEND"]:
    # Memory of one process: at most some 3 MB of reports.
    _reports |= {"LOCATION": "reports", "OPTIONS": {"MAX_ENTRIES": 64}}
# Public pages as they were sent, in the memory of each process: rendering one costs less than asking a network.
_pages: dict[str, Any] = {
    "BACKEND": f"django.core.cache.backends.{'dummy.DummyCache' if DEBUG else 'locmem.LocMemCache'}",
    "LOCATION": "pages",
    "OPTIONS": {"MAX_ENTRIES": 500},
    "TIMEOUT": 86_400,  # seconds
}
CACHES: dict[str, dict[str, Any]] = {"default": _cache, "reports": _reports, "pages": _pages}
if "Redis" in _cache["BACKEND"]:
    # Counts of the rate limits for all servers; without Redis each server counts in a file (rate_limit.py).
    CACHES["limits"] = {**_cache, "KEY_PREFIX": "limits"}

AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "studio.accounts.passwords.GuessableValidator"},
]

# --- Documents on paper ------------------------------------------------------------------------------------------

FONTS_DIR = BUILT_DIR / "fonts-pdf"
# Where the process that draws PDFs has its socket. A socket's path may have a hundred characters at most.
PRESS_DIR: Path = env.path("PRESS_DIR", VAR_DIR / "press")
# Counts of the rate limits on this server (rate_limit.py).
LIMITS_FILE: Path = PRESS_DIR / "limits.sqlite3"
# How many requests for PDFs and pictures one web process answers at a time. They have threads of their own, so that
# pages never wait for them. The PDF worker and the photo worker do one piece of work at a time, for all web processes.
HEAVY_AT_ONCE = 2

# --- Photo check ---------------------------------------------------------------------------------

# Where set-up puts the models that find a face. Without them people place the frame themselves.
MODELS_DIR = BUILT_DIR / "models"
# PEM files of certificates that are trusted for Content Credentials: of signers, of timestamp authorities, and of
# signers on lists that are no longer maintained. Empty: none is trusted.
TRUST_ANCHORS: str = env.str("TRUST_ANCHORS", "")
TIMESTAMP_ANCHORS: str = env.str("TIMESTAMP_ANCHORS", "")
OLDER_TRUST_ANCHORS: str = env.str("OLDER_TRUST_ANCHORS", "")

# --- Language and time ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
USE_I18N = False
FORMAT_MODULE_PATH = "headshot_advisor.formats"
TIME_ZONE = "America/New_York"
USE_TZ = True

# --- Static files ------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BUILT_DIR / "static"
# The second folder holds what `make setup` builds: fonts and pictures.
STATICFILES_DIRS = [BASE_DIR / "static", BUILT_DIR / "assets"]
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Hashed names, compressed ahead with brotli and gzip; WhiteNoise serves them as immutable for a year.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# `runserver` serves the source files, so that it needs no `collectstatic` and a reload shows each edit.
if not IS_PRODUCTION and sys.argv[1:2] == ["runserver"]:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
    WHITENOISE_MAX_AGE = 0  # seconds
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site may load our files
WHITENOISE_ADD_HEADERS_FUNCTION = share_social_card

# --- Inquiries ---------------------------------------------------------------------------------------------------

# An inquiry sent faster than a person can type, or over one of LIMITS, is suspected spam; staff decide.
INQUIRY_MIN_SECONDS: int = env.int("INQUIRY_MIN_SECONDS", 3)

# Photos are private: only the staff site shows them. They are in var/photos, or for several servers in an S3-compatible
# bucket; keys come from boto3's own variables (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY).
_bucket: dict[str, str] = {"bucket": env.str("PHOTOS_BUCKET", ""), "endpoint": env.str("PHOTOS_ENDPOINT", "")}
STORAGES["photos"] = choose_storage(VAR_DIR / "photos", **_bucket)
# The pictures of the studio's work go where the photos go.
STORAGES["portfolio"] = choose_storage(VAR_DIR / "portfolio", **_bucket)

# --- Email --------------------------------------------------------------------------------------------------------

# The outbox: tasks wait in the database, and `manage.py worker` sends them.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# How many hours before a session its client is reminded. People of a photo day are reminded a day before. 0 turns both
# off.
REMINDER_HOURS: float = env.float("REMINDER_HOURS", 48, validate=validate.Range(min=0, max=720))
# Seconds after which an email that is still being sent counts as left by a killed worker. Longer than the slowest mail
# server may take for all steps of one email, at EMAIL_TIMEOUT each.
MAIL_LEASE: int = env.int("MAIL_LEASE", 300)

# The address becomes EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT and so on.
vars().update(env.dj_email_url("EMAIL_URL", "console:"))
EMAIL_TIMEOUT = 10  # seconds
# Where the studio reads its email; also the sender of emails.
STUDIO_EMAIL: str = env.str("STUDIO_EMAIL", "studio@example.org")
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", f"Gorn Photo <{STUDIO_EMAIL}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Where clients' replies arrive: imaps://user:password@host/folder. They are added to their inquiry. Empty: replies are
# not read.
IMAP_URL: str = env.str("IMAP_URL", "")

# Where the outbox announces new inquiries: a program's address, with the secret that signs what we send, and the
# incoming webhook of a chat. Empty: no notice is sent.
INQUIRY_WEBHOOK: str = env.str("INQUIRY_WEBHOOK", "")
INQUIRY_WEBHOOK_SECRET: str = env.str("INQUIRY_WEBHOOK_SECRET", "")
SLACK_WEBHOOK: str = env.str("SLACK_WEBHOOK", "")
# Whether they may be in a private network or on this machine.
ALLOW_PRIVATE_WEBHOOKS: bool = env.bool("ALLOW_PRIVATE_WEBHOOKS", False)

# Within how many business hours the studio wants to reply. New inquiries that wait longer are shown as overdue.
REPLY_TARGET_HOURS: float = env.float("REPLY_TARGET_HOURS", 1, validate=validate.Range(min=0, max=200))
# When somebody reads the studio's email on a business day, in New York time.
DESK_OPENS: time = env.time("DESK_OPENS", time(9))
DESK_CLOSES: time = env.time("DESK_CLOSES", time(18))
if DESK_OPENS >= DESK_CLOSES:
    raise ImproperlyConfigured("DESK_CLOSES must be later than DESK_OPENS.")

# --- Erasure -----------------------------------------------------------------------------------------------------

# Inquiries without a later session are erased this many days after they came, by `manage.py erase_expired`.
KEEP_INQUIRIES_DAYS: int = env.int("KEEP_INQUIRIES_DAYS", 730)
# How many days the journal keeps sign-ins, and everything else.
KEEP_SIGN_INS_DAYS: int = env.int("KEEP_SIGN_INS_DAYS", 90)
KEEP_JOURNAL_DAYS: int = env.int("KEEP_JOURNAL_DAYS", 730)
# The list of what was erased: a folder, or a folder of that name in the bucket. Keep it where restoring the database
# does not touch it; `manage.py erase_again` reads it.
STORAGES["erasures"] = choose_storage(env.path("ERASURE_LIST", VAR_DIR / "erasures"), **_bucket)

# --- Security ----------------------------------------------------------------------------------------------------

# Everything from this site, nothing inline, no nonce: pages are the same for everybody, so a CDN can cache them.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
# Hosts of other sites that may show /embed/ in a frame. No other page may be framed.
EMBED_HOSTS: list[str] = env.list("EMBED_HOSTS", [])
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "studio.admin.idle.show_csrf_failure"

# Bytes of a body without its files. Our longest form, an inquiry with a 5,000-character message, needs a tenth.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# Bytes of a whole body, by URL name, for forms with files. Elsewhere DATA_UPLOAD_MAX_MEMORY_SIZE is the limit.
LARGEST_BODIES = {
    "studio:inquiry": 47_000_000,  # three pictures of 15 MB and a form
    "studio:own-photos": 47_000_000,
    "decision:look-closer": 31_000_000,  # two pictures of 15 MB and a form
    "decision:look-closer-copy": 31_000_000,
    "decision:old-look-closer": 31_000_000,  # redirects to the two above
    "decision:old-look-closer-copy": 31_000_000,
    # Three pictures of 15 MB, or more that are smaller. With JavaScript each comes in a request of its own.
    "admin:studio_portfoliopicture_add": 47_000_000,
}
# Requests that may take seconds of work, by method. Forms with files count as well.
_documents = {"/advice/report.pdf", "/teams/sheet.pdf"}
HEAVY_WORK = {"GET": _documents, "HEAD": _documents, "POST": {*_documents, "/teams/table/"}}
# Rate limits for one client: how often, in how many seconds. Far above what a person does, because a whole office can
# be behind one address. A request counts toward the first of these: the limit of its path, of its method and path, of
# its method. Reading pages is cheap and has no limit. The other limits are counted where the code names them.
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_POSTS = (env.int("POSTS_A_MINUTE", 60), _MINUTE)
LIMITS: dict[str, tuple[int, int]] = {
    "POST": _POSTS,
    "POST /studio/inquiry/": _POSTS,
    "POST /check/": _POSTS,
    "POST /check/copy/": _POSTS,
    f"POST /{ADMIN_PATH}login/": _POSTS,
    f"POST /{ADMIN_PATH}studio/portfoliopicture/add/": (300, _MINUTE),
    f"POST /{ADMIN_PATH}password-reset/": (10, _MINUTE),
    # A calendar program asks once an hour or so; several people's may be behind one address.
    "calendar feeds": (60, _MINUTE),
    # Every result page sends one.
    "POST /studio/tally/": (300, _MINUTE),
    "/advice/report.pdf": (env.int("REPORTS_A_MINUTE", 30), _MINUTE),
    "/teams/sheet.pdf": (env.int("REPORTS_A_MINUTE", 30), _MINUTE),
    # Forms with pictures. No person sends more than a gigabyte.
    "upload bytes": (env.int("UPLOAD_MEGABYTES_A_DAY", 1000) * 1_000_000, _DAY),
    # To one email address: nobody must be able to flood a stranger through our forms.
    "password resets": (3, _HOUR),
    "confirmations": (3, _DAY),
    # On one client's own page: each time that they pick emails the studio.
    "choices on the own page": (20, _HOUR),
    # More inquiries are kept as suspected spam.
    "inquiries from a network": (env.int("INQUIRIES_BY_ADDRESS", 20), _DAY),
    "inquiries from a mailbox": (env.int("INQUIRIES_BY_MAILBOX", 5), _DAY),
}
FILE_UPLOAD_HANDLERS = [
    "studio.photos.uploads.TruncateLongUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
]
# The web server has each body in memory already; photos must not be written to a disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = max(LARGEST_BODIES.values())

if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_SSL_HOST = urlsplit(SITE_URL).netloc  # never the host that a visitor names
    # Behind a proxy, gunicorn's FORWARDED_ALLOW_IPS says whose X-Forwarded-Proto to trust.
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000)
    # Both affect more than this site and cannot be undone quickly, so they are opt-in.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", False)
    SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", False)
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # they ask for these two
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # Browsers accept cookies with this prefix only over https, from this host, and for all of its paths.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
else:
    SILENCED_SYSTEM_CHECKS = ["otp_webauthn.E031"]  # it requires https, even for 127.0.0.1
SILENCED_SYSTEM_CHECKS += ["fields.W161"]  # at 8 in the morning it takes the studio's opening hour for "now"

# --- Signing in --------------------------------------------------------------------------------------------------

# How many of our own proxies are in front of the site. Only their X-Forwarded-For is trusted.
TRUSTED_PROXIES: int = env.int("TRUSTED_PROXIES", 0)
# Headers that our own proxy writes and that reach Django; see headshot_advisor/request_headers.py.
FORWARDED_HEADERS = ("X-Forwarded-For",) if TRUSTED_PROXIES else ()

# Whether staff must also use a passkey or type a code from an app. Those with neither set one up when they sign in.
REQUIRE_SECOND_FACTOR: bool = env.bool("REQUIRE_SECOND_FACTOR", False)
OTP_TOTP_ISSUER = "Headshot Advisor"
# Nobody sees the key of another person's app in the admin, not even superusers.
OTP_ADMIN_HIDE_SENSITIVE_DATA = True

# A passkey is tied to this name and works at this origin only, whatever host a request names. Another name in SITE_URL
# ends all passkeys.
OTP_WEBAUTHN_RP_ID = urlsplit(SITE_URL).hostname or ""
OTP_WEBAUTHN_RP_NAME = "Headshot Advisor"
OTP_WEBAUTHN_ALLOWED_ORIGINS = [SITE_URL]
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False

# Guessing is limited by studio.accounts.locks. django-otp's own delay doubles with each wrong code, without an end:
# somebody who knows a password could keep its owner out for years.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0

LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
# Staff sign in again after this many minutes without activity. What they were typing is kept.
DESK_IDLE_MINUTES: float = env.float("DESK_IDLE_MINUTES", 30)
# They sign in again after half a day in any case.
SESSION_COOKIE_AGE = 43_200  # seconds
# A link to set a new password works once, and for an hour.
PASSWORD_RESET_TIMEOUT = 3600  # seconds

# --- Logging -----------------------------------------------------------------------------------------------------

# To stderr. Django logs paths, never query strings. runserver's own request lines have them, so these are dropped.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": make_formatter, "mode": HEADSHOT_ENV}},
    "filters": {"busy": {"()": LowerBusyErrors}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "lines"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"filters": ["busy"]},
        # Bots that try other host names are not our errors; the access log has each 400.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.server": {"handlers": ["nowhere"], "propagate": False},
        # It warns about each request that waits for a thread.
        "waitress.queue": {"level": "ERROR"},
        # It warns about every orderly stop.
        "django_tasks_db": {"level": "ERROR"},
    },
}
