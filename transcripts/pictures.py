"""Pictures that came with a text, where a line takes any: made anew, sealed, and shown to one desk.

What is kept is drawn again from the dots of what came: nothing else of the file is left, neither
where it was taken nor whatever else was hidden in it.
"""

import contextlib
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from PIL import Image, ImageOps

from helpline.errors import Refused
from transcripts import keys
from transcripts.models import Picture

KINDS = ("JPEG", "PNG", "WEBP", "GIF")
# More dots than any phone takes; a small file may unfold into what fills a memory.
MOST_DOTS = 50_000_000
LONGEST_SIDE = 1_600
QUALITY = 82


def expect(taken: Sequence[tuple[UUID, int, str, str, str]], now: datetime) -> None:
    """Note which pictures are to be fetched: conversation, number of the text, and where it is."""
    Picture.objects.bulk_create(
        (
            Picture(
                conversation_id=conversation,
                seq=seq,
                channel=channel,
                external_id=external_id,
                picture=picture,
                made_at=now,
                next_at=now,
            )
            for conversation, seq, channel, external_id, picture in taken
        ),
        ignore_conflicts=True,
    )


def redraw(raw: bytes) -> bytes:
    """The picture as a JPEG of our own making; raises `Refused("bad_picture")` if it is none."""
    try:
        with Image.open(io.BytesIO(raw), formats=KINDS) as found:
            if found.width * found.height > MOST_DOTS:
                raise Refused("bad_picture")
            upright = ImageOps.exif_transpose(found).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            # Only the dots go over: a copy would bring profiles and notes along.
            drawn = Image.frombytes("RGB", upright.size, upright.tobytes())
    except Refused:
        raise
    except Exception:
        # A broken file breaks its reader in any way there is.
        raise Refused("bad_picture") from None
    made = io.BytesIO()
    drawn.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


def keep(picture: Picture, jpeg: bytes) -> None:
    """Seal a picture under its conversation's key; raises `Refused("erased")`."""
    sealed = keys.seal_bytes(picture.conversation_id, jpeg, _about(picture.pk))
    Picture.objects.filter(pk=picture.pk).update(sealed=sealed)


def read(pk: UUID, now: datetime) -> tuple[Picture, bytes]:
    """A kept picture and its JPEG; raises `Refused` once it is due to be erased."""
    found = Picture.objects.select_related("conversation").filter(pk=pk, state="kept").first()
    if found is None or found.sealed is None:
        raise Refused("erased")
    row = found.conversation
    if row.erased_at is not None or (row.erase_at is not None and row.erase_at <= now):
        raise Refused("erased")
    jpeg = keys.open_bytes(found.conversation_id, bytes(found.sealed), _about(pk))
    return found, jpeg


def held(conversation: UUID) -> Iterator[tuple[int, bytes]]:
    """The pictures of one that may not be erased yet, each with the number of its text, as JPEG:
    `transcripts/held/holds.py` says for whom. What cannot be opened is left out."""
    kept = Picture.objects.filter(conversation=conversation, state="kept", sealed__isnull=False)
    for found in kept.filter(conversation__held_until__gt=timezone.now()).order_by("seq", "pk"):
        with contextlib.suppress(Refused):
            sealed = bytes(found.sealed or b"")
            yield found.seq, keys.open_bytes(conversation, sealed, _about(found.pk))


def _about(pk: UUID) -> bytes:
    return b"picture" + pk.bytes
