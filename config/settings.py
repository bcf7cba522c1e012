"""Django's settings, made from the environment and from nothing else."""

from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import environ
from csp.constants import NONE, SELF

from config import env, keyfiles, logs, mail
from config.databases import databases
from helpline import failpoints
from helpline.origins import exact_origin

BASE_DIR = Path(__file__).resolve().parent.parent
if (BASE_DIR / ".env").exists():
    environ.Env.read_env(str(BASE_DIR / ".env"))

# ---- where we are ----------------------------------------------------------------------------

LOOPBACK = ("localhost", "127.0.0.1", "::1")
VAR_DIR = env.folder("VAR_DIR", BASE_DIR)
HOST = env.text("HOST")
PORT = env.port("PORT")
DEMO_PORT = env.port("DEMO_PORT") if env.given("DEMO_PORT") else PORT + 1
PROCESSES = env.number("PROCESSES")
FRAMES_PER_SECOND = env.number("FRAMES_PER_SECOND")
QUEUE_ALARM_MINUTES = env.number("QUEUE_ALARM_MINUTES")
DIRECTORY_TWO_PEOPLE = env.flag("DIRECTORY_TWO_PEOPLE")
LINK_CHECK_DAYS = env.number("LINK_CHECK_DAYS", least=0)
ERASE_ALARM_PERCENT = env.number("ERASE_ALARM_PERCENT")
ERASE_ALARM_LEAST = env.number("ERASE_ALARM_LEAST")
BACKUPS = env.folder("BACKUPS", BASE_DIR) if env.given("BACKUPS") else None
KEYS_BACKUPS = env.folder("KEYS_BACKUPS", BASE_DIR) if env.given("KEYS_BACKUPS") else None
BACKUP_HOURS = env.number("BACKUP_HOURS")
KEYS_BACKUP_DAYS = env.number("KEYS_BACKUP_DAYS")
DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
FAIL_POINT = env.text("FAIL_POINT")
try:
    failpoints.parse(FAIL_POINT or failpoints.POINTS[0])
except ValueError:
    raise env.complain(
        "FAIL_POINT",
        "names no fail point",
        f"Leave it out, or set it to one of {', '.join(failpoints.POINTS)}.",
    ) from None

PUBLIC_BASE_URL = env.text("PUBLIC_BASE_URL").rstrip("/") or f"http://localhost:{PORT}"
PUBLIC_ORIGIN = exact_origin(PUBLIC_BASE_URL)
if not PUBLIC_ORIGIN:
    raise env.complain(
        "PUBLIC_BASE_URL", "is no web address", "Write it as https://chat.example.org."
    )
_public = urlsplit(PUBLIC_ORIGIN)
PUBLIC_HOST = _public.hostname or ""
PRODUCTION = PUBLIC_HOST not in LOOPBACK

# On one machine people write localhost and 127.0.0.1 for the same thing; both are ours then.
_port = f":{_public.port}" if _public.port else ""
OWN_ORIGINS = [PUBLIC_ORIGIN]
if not PRODUCTION:
    _names = (f"{_public.scheme}://{name}{_port}" for name in LOOPBACK[:2])
    OWN_ORIGINS += [origin for origin in _names if origin != PUBLIC_ORIGIN]
TRUSTED_PROXIES = int(PRODUCTION)
if env.given("TRUSTED_PROXIES"):
    TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", least=0)
CHATS_PER_HOUR = env.number("CHATS_PER_HOUR")
CHATS_PER_HOUR_MOST = env.number("CHATS_PER_HOUR_MOST")
CHATS_PER_MINUTE = env.number("CHATS_PER_MINUTE")
ALLOWED_HOSTS = [PUBLIC_HOST, *env.listed("ALLOWED_HOSTS")]
# A page that we answer to must be able to open its socket.
_others = [f"{_public.scheme}://{name}{_port}" for name in env.listed("ALLOWED_HOSTS")]
OWN_ORIGINS += [origin for origin in map(exact_origin, _others) if origin]
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]

# ---- secrets ---------------------------------------------------------------------------------

MASTER_KEY_FILE = (
    env.folder("MASTER_KEY_FILE", BASE_DIR)
    if env.given("MASTER_KEY_FILE")
    else VAR_DIR / "master_key"
)
SECRET_KEY = env.text("SECRET_KEY") or ("missing" if PRODUCTION else "")
MASTER_KEY_SOURCE = "MASTER_KEY" if env.given("MASTER_KEY") else "MASTER_KEY_FILE"
if env.given("MASTER_KEY"):
    _master = env.text("MASTER_KEY")
elif MASTER_KEY_FILE.exists() or (PRODUCTION and env.given("MASTER_KEY_FILE")):
    _master = keyfiles.read(MASTER_KEY_FILE)
else:
    _master = ""
if not PRODUCTION:
    SECRET_KEY = SECRET_KEY or keyfiles.kept(VAR_DIR / "secret_key", keyfiles.new_secret())
    _master = _master or keyfiles.kept(MASTER_KEY_FILE, keyfiles.new_master_key())
