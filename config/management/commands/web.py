"""`manage.py web`: one web process of several; the worker is another (`manage.py work`)."""

import os
import sys
from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand

from config import ports, server
from referrals.search import warming
from routing.upkeep import waking


class Command(BaseCommand):
    help = "Serve pages, sockets and webhooks in one of several web processes."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=settings.HOST, help="the address to listen on")
        parser.add_argument("--port", type=int, default=settings.PORT, help="the port to listen on")

    def handle(self, *, host: str, port: int, **options: object) -> None:
        ports.must_be_free(host, port, "PORT")
        waking.until_ready()
        warming.Warmer().start()
        try:
            server.server(host, port).run()
        finally:
            sys.stdout.flush()
            # Python 3.11 may crash while taking Daphne's open sockets apart; nothing is left to do.
            os._exit(0)
