"""Run as a program in a house's environment: `prepare N` fills its databases, `read` tells them.

A process of its own, because Django's settings come from the environment once. `read` goes the way
of every reader, through `transcripts.record`: what cannot be opened there is not stored.
"""

import os
import sys

import django
import msgspec

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

from django.conf import settings  # noqa: E402 - models are there only now
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from helpline.models import Conversation, Counsellor, Line, Site  # noqa: E402
from tests.faults.kit.house import Person  # noqa: E402
from tests.faults.kit.ledger import Stored  # noqa: E402
from tests.wire.prepare import signed_in  # noqa: E402
from transcripts import record  # noqa: E402

NUMBER = "+12045550100"
CAPACITY = 6


def prepare(counsellors: int) -> list[Person]:
    """Tables, one line with one site, and its counsellors."""
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    with transaction.atomic():
        line = Line.objects.create(slug="faults", name="Fault line", number=NUMBER)
        Site.objects.create(line=line, key="site", origin="http://127.0.0.1:9")
        return [_counsellor(line, f"Counsellor {number}") for number in range(counsellors)]


def _counsellor(line: Line, name: str) -> Person:
    user = User.objects.create_user(name.replace(" ", "-").lower())
    made = Counsellor.objects.create(user=user, line=line, shift_name=name, capacity=CAPACITY)
    return Person(made.pk.hex, name, signed_in(user))


def read() -> list[Stored]:
    """Every message of every conversation, as it can be read now."""
    everything = dict.fromkeys(Conversation.objects.values_list("pk", flat=True), 0)
    return [
        Stored(str(words.conversation), words.seq, words.author, words.client_id, words.text)
        for words in record.after(everything)
    ]


if __name__ == "__main__":
    told = prepare(int(sys.argv[2])) if sys.argv[1] == "prepare" else read()
    sys.stdout.buffer.write(msgspec.json.encode(told))
