"""All settings, each from the environment with a safe default. The table of variables is docs/settings.md.

NETWERK_MODE says where this runs:
  production  the default: nothing starts without SECRET_KEY and ALLOWED_HOSTS, cookies only over HTTPS
  local       what manage.py assumes: a key made once and kept in var/, plain HTTP on this machine
"""

import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from netwerk.lib.database import embedded

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

MODE = env.str("NETWERK_MODE", default="production")
if MODE not in {"production", "local"}:
    raise ImproperlyConfigured(f"NETWERK_MODE is {MODE!r}; choose production or local.")
IS_PRODUCTION = MODE == "production"
DEBUG = env.bool("DEBUG", default=False)
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))


def _secret_key() -> str:
    """The key from the environment; locally one that is made once and kept in var/secret-key."""
    key = env.str("SECRET_KEY", default="")
    if key:
        return key
    if IS_PRODUCTION:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Production does not start without one: see docs/settings.md."
        )
    path = VAR_DIR / "secret-key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(60), encoding="utf-8")
    return path.read_text(encoding="utf-8")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if IS_PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is empty. Name the hosts of the site: see docs/settings.md.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- The site and its city ------------------------------------------------------------------------------
SITE_NAME = env.str("SITE_NAME", default="Bewonersnetwerk Utrecht")
CITY_NAME = env.str("CITY_NAME", default="Utrecht")
# CBS code of the municipality whose districts the site shows.
MUNICIPALITY_CODE = env.str("MUNICIPALITY_CODE", default="GM0344")
# Where the site is reached, for whole addresses in mail, feeds and on paper. `manage.py demo` fills in its own.
SITE_URL = env.str(
    "SITE_URL", default=f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if IS_PRODUCTION else "http://localhost:8000"
)
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="hallo@netwerk.example")
CONTACT_PHONE = env.str("CONTACT_PHONE", default="030 000 00 00")
SHOW_DEMO_NOTICE = env.bool("SHOW_DEMO_NOTICE", default=False)

# --- Applications ---------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "netwerk.site",
    "agenda",
    "meetings",
    "initiatives",
    "netwerk.accounts",
    "netwerk.lib",
    "netwerk.accounts.apps.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",
    "django.contrib.postgres",
    "django_filters",
    "pgtrigger",
    "simple_history",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "netwerk.lib.compression.TextCompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "netwerk.lib.page_cache.refuse_while_away",
]
ROOT_URLCONF = "netwerk.urls"
WSGI_APPLICATION = "netwerk.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "netwerk.lib.context_processors.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "netwerk.lib.templatetags.text",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database -------------------------------------------------------------------------------------------
# Without DATABASE_URL an embedded PostgreSQL in var/ is used: docs/database.md.
DATABASE_URL = env.str("DATABASE_URL", default="")
if DATABASE_URL:
    DATABASES = {"default": env.db_url_config(DATABASE_URL, engine="netwerk.lib.database")}
else:
    DATABASES = {"default": embedded.django_settings(VAR_DIR / "postgres")}
DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
# A server that does not answer is given up soon: kept pages are shown then, and forms say so.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
# The same for one that was reached over a network before; in milliseconds.
DATABASES["default"]["OPTIONS"].setdefault("tcp_user_timeout", 10_000)
# For netwerk.lib.statements alone: what Django sends otherwise is never prepared.
DATABASES["default"]["OPTIONS"].setdefault("prepare_threshold", 2)
# They look for few rows by an index, whatever the values; to plan some of them anew takes longer than to run them.
GENERIC_PLANS = "-c plan_cache_mode=force_generic_plan"
DATABASES["default"]["OPTIONS"].setdefault("options", env.str("PGOPTIONS", default=GENERIC_PLANS))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Cache, sessions, mail ------------------------------------------------------------------------------
CACHE_URL = env.str("CACHE_URL", default="dbcache://netwerk_cache")
CACHES = {
    "default": env.cache_url_config(CACHE_URL),
    # Large and easily drawn again: not among the counters above, which a full cache would throw out.
    "share_images": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "share-images",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}
# Pages for readers: in the memory of each process, and in CACHE_URL too when that is a cache of its own.
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_BYTES", default=64 * 1024 * 1024)
# What was rendered once (netwerk.lib.kept). With DEBUG nothing, so that a template that changes is seen at once.
KEPT_HTML_BYTES = env.int("KEPT_HTML_BYTES", default=0 if DEBUG else 32 * 1024 * 1024)
if not CACHE_URL.startswith("dbcache"):
    CACHES["pages"] = {**CACHES["default"], "KEY_PREFIX": "pages"}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
EMAIL_URL = env.str("EMAIL_URL", default="smtp://localhost:25" if IS_PRODUCTION else "consolemail://")
vars().update(env.email_url_config(EMAIL_URL))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"{SITE_NAME} <{CONTACT_EMAIL}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Language and time ----------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [BASE_DIR / "netwerk" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- Static and uploaded files --------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
# The page of the desk: nine blocks of at most 200 rows, some ten fields each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# --- Accounts: docs/decisions/sign-in.md ----------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, str]] = []
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "netwerk.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
# The code that signs somebody in went to the address: nothing else has to verify it.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 2
ACCOUNT_LOGIN_TIMEOUT = 20 * 60
ACCOUNT_SESSION_REMEMBER = True
# Counted in the shared cache. "key" is the mail address.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "request_login_code": "20/m/ip,3/m/key"}
ACCOUNT_FORMS = {
    "request_login_code": "netwerk.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "netwerk.accounts.forms.ConfirmLoginCodeForm",
}
MFA_ADAPTER = "netwerk.accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "netwerk.accounts.forms.AuthenticateForm",
    "reauthenticate": "netwerk.accounts.forms.ReauthenticateForm",
    "activate_totp": "netwerk.accounts.forms.ActivateTOTPForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1
SIMPLE_HISTORY_REVERT_DISABLED = True

# --- Security -------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_PRODUCTION
CSRF_COOKIE_SECURE = IS_PRODUCTION
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=IS_PRODUCTION)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000 if IS_PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PRODUCTION
SECURE_HSTS_PRELOAD = IS_PRODUCTION
# Set only behind a proxy that always overwrites this header.
if env.bool("BEHIND_HTTPS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # Limits on sign-in count visitors, not the proxy: the last address in X-Forwarded-For is the proxy's own word.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # WeasyPrint tells of every letter it keeps.
    "loggers": {name: {"level": "WARNING"} for name in ("fontTools", "weasyprint")},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
