"""What Twilio still has: texts that came in, read again, and whatever is to be erased there."""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from routing.adapters import Incoming, Rejected
from routing.adapters._twilio import account, forms
from routing.adapters._twilio.addresses import Kind

log = logging.getLogger("helpline.twilio")

# More than this since the last look is no gap in our own hearing, but a flood.
LOOKED_THROUGH = 1_000
PAGE = 200
MOST_PICTURES = 10
PICTURE_ID = re.compile(r"ME[0-9a-f]{32}")


def arrived(kind: Kind, number: str, since: float) -> list[Incoming]:
    """The texts that came to this number after `since`, newest first, as their webhooks gave them.

    Two things a webhook knows are not kept: what a keyword was answered with, and, under Message
    Redaction, words and sender. Rows that make no text are left out and counted in the log.
    """
    try:
        return _arrived(kind, number, since)
    except account.TROUBLES as fault:
        raise account.again(fault) from None


def _arrived(kind: Kind, number: str, since: float) -> list[Incoming]:
    found: list[Incoming] = []
    odd = 0
    rows = account.client().messages.stream(
        to=kind.outside(number), limit=LOOKED_THROUGH, page_size=PAGE
    )
    for seen, row in enumerate(rows, 1):
        if row.date_created and account.made_at(row) < since:
            break
        if seen == LOOKED_THROUGH:
            log.warning("texts_too_many", extra={"count": seen})
        if row.direction != "inbound" or row.status == "receiving":
            continue
        try:
            text = _incoming(kind, row)
        except Rejected:
            odd += 1
            continue
        # One without words or pictures has been erased there, by us or by redaction.
        if text.text or text.pictures:
            found.append(text)
    if odd:
        log.warning("texts_left_out", extra={"count": odd})
    return found


def _incoming(kind: Kind, row: Any) -> Incoming:
    found = forms.incoming(
        kind,
        sid=str(row.sid or ""),
        sender=str(row.from_ or ""),
        recipient=str(row.to or ""),
        words=str(row.body or ""),
        pictures=_pictures(row),
    )
    return replace(found, made_at=account.made_at(row) if row.date_created else None)


def _pictures(row: Any) -> Iterator[str]:
    """Asked for only when they are looked at, which is after the rest of the row was found good."""
    if row.num_media in (None, "0"):
        return
    for each in account.client().messages(row.sid).media.list(limit=MOST_PICTURES):
        if PICTURE_ID.fullmatch(each.sid or ""):
            yield each.sid


def remove(external_id: str, picture_id: str = "") -> None:
    """Erase a text, or a picture of it, at Twilio; what Twilio does not know is erased.

    The words go first, because a text cannot be deleted for some time after it has arrived.
    """
    text = account.client().messages(external_id)
    wordless = partial(text.update, body="")
    for step in [text.media(picture_id).delete] if picture_id else [wordless, text.delete]:
        try:
            step()
        except account.TROUBLES as fault:
            # Said by Twilio itself; any other page that is not found proves nothing.
            if account.refusal(fault) == (404, account.NOT_FOUND):
                return
            raise account.again(fault) from None
