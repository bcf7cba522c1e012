#!/usr/bin/env python
"""The command line of the project: `manage.py serve`, `work`, `retention` and the rest."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db.utils import OperationalError, ProgrammingError

NO_DATABASE = (
    "The database cannot be used: {}. Start it, and look at VAR_DIR, DATABASE_URL and "
    "KEYS_DATABASE_URL; if its tables are missing, run `manage.py migrate`, then once more with "
    "--database=keys. (--traceback shows where.)"
)

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        _ = settings.INSTALLED_APPS  # reads the environment now
    except ImproperlyConfigured as complaint:
        sys.exit(str(complaint))
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as complaint:
        sys.exit(str(complaint))
    except (OperationalError, ProgrammingError) as fault:
        if "--traceback" in sys.argv:
            raise
        sys.exit(NO_DATABASE.format(str(fault).partition("\n")[0]))
