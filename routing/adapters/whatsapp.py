"""WhatsApp, where free words may be written only so long after the person's own last ones."""

from datetime import timedelta

from routing.adapters import _twilio
from routing.adapters._twilio.addresses import Kind

CHANNEL = _twilio.channel(
    "whatsapp",
    Kind(prefix="whatsapp:"),
    {"en": "WhatsApp", "fr": "WhatsApp"},
    window=timedelta(hours=24),
)
