"""`manage.py demo_site`: the demo server alone, on the loopback address."""

from daphne.server import Server
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.asgi import make


class Command(BaseCommand):
    help = "Serve the demo's host site, its phones and the fake text provider on DEMO_PORT."
    requires_system_checks = ()  # it touches neither database nor pages of the platform

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("DEMO is off: the demo server runs only with DEMO=1.")
        self.stdout.write(f"Demo site on http://127.0.0.1:{settings.DEMO_PORT}/")
        endpoint = f"tcp:port={settings.DEMO_PORT}:interface=127.0.0.1"
        Server(application=make(), endpoints=[endpoint], server_name="demo").run()
