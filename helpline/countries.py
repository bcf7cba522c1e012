"""The numbers to call in danger, by country: what a page shows beside the wait.

Sources: 911 and 988 (Canada: CRTC and 988.ca; United States: FCC and 988lifeline.org), 999 and the
Samaritans' 116 123 (United Kingdom: gov.uk and samaritans.org).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Numbers:
    """`danger` is called when a life is in danger, `despair` day and night by who wants to die."""

    danger: str
    despair: str


COUNTRIES = [("CA", "Canada"), ("US", "United States"), ("GB", "United Kingdom")]
NUMBERS = {
    "CA": Numbers("911", "988"),
    "US": Numbers("911", "988"),
    "GB": Numbers("999", "116 123"),
}
