"""Logs that cannot betray anyone: known events and harmless fields pass, everything else is cut.

A record of our own rooms is written if its message is a listed event name; its fields are written
if they are listed and their value is a number, a truth or one plain name. A record of anything else
(Django, Daphne, uvicorn, Twilio, Redis) is reduced to where it came from and the kind of error it
carries: its message may hold a word, a number, a token or an address, so it is written at no level.
"""

import logging
import re
import sys
import threading
import time
import traceback
from types import TracebackType

ROOMS = frozenset({"config", "demo", "helpline", "referrals", "routing", "transcripts"})
EVENTS = frozenset(
    {
        "assign_failed",
        "audit_broken",
        "audit_head",
        "backup_late",
        "bell_lost",
        "bells_silent",
        "channel_off",
        "directory_imported",
        "erasing_stopped",
        "fail_point_armed",
        "frame_failed",
        "job_failed",
        "keys_without_owner",
        "limits_apart",
        "not_redacted",
        "picture_not_kept",
        "queue_waits_long",
        "receipt_unknown",
        "receive_failed",
        "send_failed",
        "socket_cut",
        "sweep_failed",
        "text_found",
        "text_not_confirmed",
        "text_not_delivered",
        "text_not_found",
        "text_not_looked_up",
        "text_account_refused",
        "text_not_removed",
        "text_not_taken",
        "automatic_text_refused",
        "texts_brought_late",
        "texts_not_listed",
        "texts_left_out",
        "texts_too_many",
        "thread_died",
        "webhook_failed",
        "webhook_rejected",
        "words_unreadable",
        "worker_failed",
        "worker_late",
    }
)
FIELDS = ("cause", "sweep", "count", "seconds", "attempt", "code", "state", "channel", "port")
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
FRAMES = 6
UVICORN = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi")


class Quiet(logging.Formatter):
    """One line for each record: time, level, logger, event, fields, and where an error arose."""

    def format(self, record: logging.LogRecord) -> str:
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        parts = [moment, record.levelname, record.name]
        parts.append(event(record))
        parts += [f"{name}={value}" for name in FIELDS if (value := harmless(record, name))]
        if record.exc_info and record.exc_info[0]:
            parts.append(f"error={record.exc_info[0].__name__}")
            parts.append(f"at={trail(record.exc_info[2])}")
        return " ".join(parts)


def event(record: logging.LogRecord) -> str:
    """The event's name if it is one of ours and listed, else the place in the code."""
    own = record.name.partition(".")[0] in ROOMS
    if own and isinstance(record.msg, str) and not record.args and record.msg in EVENTS:
        return record.msg
    return f"{record.module}:{record.lineno}"


def harmless(record: logging.LogRecord, name: str) -> str:
    """The field's value as text, or "" where it is absent or could be somebody's words."""
    value = getattr(record, name, None)
    if record.name.partition(".")[0] not in ROOMS:
        return ""
    if isinstance(value, bool | int | float):
        return f"{value:.3f}" if isinstance(value, float) else str(value)
    if isinstance(value, str) and PLAIN.fullmatch(value):
        return value
    return ""


def trail(trace: TracebackType | None) -> str:
    """The last places an error came through; code only, no values."""
    frames = traceback.extract_tb(trace)[-FRAMES:]
    names = (frame.filename.rpartition("/")[2] for frame in frames)
    return ">".join(f"{name}:{frame.lineno}" for name, frame in zip(names, frames, strict=True))


def configuration(level: str) -> dict[str, object]:
    """Django's LOGGING: one handler, on standard error, through `Quiet`, for everything."""
    through_root = {"handlers": [], "propagate": True}
    # uvicorn hangs handlers of its own on these before it loads us.
    servers = {name: {**through_root, "level": "WARNING"} for name in UVICORN}
    ours = {room: {**through_root, "level": level} for room in sorted(ROOMS)}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"quiet": {"()": Quiet}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet"}},
        # Of other people's records only the place is left, so only their warnings are worth a line.
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {"django": through_root, "django.server": through_root, **ours, **servers},
    }


def catch_the_uncaught() -> None:
    """Lets errors that nobody catches pass through the same formatter, not bare to the screen."""
    log = logging.getLogger("config.logs")

    def in_thread(died: threading.ExceptHookArgs) -> None:
        log.critical("thread_died", exc_info=died.exc_value)

    def unraisable(lost: "sys.UnraisableHookArgs") -> None:
        log.error("thread_died", exc_info=lost.exc_value)

    threading.excepthook = in_thread
    sys.unraisablehook = unraisable
