"""Run as a program: tables, the demo's line and people without its stories, and their sign-ins.

The queue of a test begins empty. Most counsellors begin it signed in: the form has tests of its
own, and its page and its password cost more than all that comes after.
"""

import os
import sys
import time
from unittest.mock import patch

import django
import msgspec

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

from django.contrib.auth.models import User  # noqa: E402 - models are there only now

from demo import seed  # noqa: E402
from tests import tables  # noqa: E402
from tests.wire.prepare import signed_in  # noqa: E402

EACH, A_RUN = 60, 3_600


def sittings() -> dict[str, list[str]]:
    """Session keys by the address of whose they are; each is for one browser."""
    everybody = User.objects.exclude(email="")
    return {user.email: [_by_password(user) for _ in range(EACH)] for user in everybody}


def _by_password(user: User) -> str:
    """What allauth notes of somebody who comes in by the form, whenever in a run that is."""
    method = {"method": "password", "at": time.time() + A_RUN, "email": user.email}
    return signed_in(
        user,
        account_authentication_methods=[method],
        account_authentication_methods_user=str(user.pk),
    )


if __name__ == "__main__":
    tables.lay()
    with patch.object(seed, "STORIES", ()):
        seed.seed()
    sys.stdout.buffer.write(msgspec.json.encode(sittings()))
