"""Run as a program: lays a world's tables, fills them, and prints what tests must know."""

import json
import os
import sys
from importlib import import_module
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

from django.conf import settings  # noqa: E402 - settings come from the world's environment
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402

from helpline.models import Counsellor, Line, Site  # noqa: E402
from tests import tables  # noqa: E402
from tests.lines import QUIET  # noqa: E402

NAMES = ("Ada", "Ben", "Cleo")
NUMBER = "+12045550100"


def signed_in(user: User, **more: Any) -> str:
    """The session key of a browser in which this user has signed in; `more` is noted there."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.update(more)
    session.create()
    return str(session.session_key)


def person(name: str, line: Line) -> dict[str, str]:
    user = User.objects.create_user(name.lower(), f"{name.lower()}@example.org")
    made = Counsellor.objects.create(user=user, line=line, shift_name=name)
    return {"id": str(made.pk), "session": signed_in(user)}


def fill() -> dict[str, Any]:
    line = Line.objects.create(slug="wire", name="Wire line", automatic=QUIET)
    for channel in ("sms", "whatsapp"):
        line.numbers.create(channel=channel, number=NUMBER)
    other = Line.objects.create(slug="other", name="Another line")
    Site.objects.create(line=line, key="site", origin="http://127.0.0.1:9")
    Site.objects.create(line=line, key="site-off", origin="http://127.0.0.1:9", active=False)
    Site.objects.create(line=other, key="site-other", origin="http://127.0.0.1:9")
    nobody = User.objects.create_user("nobody", "nobody@example.org")
    gone = User.objects.create_user("gone", "gone@example.org")
    Counsellor.objects.create(user=gone, line=line, shift_name="Gone")
    session = signed_in(gone)
    gone.is_active = False
    gone.save()
    return {
        "people": {name: person(name, line) for name in NAMES},
        "sessions": {"nobody": signed_in(nobody), "gone": session},
    }


if __name__ == "__main__":
    tables.lay()
    json.dump(fill(), sys.stdout)
