"""Addresses as Twilio writes them, and the plain numbers they are in the rest of the house."""

import re
from dataclasses import dataclass

E164 = re.compile(r"\+[1-9][0-9]{6,14}")


@dataclass(frozen=True, slots=True)
class Kind:
    """What is peculiar to a channel: what stands before its numbers; if segments are counted."""

    prefix: str = ""
    segmented: bool = False

    def outside(self, number: str) -> str:
        """The address of a number at Twilio."""
        return self.prefix + number

    def inside(self, address: str) -> str:
        """The number in an address of Twilio's; empty if it is none of this kind.

        Names and short codes are none: nobody can be answered there.
        """
        number = address.removeprefix(self.prefix)
        ours = address.startswith(self.prefix) and E164.fullmatch(number)
        return number if ours else ""
