"""All settings; every value that differs between places comes from the environment."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF

import config.celery  # every process must send tasks to our own broker
from common import addresses, env, logs

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")
TESTING = "pytest" in sys.modules
NOT_UP = (
    "没有可用的数据库：请先运行 bin/run（用了 DATA_DIR 的，这里也要给出），或设置 DATABASE_URL。"
)
NO_BROKER = "没有可用的消息服务：请先运行 bin/run，或设置 REDIS_URL。"
env.adopt_running(DATA_DIR)

# --- Where we are -----------------------------------------------------------------------------
PRODUCTION = env.flag("PRODUCTION")
DEBUG = env.flag("DEBUG")
UNSAFE_SECRET = "for-development-only-never-for-real-users-0123456789"
SECRET_KEY = env.text("SECRET_KEY", UNSAFE_SECRET)
BIND = env.ip("BIND", "127.0.0.1")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "" if PRODUCTION else addresses.own_names(BIND))
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
if PRODUCTION:
    env.production(SECRET_KEY, UNSAFE_SECRET, DEBUG, ALLOWED_HOSTS)

# --- What is installed ------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "pgtrigger",
    "rest_framework",
    "oauth2_provider",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_filters",
    "django_htmx",
    "axes",
    "common",
    "workflow",
    "members",
    "notices",
    "deadlines",
    "proposals",
    "documents",
    "opinions",
    "consultations",
]
MIDDLEWARE = [
    "common.middleware.RequestId",
    "members.middleware.CallRecord",
    "common.problems.Problems",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "common.middleware.SmallPages",
    "csp.middleware.CSPMiddleware",
    "common.middleware.TooBig",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "common.middleware.SlidingSession",
    "members.middleware.SeatMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "common.middleware.MethodPage",
    "deadlines.middleware.CalendarMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "config.frame.frame",
            ]
        },
    }
]

# --- Servers ----------------------------------------------------------------------------------
env.address("DATABASE_URL", ("postgres", "postgresql"), NOT_UP)
DATABASES = {
    "default": environ.Env().db("DATABASE_URL") | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.address("REDIS_URL", ("redis", "rediss", "unix"), NO_BROKER)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
}
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Shanghai"

# --- Who comes in -----------------------------------------------------------------------------
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "members.returning.Accounts",
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
_CHECKS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _CHECKS + "UserAttributeSimilarityValidator"},
    {"NAME": "members.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "members.passwords.MoreThanTheAccount"},
    {"NAME": _CHECKS + "CommonPasswordValidator"},
    {"NAME": _CHECKS + "NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_HANDLER = "config.lockout.Doorkeeper"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "config.lockout.refuse"
AXES_USERNAME_CALLABLE = "config.lockout.username"
AXES_CLIENT_IP_CALLABLE = "common.middleware.client_address"
AXES_SENSITIVE_PARAMETERS = ["old", "new", "again"]  # of the page where one changes a password
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page says: in a quarter of an hour
AXES_VERBOSE = False
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0, 0, 5)
SESSION_ENGINE = "members.returning"
SESSION_COOKIE_AGE = 30 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
REST_FRAMEWORK = {
    "DEFAULT_PERMISSION_CLASSES": ["members.api.HoldsSeat"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["members.api.SignedIn", "members.api.ByToken"],
    "DEFAULT_THROTTLE_CLASSES": ["members.api.PerClient"],
    "DEFAULT_RENDERER_CLASSES": ["common.renderers.Json"],
    "DEFAULT_PARSER_CLASSES": ["common.parsers.Json"],
    "DEFAULT_PAGINATION_CLASS": "common.api.Pages",
    "DEFAULT_FILTER_BACKENDS": ["common.api.Narrowed"],
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "common.api.handle",
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "提案通接口",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["members.api.HoldsSeat"],
    "POSTPROCESSING_HOOKS": ["members.schema.with_problems"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
OAUTH2_PROVIDER = {
    "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",  # client credentials only
    "SCOPES_BACKEND_CLASS": "members.scopes.Scopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,  # hashed
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,  # never in an address
}

# --- What browsers are told -------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None

# --- Words, time, files -----------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = env.folder("STATIC_ROOT", DATA_DIR / "static")
MEDIA_ROOT = DATA_DIR / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
LARGEST_UPLOAD = 120 * 1024 * 1024  # of a form with files; each is cut where it is too big
_KEEP = "django.core.files.uploadhandler."
FILE_UPLOAD_HANDLERS = ["common.cutting.Cut", f"{_KEEP}MemoryFileUploadHandler"]
FILE_UPLOAD_HANDLERS += [f"{_KEEP}TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a hand-over meeting sends several for each case
_PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _PLAIN if TESTING else "common.statics.OwnCompressed"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or TESTING
LOGGING = logs.configuration(env.text("LOG_LEVEL", "INFO"))
logs.configure()
WORKFLOW_CONSUMERS = ["notices"]

# --- What goes out of the house ---------------------------------------------------------------
_here = f"http://localhost:{env.number('PORT', 8000, 1, 65535)}"
if PRODUCTION:
    _here = f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
SITE_URL = (env.text("SITE_URL", "") or _here).rstrip("/")
EMAIL_HOST = env.text("EMAIL_HOST", "")
EMAIL_PORT = env.number("EMAIL_PORT", 25, 1, 65535)
EMAIL_HOST_USER = env.text("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD", "")
EMAIL_USE_SSL = env.flag("EMAIL_SSL")
EMAIL_USE_TLS = env.flag("EMAIL_STARTTLS")
env.at_most_one("EMAIL_SSL", "EMAIL_STARTTLS")
EMAIL_TIMEOUT = 8  # seconds for each step
EMAIL_FILE_PATH = DATA_DIR / "mail"  # where letters lie as long as no server is named
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "tiantong@localhost")
MAIL_WORKS = bool(EMAIL_HOST) or not PRODUCTION
SWEEP_SECONDS = config.celery.SWEEP_EVERY  # between two sweeps for reminders
GATEWAY_NETWORKS = env.networks("GATEWAY_NETWORKS")  # inner ones that gateways may stand in
