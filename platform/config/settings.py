"""Settings: everything from the environment, with defaults that run on one machine."""

from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import backends, env, guards

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parents[2]
PLATFORM_DIR = BASE_DIR / "platform"
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")

DEBUG = env.boolean("DEBUG", default=False)
DEMO = env.boolean("DEMO", default=False)
PRODUCTION = env.boolean("PRODUCTION", default=False)
SECRET_KEY = env.secret_key(VAR_DIR, required=PRODUCTION)
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", "testserver"])
BASE_URL = env.url("BASE_URL", f"http://localhost:{env.text('PORT', '8000')}")
guards.check_hosts(base_url=BASE_URL, allowed=ALLOWED_HOSTS)
if PRODUCTION:
    guards.check_production(debug=DEBUG, demo=DEMO, base_url=BASE_URL)
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # pages of allauth say "2 hours ago"
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "channels",
    "django_htmx",
    "django_q",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    # ground
    "core",
    "ui",
    "audit",
    "people",
    "live",
    "notifications",
    "discussion",
    "programme",
    "plans",
    # rooms
    "sessions",
    "reviews",
    # windows
    "reports",
    "front",
    "config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.RequestIdMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "people.middleware.IdleMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "people.middleware.PersonLocaleMiddleware",
    "people.middleware.ReaderZoneMiddleware",
    "core.middleware.CleanInputMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "core.middleware.NoStoreMiddleware",
    "core.middleware.PageMethodsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "audit.middleware.ActorMiddleware",
    "people.middleware.SecondFactorMiddleware",
    "notifications.middleware.DeedMiddleware",
    "front.typed.KeepTypedMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ui.context.frame",
            ],
        },
    },
]

# Data
DATABASES = {"default": backends.database("DATABASE_URL", VAR_DIR / "klankbord.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = backends.redis("REDIS_URL")
guards.check_processes(redis_url=REDIS_URL)
CHANNEL_LAYERS = backends.channel_layers(REDIS_URL)
CACHES = backends.caches(REDIS_URL)

# Tasks: the database is the broker, so that a killed worker loses nothing.
Q_CLUSTER: dict[str, Any] = {
    "name": "klankbord",
    "orm": "default",
    "workers": env.integer("WORKERS", default=2, least=1),
    "queue_limit": env.integer("WORKERS", default=2, least=1),
    "bulk": 1,
    "timeout": 300,
    "retry": 3600,
    "max_attempts": 3,
    "ack_failures": True,
    "catch_up": False,
    "poll": 1,
    "recycle": 500,
    "save_limit": 1000,
    "label": "Tasks",
    "time_zone": "Europe/Amsterdam",
}
TASKS_INLINE = env.boolean("TASKS_INLINE", default=False)

# Live: how often each socket asks for its rights and tells its heads
LIVE_HEARTBEAT_SECONDS = env.integer("LIVE_HEARTBEAT_SECONDS", default=25, least=1)

# People
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "people.passwords.LongEnough",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front:home"
LOGOUT_REDIRECT_URL = "front:home"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

ACCOUNT_ADAPTER = "people.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "people.adapters.SocialAccountAdapter"
MFA_ADAPTER = "people.adapters.SecondFactorAdapter"
USERSESSIONS_ADAPTER = "people.adapters.SessionsAdapter"
ACCOUNT_FORMS = {"signup": "people.forms.SignupForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # without a password one logs in by code
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXIES", default=0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Klankbord"
SOCIALACCOUNT_PROVIDERS = backends.openid_providers("OIDC_PROVIDERS")
SOCIALACCOUNT_ONLY = False

# Language and time
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [PLATFORM_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", VAR_DIR / "static")
PRIVATE_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PRIVATE_ROOT)},
    },
    "staticfiles": {"BACKEND": backends.static_backend(debug=DEBUG, production=PRODUCTION)},
}
MAX_UPLOAD_MB = 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Mail: rows first (notifications.Delivery), then this backend sends them.
EMAIL_CONFIG = backends.mail("EMAIL_URL")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.mailbox("MAIL_FROM", "Klankbord <klankbord@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Whether who chose nothing gets no notices by mail at night and at weekends. In the demo mail leaves at once.
QUIET_HOURS = env.boolean("QUIET_HOURS", default=not DEMO)
# Answers by mail: switched off while there is no address for them.
REPLY_ADDRESS = backends.reply_address("REPLY_ADDRESS", "reply@klankbord.example" if DEMO else "")
INBOUND_SECRET = backends.inbound_secret("INBOUND_SECRET")
INBOUND_MAILBOX = backends.inbound_mailbox("INBOUND_MAILBOX")
INBOUND_AUTH_SERVER = env.text("INBOUND_AUTH_SERVER")
INBOUND_MAX_MB = env.integer("INBOUND_MAX_MB", default=10, least=1)

# Mail of one deed to more people than this waits until it was looked at, unless a facilitator chose another number.
HOLD_MAIL_ABOVE = 25
INBOX_LENGTH = 200  # notices on the inbox page
REMINDER_BATCH = 500  # things that are looked at in one transaction of the reminder sweep

# The browser
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"

CSRF_FAILURE_VIEW = "front.errors.csrf_failure"
LOGGING = backends.logging(production=PRODUCTION)
