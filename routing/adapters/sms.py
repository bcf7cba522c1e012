"""Text messages, with or without pictures (SMS and MMS)."""

from routing.adapters import _twilio
from routing.adapters._twilio.addresses import Kind

CHANNEL = _twilio.channel("sms", Kind(segmented=True), {"en": "Text", "fr": "Texto"})
