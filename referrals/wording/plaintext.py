"""Text that somebody wrote elsewhere, as plain text: no markup comes into the directory. Pure."""

import html
import re

import bleach

MARKUP = re.compile(r"<[a-zA-Z!/][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
BREAKS = re.compile(r"<\s*(?:br\s*/?|/p|/div|/li)\s*>", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
BLANKS = re.compile(r"[ \t]+")


def plain(text: str) -> str:
    """Without tags and signs that cannot be seen, with real line breaks.

    A break that is written as two letters (backslash, n) is one.
    """
    said = text.replace("\\r\\n", "\n").replace("\\n", "\n").replace("\r\n", "\n")
    said = said.replace("\r", "\n")
    if MARKUP.search(said):
        bare = bleach.clean(BREAKS.sub("\n", said), tags=set(), strip=True, strip_comments=True)
        said = html.unescape(bare)
    said = UNSEEN.sub("", said)
    lines = [BLANKS.sub(" ", line).strip() for line in said.split("\n")]
    return "\n".join(lines).strip()