MASTER_KEYS = keyfiles.master_keys(_master, MASTER_KEY_SOURCE)
MASTER_KEY_ID = next(iter(MASTER_KEYS), "")

# ---- rooms -----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "config",
    *(["demo"] if DEMO else []),
    "drill",
    "office",
    "routing",
    "transcripts",
    "referrals",
    "helpline",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_vite",
    "config.apps.HouseAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "config.headers.QuietHeaders",
    "django.middleware.security.SecurityMiddleware",
    "config.machines.ForMachines",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.sittings.Sittings",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["config.templatetags.days"],
        },
    }
]

# ---- what is stored, and what rings -------------------------------------------------------------

DATABASES = databases(VAR_DIR)
DATABASE_ROUTERS = ["transcripts.routers.KeysApart"]
REDIS_URL = env.text("REDIS_URL")
METRICS_TOKEN = env.text("METRICS_TOKEN")
METRICS_PORT = env.port("METRICS_PORT") if env.given("METRICS_PORT") else 0
CHANNEL_LAYERS: dict[str, dict[str, object]] = {}
CACHES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
if REDIS_URL:
    CHANNEL_LAYERS["default"] = {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [{"address": REDIS_URL, "socket_keepalive": True}]},
    }
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
    }

# ---- the text channel ------------------------------------------------------------------------

TWILIO_ACCOUNT_SID = env.text("TWILIO_ACCOUNT_SID")
TWILIO_AUTH_TOKEN = env.text("TWILIO_AUTH_TOKEN")
TWILIO_AUTH_TOKEN_OLD = env.text("TWILIO_AUTH_TOKEN_OLD")
NAME_FINDER = env.text("NAME_FINDER")
TWILIO_REDACTION = env.flag("TWILIO_REDACTION")
TWILIO_BASE_URL = env.text("TWILIO_BASE_URL").rstrip("/")
TWILIO_TIMEOUT = env.number("TWILIO_TIMEOUT")
TEXT_VALID_SECONDS = env.number("TEXT_VALID_SECONDS")
TEXTS_PER_SECOND = env.number("TEXTS_PER_SECOND")
OPT_OUT_DAYS = env.number("OPT_OUT_DAYS")
if DEMO and not TWILIO_ACCOUNT_SID and not TWILIO_AUTH_TOKEN:
    TWILIO_ACCOUNT_SID = f"AC{'0' * 32}"
    TWILIO_AUTH_TOKEN = keyfiles.kept(VAR_DIR / "demo_token", keyfiles.new_secret())
    TWILIO_BASE_URL = f"http://127.0.0.1:{DEMO_PORT}"

# ---- signing in ------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "config.administration.Administrators",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "config.accounts.StaffOnly"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = False
# Behind the proxy, tries are counted by who came to it, not by the proxy's own address.
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = PUBLIC_HOST
SECOND_FACTOR = env.flag("SECOND_FACTOR") if env.given("SECOND_FACTOR") else PRODUCTION
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
# Letters to organisations; accounts have none.
MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
MAIL = mail.server()
MAIL_FROM = mail.sender()

SESSION_ENGINE = "config.sessions"
SESSION_COOKIE_NAME = "desk"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = PRODUCTION
SIGN_IN_HOURS = env.number("SIGN_IN_HOURS")
IDLE_LOCK_MINUTES = env.number("IDLE_LOCK_MINUTES")
SESSION_COOKIE_AGE = SIGN_IN_HOURS * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "desk_form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_TRUSTED_ORIGINS = OWN_ORIGINS
CSRF_FAILURE_VIEW = "routing.pages.stale"

# ---- what a page may do ----------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# Staff pages send forms, and with "no-referrer" a browser calls their origin "null".
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_SSL_REDIRECT = False  # the proxy's work; a health check comes in plainly
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 262_144
# A service with two hundred rows of hours is sent whole; the size above bounds what that costs.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# ---- pages and their files -------------------------------------------------------------------

FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
STATIC_URL = "/static/"
STATICFILES_DIRS = [FRONTEND_DIST] if FRONTEND_DIST.exists() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Files are served from where they are; nothing has to be collected.
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/assets/.+-[\w-]{8}\.\w+$"
DJANGO_VITE = {
    "default": {
        "manifest_path": FRONTEND_DIST / "manifest.json",
        "app_client_class": "config.styles.SharedFirst",
    },
    # The seeker's page is built by itself, so that it carries nothing that only staff need.
    "widget": {"manifest_path": FRONTEND_DIST / "widget.json"},
}

# ---- languages and times ---------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("TIME_ZONE")
if TIME_ZONE not in available_timezones():
    raise env.complain("TIME_ZONE", "is no time zone", "Write it as America/Winnipeg.")

# ---- logs ------------------------------------------------------------------------------------

LOG_LEVEL = env.choice("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = logs.configuration(LOG_LEVEL)
