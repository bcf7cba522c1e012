"""Is the process alive, and could it store a message now? Each part is asked apart, in a second."""

import errno
import shutil
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connections, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from redis import Redis

from referrals.models import Insertion
from transcripts.models import Tombstone

SECONDS = 0.8
ROOM_BYTES = 1_048_576

Probe = Callable[[], object]

_threads = ThreadPoolExecutor(max_workers=3, thread_name_prefix="ready")
_running: dict[str, Future[object]] = {}


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """This process answers; nothing else is asked."""
    return HttpResponse("alive\n", "text/plain")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Whether a message can be stored now; 503 names the parts that fail or are too slow."""
    failing = ask(probes())
    status = 503 if failing else 200
    return JsonResponse({"ready": not failing, "failing": failing}, status=status)


def probes() -> dict[str, Probe]:
    """What must work, by name."""
    asked: dict[str, Probe] = {
        "database": partial(write, "default", partial(Insertion, day=timezone.now().date())),
        "keys": partial(write, "keys", partial(Tombstone, owner=uuid4(), at=timezone.now())),
    }
    if settings.REDIS_URL:
        asked["redis"] = ring
    return asked


def ask(asked: dict[str, Probe]) -> list[str]:
    """Who failed or did not answer in time; one that hangs is not asked a second time."""
    for name, probe in asked.items():
        if name not in _running or _running[name].done():
            _running[name] = _threads.submit(probe)
    answers = {name: _running[name] for name in asked}
    wait(answers.values(), timeout=SECONDS)
    return [name for name, answer in answers.items() if not answer.done() or answer.exception()]


def write(alias: str, row: Callable[[], Insertion | Tombstone]) -> None:
    """Insert a row as a message would be, and take it back."""
    try:
        room(alias)
        with transaction.atomic(using=alias):
            row().save(using=alias, force_insert=True)
            transaction.set_rollback(True, using=alias)
    finally:
        connections[alias].close()


def room(alias: str) -> None:
    """Raises OSError if the disk of an SQLite file is full, which only a commit would notice."""
    if connections[alias].vendor != "sqlite":
        return
    folder = Path(connections[alias].settings_dict["NAME"]).parent
    if shutil.disk_usage(folder).free < ROOM_BYTES:
        raise OSError(errno.ENOSPC, "the disk is full")


def ring() -> None:
    with Redis.from_url(settings.REDIS_URL, socket_timeout=SECONDS) as redis:
        redis.ping()
