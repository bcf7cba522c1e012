"""Asks an organisation whether what we publish is true, by a link that is good once and not long.

Whoever has the link may answer for the organisation and see what is public anyway, no more.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import QuerySet

from referrals.models import Confirmation, Organisation

GOOD_FOR = timedelta(days=14)
# What was asked and answered is not needed for ever.
KEPT = timedelta(days=365)


def _signer() -> Signer:
    return Signer(salt="referrals.confirming")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def ask(organisation: Organisation, who: str, locale: str, now: datetime) -> str:
    """A new token; any other of this organisation that was not used is worth nothing now."""
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        organisation.confirmations.filter(answered_at=None).delete()
        Confirmation.objects.filter(asked_at__lt=now - KEPT).exclude(settled_at=None).delete()
        Confirmation.objects.create(
            organisation=organisation,
            token_hash=_hash(secret),
            locale=locale,
            asked_at=now,
            asked_by=who,
            until=now + GOOD_FOR,
        )
    return _signer().sign(secret)


def find(token: str, now: datetime) -> Confirmation | None:
    """The question of this link, if it is ours, not used and not too old."""
    try:
        secret = _signer().unsign(token)
    except BadSignature:
        return None
    found = Confirmation.objects.filter(token_hash=_hash(secret), answered_at=None, until__gt=now)
    return found.select_related("organisation").first()


def answer(row: Confirmation, said: str, words: str, now: datetime) -> bool:
    """Take the answer, once; what needs nobody's eyes is settled with it."""
    told = {"answered_at": now, "answer": said, "words": words}
    settled = {"settled_at": now} if said == "true" else {}
    open_ = Confirmation.objects.filter(pk=row.pk, answered_at=None, until__gt=now)
    return bool(open_.update(**told, **settled))


def to_read() -> QuerySet[Confirmation]:
    """What organisations said that somebody must decide on, the oldest first."""
    said = Confirmation.objects.filter(settled_at=None).exclude(answered_at=None)
    return said.select_related("organisation").order_by("answered_at", "pk")


def settle(pk: int, who: str, now: datetime) -> Confirmation | None:
    """Somebody has read it and done what it takes; None if that was done already."""
    row = to_read().filter(pk=pk).first()
    open_ = Confirmation.objects.filter(pk=pk, settled_at=None)
    return row if row and open_.update(settled_at=now, settled_by=who) else None
