#!/usr/bin/env python
"""The command line of the project: `manage.py serve`, `work`, `retention` and the rest."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        _ = settings.INSTALLED_APPS  # reads the environment now
    except ImproperlyConfigured as complaint:
        sys.exit(str(complaint))
    execute_from_command_line(sys.argv)
