"""Start-up checks: each names, in one line, a setting that is dangerous and what to do about it."""

import re
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage
from django.db import connections

from config import keychecks
from config.complaints import Check, error, warning
from demo import cast

TAG = "helpline"
SECRET_LENGTH = 50
# Seconds; Twilio's ValidityPeriod.
LONGEST_VALIDITY = 36_000
SAFE_DAPHNE = (4, 2, 2)
SAFE_DJANGO = (5, 2, 14)
REDIS_TIMEOUT_TRAP = 8
ACCOUNT = re.compile(r"AC[0-9a-f]{32}")
REDIS_SCHEMES = {"redis", "rediss", "unix"}


def processes_and_redis(**_: object) -> list[CheckMessage]:
    if settings.PROCESSES > 1 and not settings.REDIS_URL:
        return error(
            1, "PROCESSES is more than 1 without REDIS_URL", "Set REDIS_URL, or PROCESSES=1."
        )
    return []


def redis_address(**_: object) -> list[CheckMessage]:
    if settings.REDIS_URL and urlsplit(settings.REDIS_URL).scheme not in REDIS_SCHEMES:
        return error(23, "REDIS_URL is no address of a Redis", "Write it as redis://host:6379/0.")
    return []


def channel_layer(**_: object) -> list[CheckMessage]:
    layer = settings.CHANNEL_LAYERS.get("default", {})
    backend = str(layer.get("BACKEND", ""))
    if backend.endswith("InMemoryChannelLayer"):
        return error(
            2, "CHANNEL_LAYERS is in memory and loses rings", "Set REDIS_URL, or leave it out."
        )
    trapped = (
        backend.endswith("core.RedisChannelLayer") and release("redis")[0] >= REDIS_TIMEOUT_TRAP
    )
    if trapped:
        return error(
            3,
            "CHANNEL_LAYERS: RedisChannelLayer closes idle sockets with redis-py 8",
            "Use channels_redis.pubsub.RedisPubSubChannelLayer.",
        )
    return []


def secret_key(**_: object) -> list[CheckMessage]:
    if settings.PRODUCTION and len(settings.SECRET_KEY) < SECRET_LENGTH:
        return error(
            4,
            f"SECRET_KEY is missing or shorter than {SECRET_LENGTH} characters",
            'Make one: python -c "import secrets; print(secrets.token_urlsafe(48))".',
        )
    return []


def debug(**_: object) -> list[CheckMessage]:
    if settings.PRODUCTION and settings.DEBUG:
        return error(5, "DEBUG is on at a public address", "Set DEBUG=0.")
    return []


def public_address(**_: object) -> list[CheckMessage]:
    if urlsplit(settings.PUBLIC_BASE_URL).path:
        return error(6, "PUBLIC_BASE_URL has a path", "Give scheme, host and port only.")
    if settings.PRODUCTION and not settings.PUBLIC_ORIGIN.startswith("https://"):
        return error(7, "PUBLIC_BASE_URL is public and not https", "Serve it by https://.")
    return []


def demo(**_: object) -> list[CheckMessage]:
    if settings.PRODUCTION and settings.DEMO:
        return error(8, "DEMO is on at a public address", "Set DEMO=0.")
    return []


def fail_point(**_: object) -> list[CheckMessage]:
    """What ends a process on purpose has no place where people seek help."""
    if not settings.FAIL_POINT:
        return []
    if settings.PRODUCTION:
        return error(25, "FAIL_POINT is set at a public address", "Leave FAIL_POINT out.")
    return warning(2, "FAIL_POINT is set: this process will end itself", "Leave FAIL_POINT out.")


def twilio(**_: object) -> list[CheckMessage]:
    account, token = settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN
    if bool(account) != bool(token):
        missing = "TWILIO_AUTH_TOKEN" if account else "TWILIO_ACCOUNT_SID"
        return error(9, f"{missing} is missing beside the other", "Set both, or neither.")
    if account and not ACCOUNT.fullmatch(account):
        return error(
            22,
            "TWILIO_ACCOUNT_SID is not AC and 32 letters and digits",
            "Copy the Account SID from Twilio's console, not that of an API key.",
        )
    address = urlsplit(settings.TWILIO_BASE_URL)
    loopback = (address.hostname or "") in settings.LOOPBACK
    if address.scheme != "https" and not loopback:
        return error(10, "TWILIO_BASE_URL is not https", "Write it as https://api.twilio.com.")
    if settings.PRODUCTION and loopback:
        return error(11, "TWILIO_BASE_URL is the demo's", "Leave TWILIO_BASE_URL out.")
    if settings.TEXT_VALID_SECONDS > LONGEST_VALIDITY:
        return error(
            26,
            "TEXT_VALID_SECONDS is more than the provider takes",
            f"Set it to {LONGEST_VALIDITY} or less: TEXT_VALID_SECONDS=900.",
        )
    if settings.TWILIO_AUTH_TOKEN_OLD:
        return warning(
            3,
            "TWILIO_AUTH_TOKEN_OLD is set: two tokens are believed",
            "Take it out when the new one is the primary token at Twilio.",
        )
    return []


