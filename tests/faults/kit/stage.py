"""Run as a program in a house's environment: `prepare N` fills its databases, `read` tells them.

`read FILE` tells only the conversations in which one of the ids in that file was said. A process of
its own, because Django's settings come from the environment once. `read` goes the way
of every reader, through `transcripts.record`: what cannot be opened there is not stored.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import django
import msgspec

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

from django.contrib.auth.models import User  # noqa: E402 - models are there only now
from django.db import transaction  # noqa: E402

from helpline.models import Conversation, Counsellor, Line, Site  # noqa: E402
from tests import tables  # noqa: E402
from tests.faults.kit.house import Person  # noqa: E402
from tests.faults.kit.ledger import Stored  # noqa: E402
from tests.lines import QUIET  # noqa: E402
from tests.wire.prepare import signed_in  # noqa: E402
from transcripts import record  # noqa: E402
from transcripts.models import Message  # noqa: E402

NUMBER = "+12045550100"
CAPACITY = 6
# Conversations read by one statement: a flood leaves more than one has time for.
AT_ONCE = 20


def prepare(counsellors: int) -> list[Person]:
    """Tables, one line with one site, and its counsellors."""
    tables.lay()
    with transaction.atomic():
        line = Line.objects.create(slug="faults", name="Fault line", automatic=QUIET)
        line.numbers.create(number=NUMBER)
        Site.objects.create(line=line, key="site", origin="http://127.0.0.1:9")
        return [_counsellor(line, f"Counsellor {number}") for number in range(counsellors)]


def _counsellor(line: Line, name: str) -> Person:
    user = User.objects.create_user(name.replace(" ", "-").lower())
    made = Counsellor.objects.create(user=user, line=line, shift_name=name, capacity=CAPACITY)
    return Person(made.pk.hex, name, signed_in(user))


def read(said: list[UUID] | None) -> list[Stored]:
    """Every message of every conversation (or of those where this was said), as it is read now."""
    return [
        Stored(str(words.conversation), words.seq, words.author, words.client_id, words.text)
        for some in batched(conversations(said), AT_ONCE)
        for words in record.after(dict.fromkeys(some, 0))
    ]


def conversations(said: list[UUID] | None) -> list[UUID]:
    if said is None:
        return list(Conversation.objects.order_by("pk").values_list("pk", flat=True))
    found: set[UUID] = set()
    for some in batched(said, 1_000):
        where = Message.objects.filter(client_id__in=some)
        found.update(where.values_list("conversation_id", flat=True))
    return sorted(found)


def batched(keys: list[UUID], size: int) -> Iterator[list[UUID]]:
    return (keys[place : place + size] for place in range(0, len(keys), size))


def ids_in(file: str) -> list[UUID]:
    return msgspec.json.decode(Path(file).read_bytes(), type=list[UUID])


if __name__ == "__main__":
    what, *more = sys.argv[1:]
    told = prepare(int(more[0])) if what == "prepare" else read(ids_in(more[0]) if more else None)
    sys.stdout.buffer.write(msgspec.json.encode(told))
