"""Channels through Twilio: what is the same for all of them, and nobody else knows its SDK.

Form fields and states are those of Twilio's Programmable Messaging API of 2010-04-01.
"""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from routing.adapters import Channel
from routing.adapters._twilio import account, forms, inbox, pictures, sending
from routing.adapters._twilio.addresses import Kind

# Twilio takes no longer Body, whatever the channel behind it would carry.
LONGEST_TEXT = 1_600
# A phone is put away and taken up again; as long as the words of the usual policy are kept.
SILENT_AFTER = timedelta(hours=24)


def channel(
    name: str, kind: Kind, labels: Mapping[str, str], *, window: timedelta | None = None
) -> Channel:
    """The channel of this name whose addresses and letters are of this kind."""
    return Channel(
        name=name,
        live=False,
        longest_text=LONGEST_TEXT,
        policy="day",
        silent_after=SILENT_AFTER,
        missing=account.missing,
        labels=labels,
        segmented=kind.segmented,
        window=window,
        read=partial(forms.read, kind),
        write=partial(sending.write, kind),
        find=partial(sending.find, kind),
        arrived=partial(inbox.arrived, kind),
        remove=inbox.remove,
        fetch=pictures.fetch,
    )
