"""Where somebody is in the country, in a park of trailers, in a house that has only a name."""

import re

from transcripts.redact.reading import Reading
from transcripts.rules import plots

PATTERNS = (plots.PLOTS, plots.IN_PARK, plots.ON_ROAD, plots.RESIDENCE)
_NUMBERED = [re.compile(pattern) for pattern in PATTERNS]
_CIVIC = re.compile(plots.CIVIC)
_NAMED = re.compile(plots.NAMED)


def find(reading: Reading) -> None:
    """Take plots of land, places in parks, houses on numbered roads, houses with a name."""
    if reading.digits and not plots.HINTS.isdisjoint(reading.words):
        for pattern in _NUMBERED:
            for found in pattern.finditer(reading.text):
                reading.take(found.start(), found.end(), "ADDRESS")
        for found in _CIVIC.finditer(reading.text):
            group = found.lastindex or 0
            reading.take(found.start(group), found.end(group), "ADDRESS")
    if reading.cased and not plots.HOUSES.isdisjoint(reading.words):
        for found in _NAMED.finditer(reading.text):
            if _in_capitals(reading, *found.span(1)) and _in_capitals(reading, *found.span(2)):
                reading.take(found.start(), found.end(), "ADDRESS")


def _in_capitals(reading: Reading, start: int, end: int) -> bool:
    """Whether each word of a part has a capital."""
    first, last = reading.folded.unfolded(start, end)
    return reading.original[first:last].istitle()
