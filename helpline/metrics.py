"""What is counted in this process, by names that every room shares; `/metrics` shows it.

Labels are codes of our own tables, never words, numbers, tokens or names of people. What can be
counted per batch is, so that a message pays less than a microsecond.
"""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.db import connections
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    make_wsgi_app,
    start_http_server,
)

disable_created_metrics()  # type: ignore[no-untyped-call]  # it carries no types
registry = CollectorRegistry(auto_describe=True)

STORED = Counter("helpline_messages_stored", "Messages stored.", registry=registry)
REPEATS = Counter(
    "helpline_messages_repeated", "Messages that had been stored before.", registry=registry
)
NOT_STORED = Counter(
    "helpline_messages_refused", "Messages not stored, by cause.", ["code"], registry=registry
)
REFUSED = Counter(
    "helpline_refusals", "Frames of sockets turned down, by cause.", ["code"], registry=registry
)
REJECTED = Counter(
    "helpline_webhooks_rejected", "Webhooks turned down, by cause.", ["cause"], registry=registry
)
CUT = Counter(
    "helpline_sockets_cut", "Sockets closed by us, by cause.", ["cause"], registry=registry
)
SOCKETS = Gauge("helpline_sockets_open", "Sockets open now, by kind.", ["kind"], registry=registry)
BELLS_LOST = Counter(
    "helpline_bells_lost", "Bells to other processes that did not ring.", registry=registry
)
BATCHES_FAILED = Counter(
    "helpline_batches_failed", "Batches of messages that could not be stored.", registry=registry
)
JOBS_FAILED = Counter(
    "helpline_jobs_failed", "Reads and actions that failed.", ["cause"], registry=registry
)
SWEEPS_FAILED = Counter(
    "helpline_sweeps_failed", "Sweeps of the worker that failed.", ["sweep"], registry=registry
)
TEXTS = Counter(
    "helpline_texts",
    "How far texts that go out have come: not_taken (tried again), sent, delivered,"
    " not_confirmed, not_delivered; and why.",
    ["state", "cause"],
    registry=registry,
)
RECONCILED = Counter(
    "helpline_texts_reconciled", "Texts that no webhook brought, found later.", registry=registry
)
REMOVED = Counter(
    "helpline_removals", "Texts removed at the provider, or refused.", ["state"], registry=registry
)
PICTURES = Counter(
    "helpline_pictures", "Pictures that were taken, kept or refused.", ["state"], registry=registry
)
PAGES_ASKED = Counter(
    "helpline_pages_asked",
    "Web addresses of the directory that were looked at, by what came of it.",
    ["code"],
    registry=registry,
)
TURNED_AWAY = Counter(
    "helpline_texts_turned_away", "Texts of blocked senders, not taken in.", registry=registry
)
UNREADABLE = Counter(
    "helpline_unreadable",
    "Words, pictures and keys that were altered or exchanged where they are stored.",
    ["what"],
    registry=registry,
)
AUDIT_BROKEN = Gauge(
    "helpline_audit_broken",
    "1 while the audit cannot be joined on: see `manage.py audit verify`.",
    registry=registry,
)
AUDIT_ENTRIES = Gauge(
    "helpline_audit_number", "Number of the last entry of the audit's chain.", registry=registry
)
PUT_BACK = Counter(
    "helpline_conversations_put_back",
    "Conversations back in the queue because their counsellor was gone.",
    registry=registry,
)
BATCH = Histogram(
    "helpline_batch_messages",
    "Messages stored by one commit.",
    buckets=(1, 2, 5, 10, 20, 50, 100),
    registry=registry,
)
COMMIT = Histogram(
    "helpline_commit_seconds",
    "Seconds until a batch was stored or refused.",
    buckets=(0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5),
    registry=registry,
)


def batch(stored: int, repeats: int, refused: Iterable[str], seconds: float) -> None:
    """Count what became of one batch; `refused` are codes."""
    if stored:
        STORED.inc(stored)
        BATCH.observe(stored)
    if repeats:
        REPEATS.inc(repeats)
    for code in refused:
        NOT_STORED.labels(code).inc()
    COMMIT.observe(seconds)


def listen(port: int) -> None:
    """Show this process's figures on a loopback port; raises OSError if it cannot be had."""
    server, _ = start_http_server(port, "127.0.0.1", registry)
    server.set_app(_giving_back(make_wsgi_app(registry)))


def _giving_back(shown: WSGIApplication) -> WSGIApplication:
    """Each request has a thread of its own, which ends with the connection that its gauges took."""

    def show(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        try:
            return list(shown(environ, start))
        finally:
            connections.close_all()

    return show
