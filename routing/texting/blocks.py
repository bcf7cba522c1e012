"""From whom nothing is taken in for a while: by keyed hash, with a reason, visible and undoable."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db.models import F

from helpline import metrics
from helpline.errors import Refused
from helpline.models import Counsellor, Seeker
from routing.models import Block
from routing.texting.optouts import Address, Wanted
from transcripts.keyring import hashes

# By whom as the door in knows them: a line, a channel, and an address on it.
Blocked = dict[tuple[int, str, str | bytes], int]


def hash_of(seeker: Seeker) -> bytes | None:
    """What tells them again: the keyed hash of their number, or of their page's token."""
    if seeker.address_hash is not None:
        return bytes(seeker.address_hash)
    if seeker.token_hash is None:
        return None
    return hashes.address_hash(seeker.line_id, bytes(seeker.token_hash).hex())


def add(seeker: Seeker, *, by: Counsellor, reason: str, days: int, now: datetime) -> Block:
    """Block whoever this seeker is known by; one that was there already goes on.

    Raises `Refused("erased")` if nothing is known of them any more.
    """
    hashed = hash_of(seeker)
    if hashed is None:
        raise Refused("erased")
    block, _ = Block.objects.update_or_create(
        line_id=seeker.line_id,
        channel=seeker.channel,
        address_hash=hashed,
        ended_at=None,
        defaults={
            "handle": seeker.handle,
            "reason": reason,
            "by": by,
            "made_at": now,
            "until": now + timedelta(days=days),
        },
    )
    return block


def pages(line: int, now: datetime) -> dict[bytes, datetime]:
    """The pages that are blocked on a line, by hash, and until when."""
    found = Block.objects.filter(line=line, channel="web", ended_at=None, until__gt=now)
    return {bytes(hashed): until for hashed, until in found.values_list("address_hash", "until")}


def until_of(blocked: Mapping[bytes, datetime], line: int, token_hash: bytes) -> datetime | None:
    """Until when the page with this token is blocked, if it is among these."""
    hashes = page_hashes(line, token_hash) if blocked else []
    return max((blocked[each] for each in hashes if each in blocked), default=None)


def page_hashes(line: int, token_hash: bytes) -> list[bytes]:
    """What a page with this token may be known by."""
    return hashes.address_hashes(line, token_hash.hex())


def among(addresses: Collection[Address], now: datetime) -> Blocked:
    """Which of these are blocked, each with the block that turns it away."""
    blocked: Blocked = {}
    if not addresses:
        return blocked
    wanted = Wanted(addresses)
    for block in Block.objects.filter(wanted.query(), ended_at=None, until__gt=now):
        if address := wanted.whose(block.line_id, block.channel, block.address_hash):
            blocked[address] = block.pk
    return blocked


def hold(blocks: Collection[int]) -> None:
    """Lock these blocks: whoever else counts by them waits, and then knows what we have seen."""
    list(Block.objects.select_for_update().filter(pk__in=blocks).order_by("pk").values_list("pk"))


def count(turned_away: Mapping[int, int]) -> None:
    """So many more texts were turned away by each of these blocks."""
    for block, texts in sorted(turned_away.items()):
        Block.objects.filter(pk=block).update(turned_away=F("turned_away") + texts)
        metrics.TURNED_AWAY.inc(texts)


def lift(block: Block, *, by: Counsellor, now: datetime) -> None:
    """Take a block away; that it was there stays known until it would have ended."""
    Block.objects.filter(pk=block.pk, ended_at=None).update(ended_at=now, ended_by=by)


def forget(now: datetime) -> int:
    """Strike out blocks that have ended: the hash is personal data too; returns how many."""
    gone, _ = Block.objects.filter(until__lte=now).delete()
    return gone
