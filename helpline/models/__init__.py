"""Lines, sites, counsellors, seekers and conversations: what a helpline is made of.

No table here holds a word that somebody said. A seeker is known by the hash of a token or by the
keyed hash of an address, and by nothing else.
"""

from helpline.models.choices import CHANNEL, LOCALES, both_locales, validate_origin, validate_zone
from helpline.models.conversations import OPEN_STATES, Conversation
from helpline.models.lines import COVER_ICONS, Line, Number, Site
from helpline.models.overflows import Overflow
from helpline.models.partners import Partner, Referral
from helpline.models.people import Counsellor, Preference, ReturnCode, Seeker
from helpline.models.phrases import Phrase
from helpline.models.tallies import Tally

__all__ = [
    "CHANNEL",
    "COVER_ICONS",
    "LOCALES",
    "OPEN_STATES",
    "Conversation",
    "Counsellor",
    "Line",
    "Number",
    "Overflow",
    "Partner",
    "Phrase",
    "Preference",
    "Referral",
    "ReturnCode",
    "Seeker",
    "Site",
    "Tally",
    "both_locales",
    "validate_origin",
    "validate_zone",
]
