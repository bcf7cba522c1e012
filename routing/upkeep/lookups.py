"""Settles a text that may or may not have been sent, by what the provider has of it."""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta

from django.utils import timezone

from helpline.errors import Refused
from routing import deliveries
from routing.adapters import Found, Outgoing, TryAgain
from routing.models import Delivery

log = logging.getLogger("helpline.lookups")

# Seconds before each look; after the last one a person decides.
LOOKS = (5, 5, 15, 60)
# A provider that cannot be asked, or a text that cannot be told from another, is asked about again.
UNANSWERED_SECONDS = 20
ASK_FOR = timedelta(days=1)
# How much earlier than by our clock the provider may have made a text.
CLOCKS_DIFFER = timedelta(minutes=2)
# The provider writes times in whole seconds.
WHOLE_SECOND = 1.0

Find = Callable[[Outgoing, float], Sequence[Found]]
Words = Callable[[Delivery], Outgoing]


def look_up(delivery: Delivery, find: Find, outgoing: Words) -> None:
    """Look once for an unclear text that is claimed; it is found, or looked for again later."""
    try:
        seen = find(outgoing(delivery), (delivery.since - CLOCKS_DIFFER).timestamp())
        which = _whose(delivery, seen, outgoing)
    except TryAgain as trouble:
        _unanswered(delivery, trouble.cause)
        return
    except Refused:
        # The words are erased: nobody can ever tell whether they left.
        deliveries.put_off(delivery, None)
        return
    if found := which.get(delivery.pk):
        log.info("text_found")
        deliveries.move(delivery.pk, "sent", external_id=found)
    elif delivery.attempts >= len(LOOKS):
        log.warning("text_not_found")
        deliveries.put_off(delivery, None)
    else:
        deliveries.put_off(delivery, LOOKS[delivery.attempts])


def _unanswered(delivery: Delivery, cause: str) -> None:
    """A look that told nothing is none, for a day."""
    log.warning("text_not_looked_up", extra={"cause": cause})
    if timezone.now() - delivery.since > ASK_FOR:
        deliveries.put_off(delivery, None)
    else:
        deliveries.put_off(delivery, UNANSWERED_SECONDS, attempts=max(1, delivery.attempts - 1))


def _whose(delivery: Delivery, seen: Sequence[Found], outgoing: Words) -> dict[int, str]:
    """Which of our unclear texts of the same words is which of those seen at the provider.

    Read after the provider was asked: whatever it had by then was claimed here before. While one of
    the same words is under way nobody can tell them apart; raises `TryAgain`.
    """
    if not seen:
        return {}
    rows = Delivery.objects.select_related("message").filter(
        conversation__seeker=delivery.conversation.seeker_id,
        external_id=None,
        state__in=["sending", "not_confirmed"],
        posted_at__gte=delivery.since - ASK_FOR,
    )
    here = outgoing(delivery)
    alike = [row for row in rows if row.pk == delivery.pk or _alike(row, here, outgoing)]
    if any(row.state == "sending" for row in alike):
        raise TryAgain("same_words_under_way")
    known = set(
        Delivery.objects.filter(external_id__in=[found.external_id for found in seen]).values_list(
            "external_id", flat=True
        )
    )
    fresh = [found for found in seen if found.external_id not in known]
    return pair([(row.pk, row.since.timestamp()) for row in alike], fresh)


def _alike(row: Delivery, here: Outgoing, outgoing: Words) -> bool:
    try:
        there = outgoing(row)
    except Refused:
        return False
    return (there.sender, there.text) == (here.sender, here.text)


def pair(unclear: Sequence[tuple[int, float]], found: Sequence[Found]) -> dict[int, str]:
    """Which of the unclear texts (id, when posted) is which of those found; all say the same.

    A text was made after it was posted and before the next one was. Clocks may differ: what fits
    nobody belongs to the oldest that has none, so that as many are settled as were found.
    """
    left = sorted(unclear, key=lambda each: each[1])
    pairs: dict[int, str] = {}
    for each in sorted(found, key=lambda each: each.made_at):
        if not left:
            break
        fits = [place for place, (_, at) in enumerate(left) if at <= each.made_at + WHOLE_SECOND]
        pk, _ = left.pop(fits[-1] if fits else 0)
        pairs[pk] = each.external_id
    return pairs
