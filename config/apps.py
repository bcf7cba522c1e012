"""The room's entry in Django: brings the start-up checks along."""

from django.apps import AppConfig
from django.core import checks as django_checks

from config import checks


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        for check in checks.ALL:
            django_checks.register(check, checks.TAG)
        django_checks.register(checks.durable_postgresql, django_checks.Tags.database)
        django_checks.register(checks.demo_people, django_checks.Tags.database)
