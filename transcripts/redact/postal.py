"""Post boxes, and postal codes of Canada, Britain and the United States."""

import re

from transcripts.redact.reading import Reading
from transcripts.rules.lists import PLACES

CANADIAN = re.compile(
    r"(?<!\w)[abceghj-nprstvxy]\d[abceghj-nprstv-z] ?[ \-]?\d[abceghj-nprstv-z]\d(?!\w)"
)
BRITISH = re.compile(r"(?<!\w)[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}(?!\w)")
ZIP = re.compile(r"(?<![\w$£€#.\-])\d{5}(?:-\d{4})?(?![\w%]|[.,]\d)")
BOX = re.compile(
    r"(?<!\w)(?:p\.? ?o\.? ?box|post box|post office box|case postale|c\.? ?p\.?|"
    r"casier postal|boite postale|b\.? ?p\.?)[ :#]{0,3}\d{1,6}(?!\w)"
    r"(?:,? (?:stn|station|succ(?:ursale)?)\.? [a-z][a-z\-]{0,20}(?!\w))?"
)
# "mail it to Box 92": without its "P.O." only where something is sent.
_SENT_TO = re.compile(
    r"\b(?:mail|send|sent|write|ship|post|letters?|parcels?|cheques?|envo(?:ie|y)\w*|ecri\w*|poste[rz]?|lettres?"
    r"|courrier|colis|adress\w*|address)\b[^.?!\n]{0,28}?\b(?:to|at|au|a la|a|is|est|c'est|:) ?"
    r"((?:box|boite|casier) ?#?\d{1,6}(?!\w))(?! (?:of|on|in|du|de|sur|dans)\b)"
)
_SENT = frozenset("box boite casier".split())
_BOXES = frozenset("box postale postal c cp b bp".split())
_RURAL = frozenset("rr r rural rurale".split())
_MIXED = re.compile(r"[a-z]\d")
RURAL = re.compile(
    r"(?<!\w)(?:r\.? ?r\.?|rural route|route rurale) ?#? ?\d{1,3}"
    r"(?:,? (?:site|comp|compartment|box|boite|cp|stn|group|gr) ?#? ?\d{1,4}){0,3}(?!\w)"
)
_ZIP_CUE = re.compile(r"\b(?:zip|zipcode|code postal|postal code|postcode)\b.{0,14}$")
_STATE = re.compile(
    r"\b(?:a[lkzr]|c[aot]|de|fl|ga|hi|i[dlna]|k[sy]|la|m[edainsot]|n[evhjmycd]|o[hkr]|"
    r"pa|ri|s[cd]|t[nx]|ut|v[ta]|w[aviy]|dc|arizona|california|texas|florida|ohio|"
    r"nevada|oregon|illinois|washington|new york),? {1,2}$"
)


def find(reading: Reading, asked: frozenset[str], *, beside_street: bool) -> None:
    """Take post boxes and codes; five digits are one beside a street, a state or the word."""
    for found in BOX.finditer(reading.text) if not _BOXES.isdisjoint(reading.words) else ():
        reading.take(found.start(), found.end(), "ADDRESS")
    for found in _SENT_TO.finditer(reading.text) if not _SENT.isdisjoint(reading.words) else ():
        reading.take(found.start(1), found.end(1), "ADDRESS")
    for found in RURAL.finditer(reading.text) if not _RURAL.isdisjoint(reading.words) else ():
        reading.take(found.start(), found.end(), "ADDRESS")
    mixed = bool(_MIXED.search(reading.text))
    for found in CANADIAN.finditer(reading.text) if mixed else ():
        reading.take(found.start(), found.end(), "ADDRESS")
    for found in BRITISH.finditer(reading.text) if mixed else ():
        cued = "POSTCODE" in asked or "post" in reading.before(found.start())
        if reading.region == "UK" or cued or _in_capitals(reading, found):
            reading.take(found.start(), found.end(), "ADDRESS")
    for found in ZIP.finditer(reading.text) if reading.digits > 4 else ():
        before = reading.before(found.start(), 30)
        place = before.rstrip(", ").rpartition(" ")[2] in PLACES and reading.region == "US"
        here = beside_street or place or _STATE.search(before) or _ZIP_CUE.search(before)
        if here or "POSTCODE" in asked:
            reading.take(found.start(), found.end(), "ADDRESS")


def _in_capitals(reading: Reading, found: re.Match[str]) -> bool:
    start, end = reading.folded.unfolded(found.start(), found.end())
    return len(found.group()) > 5 and reading.original[start:end].isupper()
