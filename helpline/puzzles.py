"""A little work that a page does before it may come in, when too many come at once: pure functions.

A puzzle is `text.bits`. Its answer is any ending with which the SHA-256 of text and ending begins
with so many bits that are nought; what is sent back is `text.bits.ending`. The text holds the time
and the line under a mark of ours, so nothing about it needs to be kept.
"""

import base64
import hashlib
import hmac
import secrets
import struct

# A phone of ten years ago tries about 50,000 a second: this takes it a second or two.
BITS = 16
# So many seconds a puzzle may be answered.
GOOD_SECONDS = 600
BODY = struct.Struct(">IQ8s")
MARK_BYTES = 12
LONGEST_ENDING = 24


def make(key: bytes, line: int, now: float, bits: int = BITS) -> str:
    """A new puzzle of this line."""
    body = BODY.pack(int(now), line, secrets.token_bytes(8))
    text = base64.urlsafe_b64encode(body + _mark(key, body, bits)).decode().rstrip("=")
    return f"{text}.{bits}"


def answered(key: bytes, line: int, work: str, now: float) -> str:
    """The text of the puzzle of ours that `work` answers; "" if it answers none, or too late."""
    text, bits, ending = (*work.split("."), "", "")[:3]
    if work.count(".") != 2 or not bits.isascii() or not bits.isdigit() or len(bits) > 2:
        return ""
    if not 0 < len(ending) <= LONGEST_ENDING or not _is_ours(key, line, text, int(bits), now):
        return ""
    digest = hashlib.sha256(f"{text}{ending}".encode(errors="replace")).digest()
    return text if leading_noughts(digest) >= int(bits) else ""


def leading_noughts(digest: bytes) -> int:
    """How many bits are nought before the first that is not."""
    return len(digest) * 8 - int.from_bytes(digest, "big").bit_length()


def _is_ours(key: bytes, line: int, text: str, bits: int, now: float) -> bool:
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return False
    body, mark = raw[:-MARK_BYTES], raw[-MARK_BYTES:]
    if len(body) != BODY.size or not hmac.compare_digest(mark, _mark(key, body, bits)):
        return False
    made, of_line, _ = BODY.unpack(body)
    return bool(of_line == line and 0 <= now - made < GOOD_SECONDS)


def _mark(key: bytes, body: bytes, bits: int) -> bytes:
    return hmac.digest(key, body + bytes([bits]), hashlib.sha256)[:MARK_BYTES]
