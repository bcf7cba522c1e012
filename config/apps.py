"""The room's entry in Django: brings the start-up checks along, and arms a test's fail point."""

import logging
from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import apps as django_admin
from django.core import checks as django_checks

from config import checks, serverchecks
from helpline import failpoints

log = logging.getLogger("config.apps")


class ConfigConfig(AppConfig):
    name = "config"
    default = True

    def ready(self) -> None:
        for check in checks.ALL:
            django_checks.register(check, checks.TAG)
        django_checks.register(serverchecks.durable_postgresql, django_checks.Tags.database)
        django_checks.register(serverchecks.quiet_postgresql, django_checks.Tags.database)
        django_checks.register(checks.demo_people, django_checks.Tags.database)
        django_checks.register(checks.whose_clock, django_checks.Tags.database)
        # By their names: they know the models, and those are there only now.
        import_module("config.masterfits").register()
        import_module("routing.staffing").connect()
        import_module("routing.hands.lawholds").connect()
        if settings.FAIL_POINT and not settings.PRODUCTION:
            point, times = failpoints.parse(settings.FAIL_POINT)
            log.critical("fail_point_armed", extra={"cause": point, "count": times})
            failpoints.arm(settings.FAIL_POINT)


class HouseAdmin(django_admin.AdminConfig):
    """Django's administration with a site of our own in the place of its own."""

    default = False
    default_site = "config.administration.House"
