"""Whose texts are not taken in for a while: by keyed hash, with a reason, visible and undoable."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import F

from helpline import metrics
from helpline.models import Counsellor, Seeker
from routing.models import Block
from routing.texting.optouts import Address
from transcripts import keys


def add(seeker: Seeker, *, by: Counsellor, reason: str, days: int, now: datetime) -> Block:
    """Block whoever this seeker's address belongs to; one that was there already goes on."""
    hashed = bytes(seeker.address_hash or b"")
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


def turned_away(addresses: Collection[Address], now: datetime) -> set[Address]:
    """Which of these are blocked; each of them is counted as turned away once more."""
    hashes = {
        (line, channel, hashed): (line, channel, number)
        for line, channel, number in addresses
        for hashed in keys.address_hashes(line, number)
    }
    if not hashes:
        return set()
    blocked: set[Address] = set()
    rows = Block.objects.filter(
        address_hash__in=[key[2] for key in hashes], ended_at=None, until__gt=now
    )
    for pk, line, channel, hashed in rows.values_list("pk", "line_id", "channel", "address_hash"):
        address = hashes.get((line, channel, bytes(hashed)))
        if address is not None:
            blocked.add(address)
            Block.objects.filter(pk=pk).update(turned_away=F("turned_away") + 1)
            metrics.TURNED_AWAY.inc()
    return blocked


def lift(block: Block, *, by: Counsellor, now: datetime) -> None:
    """Take a block away; that it was there stays known until it would have ended."""
    Block.objects.filter(pk=block.pk, ended_at=None).update(ended_at=now, ended_by=by)


def forget(now: datetime) -> int:
    """Strike out blocks that have ended: the hash is personal data too; returns how many."""
    gone, _ = Block.objects.filter(until__lte=now).delete()
    return gone
