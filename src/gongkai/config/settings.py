"""The settings of Django and Wagtail. What differs from place to place is read in `environment`; nothing else is to be edited."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

from gongkai.config import environment

HOME = environment.home()
SECRET_KEY = environment.secret_key("secret_key")
AUDIT_KEY = environment.secret_key("audit_key")
FIELD_KEY = environment.secret_key("field_key")
TODAY = environment.today_instead()
PROXIES = environment.proxies()
"""Proxies whose word on the client's address is taken: see `gongkai.audit.addresses`."""
OUTBOUND_NETWORKS = environment.outbound_networks()
"""Networks that are not public and may be called all the same: see `gongkai.publishing.outbound`."""

BASE_URL = environment.base_url()
"""The address under which citizens reach the portal: in feeds, sitemap, QR codes, mails."""
DEBUG = False
ALLOWED_HOSTS = [urlsplit(BASE_URL).hostname or "127.0.0.1", "127.0.0.1", "localhost", "[::1]"]
SECURE = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "gongkai.config",
    "gongkai.audit",
    "gongkai.units",
    "gongkai.publishing",
    "gongkai.casework",
    "gongkai.remedies",
    "gongkai.annual",
    "gongkai.portal",
    "gongkai.api",
    "gongkai.workbench",
    "wagtail.contrib.table_block",
    "wagtail.snippets",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongkai.portal.caching.kept_pages",
    "gongkai.portal.bounds.bounded",
    "gongkai.api.problems.always",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "gongkai.workbench.csp.workbench_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gongkai.audit.middleware.who_asks",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": environment.database()}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # a writer waits at the start and never fails half-way
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456",
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 5
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "units.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "gongkai.workbench.scoping.PostsBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "gongkai.units.passwords.Recorded"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "gongkai.audit.addresses.client_address"
PASSWORD_RESET_TIMEOUT = 24 * 3600  # how long the link is good with which a person sets a password

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 8 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
X_FRAME_OPTIONS = "SAMEORIGIN"  # the workbench shows previews of our own pages in a frame
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 1500},  # whole pages, of some 20 KB each, in every web process
    },
    "tokens": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "tokens",
    },  # of channels' interfaces
}
RATES = HOME / "run" / "rates.sqlite3"
"""How often who asked, for all web processes: see `gongkai.untrusted.rates`."""
VIEWS_WRITTEN_SECONDS = 5
"""How long openings of items are counted in memory before they are written."""
SITE_ID_CODE = os.environ.get("GONGKAI_SITE_ID_CODE") or ""
"""网站标识码: in the labels and at the foot of each page; left out where it is not known."""
SITE_ICP, SITE_POLICE = os.environ.get("GONGKAI_SITE_ICP") or "", os.environ.get("GONGKAI_SITE_POLICE") or ""
"""ICP备案号 and 公安备案号: at the foot of each page; left out where they are not known."""
SUIT_COUNTING, SUIT_COUNTING_BASIS = environment.suit_counting()
"""How table four counts the instances of a lawsuit, and the local document that says so: see `gongkai.remedies.counts`."""

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = USE_TZ = True
LOCALE_PATHS = [Path(__file__).with_name("locale")]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


def _not_sniffed(headers: Any, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


WHITENOISE_ADD_HEADERS_FUNCTION = _not_sniffed
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "gongkai.publishing.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "slow"]}}
"""What takes seconds goes into the default queue, what takes minutes (imports, exports, link inspection) into the slow one."""

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # Wagtail mails nothing by itself
MAIL = environment.mail()
"""The server to which the daily mails of reminders go: see `gongkai.units.mailing`; `None` where nothing is mailed."""

WAGTAIL_SITE_NAME = "公开"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_USER_LOGIN_FORM = "gongkai.workbench.account.SignInForm"
WAGTAIL_PASSWORD_RESET_ENABLED = False  # no mails: administrators hand out a link
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "gongkai.publishing.finish.publish_approved"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {
        "not_health": {  # whoever watches the platform asks every few seconds and reads the answer themselves
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda line: getattr(getattr(line, "request", None), "path", "") != "/healthz",
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["not_health"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
