"""Whether somebody may be sent to an address on the web: it is one, and looks like it. Pure."""

import re
import unicodedata
from urllib.parse import urlsplit

LONGEST = 400
LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
# What a program may take for an address among other words; a sentence may end behind it.
IN_WORDS = re.compile(
    r"(?i)(?<![\w.-])(?:[a-z][a-z0-9+.-]*://\S*|(?:javascript|vbscript|data):\S+)"
)
BEHIND = ".,;:!?)]}'\"’»"
UNSEEN = re.compile(r"[\s\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\\]")


def complaint(url: str) -> str:
    """A code for why nobody is sent there; "" if one may be."""
    if len(url) > LONGEST or UNSEEN.search(url):
        return "link"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "link"
    if parts.scheme not in ("http", "https"):
        return "link_scheme"
    if "@" in parts.netloc:
        return "link_user"
    if port not in (None, 80, 443) or not _is_public(host):
        return "link_host"
    return "link_alike" if _looks_alike(host) else ""


def complaint_in(words: str) -> str:
    """The same for the first address among these words to which nobody is sent."""
    found = (each[0].rstrip(BEHIND) for each in IN_WORDS.finditer(words))
    return next((code for code in map(complaint, found) if code), "")


def _is_public(host: str) -> bool:
    """A name with a dot in it that ends as names do; no number, no neighbour."""
    labels = host.rstrip(".").split(".")
    named = [label for label in labels if LABEL.fullmatch(label)]
    last = labels[-1]
    return len(labels) > 1 and named == labels and not last.isdigit() and last not in _INSIDE


_INSIDE = frozenset({"local", "localhost", "internal", "lan", "home", "test", "invalid"})


def _looks_alike(host: str) -> bool:
    """Whether a name has letters that pass for others: more than one script, or none of ours."""
    try:
        shown = [_unfolded(label) for label in host.rstrip(".").split(".")]
    except UnicodeError:
        return True
    return bool([label for label in shown if not label.isascii() and not _is_latin(label)])


def _unfolded(label: str) -> str:
    return label[4:].encode().decode("punycode") if label.startswith("xn--") else label


def _is_latin(label: str) -> bool:
    """Plain letters with accents, as é or ç: they are their letter once they are taken apart."""
    apart = unicodedata.normalize("NFD", label)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return bare.isascii()
