"""Receipts: signed counts of what was erased, each with the hash of the one before; no ids.

They are public, so that none may tell when somebody's talk was over: one covers a whole day (or
more, of UTC) that is past, and at least five conversations, unless a week has gone by.
"""

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from transcripts.erasing import watch
from transcripts.erasing.verify import written
from transcripts.held import times
from transcripts.models import Purge, Receipt, Removal, Watch

FEW = 5
AT_THE_LATEST = timedelta(days=7)
SEED = b"helpline receipts"
Chain = list[dict[str, Any]]


def signer(master: str) -> Ed25519PrivateKey:
    """The key that signs, made from a master key: there is no other secret to look after."""
    seed = hmac.digest(bytes(settings.MASTER_KEYS[master]), SEED, hashlib.sha256)
    return Ed25519PrivateKey.from_private_bytes(seed)


def public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def current() -> Ed25519PrivateKey:
    """What signs now: the key that signed last, as long as its master key is there."""
    last = Receipt.objects.order_by("-number").first()
    named = json.loads(last.body)["key"] if last else ""
    known = [signer(master) for master in settings.MASTER_KEYS]
    return next((key for key in known if public(key) == named), signer(settings.MASTER_KEY_ID))


def draw_up(now: datetime) -> Receipt | None:
    """Write the receipt of what was erased before today, if it is time for one."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if not _is_time(midnight):
        return None
    with transaction.atomic():
        watch.standing(now)
        # Two workers draw up one receipt.
        Watch.objects.select_for_update().get(pk=1)
        erased = list(Purge.objects.filter(done_at__lt=midnight))
        if not erased:
            return None
        receipt = _sign(_body(erased, midnight))
        Purge.objects.filter(pk__in=[each.pk for each in erased]).delete()
    return receipt


def _is_time(midnight: datetime) -> bool:
    counts = Purge.objects.filter(done_at__lt=midnight).values_list("conversations", "done_at")
    found = list(counts)
    oldest = min((done_at for _count, done_at in found if done_at), default=midnight)
    enough = sum(count for count, _done_at in found) >= FEW
    return bool(found) and (enough or midnight - oldest >= AT_THE_LATEST)


def _body(erased: Sequence[Purge], midnight: datetime) -> dict[str, Any]:
    rules: Counter[tuple[str, str]] = Counter()
    rows: Counter[str] = Counter()
    for each in erased:
        rules[each.policy, each.version] += each.conversations
        rows.update(each.rows)
    first = min(each.done_at for each in erased if each.done_at)
    return {
        "from": f"{first.astimezone(UTC):%Y-%m-%d}",
        "until": f"{midnight - timedelta(days=1):%Y-%m-%d}",
        "rules": [
            {"rule": rule, "version": version, "conversations": count}
            for (rule, version), count in sorted(rules.items())
        ],
        "rows": {table: count for table, count in sorted(rows.items()) if count},
        "keys": sum(each.keys for each in erased),
        "released": sum(each.released for each in erased),
        "held": times.past_their_time(timezone.now()).count(),
        "waiting_at_provider": Removal.objects.filter(done_at=None).count(),
    }


def _sign(body: dict[str, Any]) -> Receipt:
    last = Receipt.objects.order_by("-number").first()
    key = current()
    whole = {
        **body,
        "number": last.number + 1 if last else 1,
        "before": hash_of(last) if last else "",
        "key": public(key),
    }
    signature = key.sign(written(whole)).hex()
    return Receipt.objects.create(
        number=whole["number"], body=written(whole).decode(), signature=signature
    )


def shown(receipt: Receipt) -> dict[str, Any]:
    """A receipt as it is published."""
    return {"receipt": json.loads(receipt.body), "signature": receipt.signature}


def hash_of(receipt: Receipt) -> str:
    return hashlib.sha256(written(shown(receipt))).hexdigest()


def chain() -> Chain:
    """Every receipt, from the first on."""
    return [shown(each) for each in Receipt.objects.order_by("number")]
