"""The web chat: live on the socket, so there is nothing to send and nothing to verify here."""

from datetime import timedelta

from helpline.protocol import TEXT_LIMIT
from routing.adapters import Channel

CHANNEL = Channel(
    name="web",
    live=True,
    longest_text=TEXT_LIMIT,
    policy="at_close",
    silent_after=timedelta(minutes=30),
    missing=list,
    labels={"en": "Web chat", "fr": "Clavardage"},
)
