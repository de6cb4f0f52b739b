"""All settings of the project. What differs between places comes from the environment; see .env.example."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from environs import Env

from headshot_advisor.database import tune_database
from headshot_advisor.production import refuse_bad_start
from headshot_advisor.release import find_release
from headshot_advisor.secret_key import read_local_key

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
RELEASE = find_release(BASE_DIR)

env = Env()

# --- Where this runs ---------------------------------------------------------------------------------------------

# "local" serves a person at their own machine; "production" is open to the world and refuses to start half set up.
HEADSHOT_ENV: str = env.str("HEADSHOT_ENV", "local")
IS_PRODUCTION = HEADSHOT_ENV == "production"
refuse_bad_start(HEADSHOT_ENV, os.environ)

# Off everywhere, so that `make run` shows the same friendly error pages as production.
DEBUG: bool = not IS_PRODUCTION and env.bool("DEBUG", False)
SECRET_KEY: str = env.str("SECRET_KEY", "") or read_local_key(VAR_DIR / "secret-key")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])

# The origin of absolute links in reports and mails, without a slash at the end.
SITE_URL: str = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# The path of Django's admin, so that a public site need not show it where everybody looks.
ADMIN_PATH: str = env.str("ADMIN_PATH", "admin/").strip("/") + "/"

# --- Parts -------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_htmx",
    "decision",
    "studio",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "headshot_advisor.static_files.StaticFilesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "headshot_advisor.middleware.mark_noindex",
    # After the lines that only add headers, so that a refusal carries them too; before all that reads the request.
    "headshot_advisor.middleware.refuse_unusable_requests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "headshot_advisor.urls"
WSGI_APPLICATION = "headshot_advisor.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "decision.citing.provide_citations",
                "headshot_advisor.metadata.describe_site",
            ],
            "libraries": {"metadata": "headshot_advisor.metadata"},
        },
    },
]

# --- Data --------------------------------------------------------------------------------------------------------

DATABASES = {"default": tune_database(env.dj_db_url("DATABASE_URL", f"sqlite:///{quote(str(VAR_DIR))}/db.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_cache: dict[str, Any] = env.dj_cache_url("CACHE_URL", "locmem://")
_reports = {**_cache, "KEY_PREFIX": "reports"}
if "locmem" in _cache["BACKEND"]:
    # Memory of one process: at most some 3 MB of reports.
    _reports |= {"LOCATION": "reports", "OPTIONS": {"MAX_ENTRIES": 64}}
# Public pages as they were sent. In the memory of each process: making one anew costs less than a way over a network.
_pages: dict[str, Any] = {
    "BACKEND": f"django.core.cache.backends.{'dummy.DummyCache' if DEBUG else 'locmem.LocMemCache'}",
    "LOCATION": "pages",
    "OPTIONS": {"MAX_ENTRIES": 500},
    "TIMEOUT": 86_400,  # seconds
}
CACHES: dict[str, dict[str, Any]] = {"default": _cache, "reports": _reports, "pages": _pages}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# --- Documents on paper ------------------------------------------------------------------------------------------

FONTS_DIR = VAR_DIR / "fonts-pdf"
# Where the press, the process that draws PDFs, has its socket. A socket's path holds a hundred characters at most.
PRESS_DIR: Path = env.path("PRESS_DIR", VAR_DIR / "press")
# Of a web process's threads, half may wait for the press; the others go on with the questions.
DOCUMENTS_AT_ONCE = max(1, env.int("WEB_THREADS", 4) // 2)

# --- Pictures that are looked at ---------------------------------------------------------------------------------

# Where set-up puts the models that find a face; without them people place a frame by hand.
MODELS_DIR = VAR_DIR / "models"
# A file of certificates (PEM) whose signatures under pictures count as known; empty: none does.
TRUST_ANCHORS: str = env.str("TRUST_ANCHORS", "")
# Four at a time on a server, one after the other in its one process; who comes fifth is told to wait.
LOOKS_AT_ONCE = max(1, 4 // env.int("WEB_WORKERS", 2))

# --- Words and time ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-us"
USE_I18N = False
TIME_ZONE = "America/New_York"
USE_TZ = True

# --- Static files ------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# The second folder holds what `make setup` builds: fonts and pictures.
STATICFILES_DIRS = [BASE_DIR / "static", VAR_DIR / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Hashed names, compressed ahead with brotli and gzip; WhiteNoise serves them as immutable for a year.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- Mail --------------------------------------------------------------------------------------------------------

# The address becomes EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT and so on.
vars().update(env.dj_email_url("EMAIL_URL", "console:"))
EMAIL_TIMEOUT = 10  # seconds
# Where the studio reads its mail, and whom mails come from.
STUDIO_EMAIL: str = env.str("STUDIO_EMAIL", "studio@example.org")
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", "Headshot Advisor <advisor@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Security ----------------------------------------------------------------------------------------------------

# Everything from this site, nothing inline, no nonce: full pages stay the same for all, so a CDN can keep them.
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
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "headshot_advisor.views.show_csrf_failure"

# Bytes of a body without its files. Our longest form, an inquiry with a 5,000-character message, needs a tenth.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# Path -> bytes of a whole body, where people send pictures: two of 15 MB and a form.
LONG_BODIES = {"/look-closer/": 31_000_000, "/look-closer/copy/": 31_000_000}

if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = True
    # Behind a proxy, gunicorn's FORWARDED_ALLOW_IPS says whose X-Forwarded-Proto to believe.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# --- Logging -----------------------------------------------------------------------------------------------------

# Django logs paths, never query strings; runserver's own request lines hold them, so these are dropped.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": ["nowhere"], "propagate": False},
    },
}