def sqlite_alone(**_: object) -> list[CheckMessage]:
    on_files = [d for d in settings.DATABASES.values() if "sqlite" in str(d["ENGINE"])]
    if settings.PROCESSES > 1 and on_files:
        return error(
            16,
            "PROCESSES is more than 1 on SQLite",
            "Set DATABASE_URL and KEYS_DATABASE_URL to PostgreSQL, or PROCESSES=1.",
        )
    return []


def hosts(**_: object) -> list[CheckMessage]:
    if settings.PRODUCTION and any(host in {"*", "."} for host in settings.ALLOWED_HOSTS):
        return error(17, "ALLOWED_HOSTS lets every name in", "Name the hosts you answer to.")
    return []


def proxies(**_: object) -> list[CheckMessage]:
    """TLS is a proxy's work: without its word everybody seems to come from one address, its own."""
    if settings.PRODUCTION and not settings.TRUSTED_PROXIES:
        return warning(
            5,
            "TRUSTED_PROXIES is 0: nobody who floods the line can be told from anybody else",
            "Set it to the number of proxies before us: TRUSTED_PROXIES=1.",
        )
    return []


def known_holes(**_: object) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if release("daphne") < SAFE_DAPHNE:
        found += error(18, "daphne has known holes before 4.2.2", "Install requirements.txt.")
    if django.VERSION[:3] < SAFE_DJANGO:
        found += error(19, "Django has known holes before 5.2.14", "Install requirements.txt.")
    if settings.PRODUCTION and sys.version_info < (3, 12):
        found += warning(
            1, "Python 3.11 may crash when Daphne is stopped", "Run production on 3.12 or newer."
        )
    return found


def demo_people(*, databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """The demo's passwords are for everybody to read, one of them a supervisor's."""
    if not settings.PRODUCTION or "default" not in (databases or []):
        return []
    if "auth_user" not in connections["default"].introspection.table_names():
        return []
    known = [person.email for person in cast.PEOPLE]
    if get_user_model().objects.filter(email__in=known).exists():
        return error(
            24,
            "DATABASE_URL or VAR_DIR holds the demo's people, whose passwords are public",
            "Begin with an empty one.",
        )
    return []


def whose_clock(*, databases: Sequence[str] | None = None, **_: object) -> list[CheckMessage]:
    """Hours in which somebody may be texted are nobody's while no clock was chosen."""
    if "default" not in (databases or []) or settings.TIME_ZONE != "UTC":
        return []
    line, number = apps.get_model("helpline", "Line"), apps.get_model("helpline", "Number")
    if "zone" not in _columns(line._meta.db_table):
        return []
    if all(map(_has_clock, number.objects.select_related("line"))):
        return []
    return warning(
        4,
        "TIME_ZONE is UTC, and the line of a number has no time zone of its own",
        "Choose one in the line's administration, or set TIME_ZONE=America/Winnipeg.",
    )


def _columns(table: str) -> set[str]:
    """Those of a table as it is now, maybe before it is migrated; none if it is not there."""
    known = connections["default"].introspection
    if table not in known.table_names():
        return set()
    with connections["default"].cursor() as cursor:
        return {column.name for column in known.get_table_description(cursor, table)}


def _has_clock(number: Any) -> bool:
    return bool(number.hours or number.line.hours or number.line.zone)


def release(package: str) -> tuple[int, ...]:
    """A package's version as numbers, as far as it is numbers."""
    parts = version(package).split(".")[:3]
    return tuple(int(part) for part in parts if part.isdigit())


ALL: tuple[Check, ...] = (
    processes_and_redis,
    redis_address,
    channel_layer,
    secret_key,
    debug,
    public_address,
    demo,
    fail_point,
    twilio,
    *keychecks.ALL,
    sqlite_alone,
    hosts,
    proxies,
    known_holes,
)
