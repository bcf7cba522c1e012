"""Whose texts are not taken in for a while: by keyed hash, with a reason, visible and undoable."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import F

from helpline import metrics
from helpline.models import Counsellor, Seeker
from routing.models import Block
from routing.texting.optouts import Address, Wanted


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
    if not addresses:
        return set()
    wanted, blocked = Wanted(addresses), set()
    rows = Block.objects.filter(wanted.query(), ended_at=None, until__gt=now)
    for block in rows:
        if address := wanted.whose(block.line_id, block.channel, block.address_hash):
            blocked.add(address)
            Block.objects.filter(pk=block.pk).update(turned_away=F("turned_away") + 1)
            metrics.TURNED_AWAY.inc()
    return blocked


def lift(block: Block, *, by: Counsellor, now: datetime) -> None:
    """Take a block away; that it was there stays known until it would have ended."""
    Block.objects.filter(pk=block.pk, ended_at=None).update(ended_at=now, ended_by=by)


def forget(now: datetime) -> int:
    """Strike out blocks that have ended: the hash is personal data too; returns how many."""
    gone, _ = Block.objects.filter(until__lte=now).delete()
    return gone
