"""Run as a program: all tables, in both databases of the environment."""

import os
import shutil
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from tests import ready


def lay() -> None:
    """Tables for an empty house: copied where that can be, and migrated in any case."""
    for alias, database in settings.DATABASES.items():
        file = Path(str(database["NAME"]))
        if "sqlite" in database["ENGINE"] and ready.ROOM in os.environ and not file.exists():
            shutil.copyfile(ready.files() / ready.FILES[alias], file)
    migrate()


def migrate() -> None:
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, interactive=False, verbosity=0)


if __name__ == "__main__":
    migrate()
    connections.close_all()
