"""Run as a program in a house's environment: prints every text that can be read, and its fate."""

import os
import sys

import django
import msgspec

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

from helpline.models import Conversation  # noqa: E402 - settings come from the house's environment
from routing.models import Delivery  # noqa: E402
from tests.faults.texts.house import Stored  # noqa: E402
from transcripts import keys, record  # noqa: E402


def kept() -> list[Stored]:
    rows = {row.pk: row for row in Conversation.objects.select_related("seeker")}
    numbers = {
        pk: keys.open_sealed(row.seeker_id, bytes(row.seeker.address or b""), b"address")
        for pk, row in rows.items()
    }
    fates = {each.message_id: each for each in Delivery.objects.all()}
    found = []
    for words in record.after(dict.fromkeys(rows, 0)):
        fate = fates.get(words.id)
        found.append(
            Stored(
                conversation=words.conversation.hex,
                number=numbers[words.conversation],
                open=rows[words.conversation].state not in ("closed", "abandoned"),
                seq=words.seq,
                author=words.author,
                text=words.text,
                sid=words.external_id or (fate.external_id if fate else "") or "",
                state=fate.state if fate else "",
                due=bool(fate and fate.next_at),
            )
        )
    return found


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(kept()))
