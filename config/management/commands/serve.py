"""`manage.py serve`: the whole platform in one process, web and worker, on the embedded default."""

import io
import os
import sys
from argparse import ArgumentParser

from django.conf import settings
from django.core.checks import WARNING
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from config import leash, ports, server, startup
from demo import cast
from helpline.models import Line
from referrals.search import warming
from routing.timers import Worker
from routing.upkeep import waking

FIRST = """
  First time? In another terminal: .venv/bin/python manage.py createsuperuser
  Then make a line and its people at /admin/."""


class Command(BaseCommand):
    help = "Serve everything in one process: pages, sockets, webhooks and the worker."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="with made-up people, a host page and a phone"
        )

    def handle(self, *, demo: bool, **options: object) -> None:
        if demo and not settings.DEMO:
            raise CommandError("DEMO is off: start with DEMO=1 to serve the demo.")
        lock = ports.alone(settings.VAR_DIR)
        ports.must_be_free(settings.HOST, settings.PORT, "PORT")
        if demo:
            ports.must_be_free("127.0.0.1", settings.DEMO_PORT, "DEMO_PORT")
        for alias in settings.DATABASES:
            migrate(alias)
        if refused := startup.refusals(*settings.DATABASES):
            raise CommandError("\n".join(refused))
        for line in startup.said(WARNING, *settings.DATABASES):
            self.stderr.write(line)
        waking.until_ready()
        child = leash.start(["demo_site"]) if demo else None
        if demo and not Line.objects.exists():
            call_command("seed_demo", stdout=io.StringIO())
        worker = Worker()
        worker.start()
        warming.Warmer().start()
        try:
            server.server(
                settings.HOST,
                settings.PORT,
                ready=lambda: self.greet(demo=demo),
            ).run()
        finally:
            worker.stop()
            if child:
                leash.end(child)
            lock.close()
            sys.stdout.flush()
            # Python 3.11 may crash while taking Daphne's open sockets apart; nothing is left to do.
            os._exit(0)

    def greet(self, *, demo: bool) -> None:
        """Said at once, also where the output is a file or a pipe."""
        self.stdout.write(welcome(demo=demo))
        self.stdout.flush()


def migrate(alias: str) -> None:
    """Bring a database's tables up to date, and lose no time where they are."""
    executor = MigrationExecutor(connections[alias])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", database=alias, interactive=False, verbosity=0)


def welcome(*, demo: bool) -> str:
    """Where to go now, and as whom."""
    desk = f"{settings.PUBLIC_BASE_URL}/console/"
    if not demo:
        first = "" if Line.objects.exists() else f"\n{FIRST}"
        return f"\n  The desk: {desk}{first}\n"
    play = f"http://localhost:{settings.DEMO_PORT}"
    rows = [
        ("A website with the chat", f"{play}/"),
        ("A phone that texts", f"{play}/phone/"),
        ("The counsellors' desk", desk),
        ("", ""),
        *((person.shift_name, f"{person.email:<20} {person.password}") for person in cast.PEOPLE),
    ]
    lines = [f"  {name:<25} {value}".rstrip() for name, value in rows]
    return "\n".join(
        ["", "  The helpline is running.", "", *lines, "", "  Stop it with Ctrl+C.", ""]
    )
