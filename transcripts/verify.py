"""Checks the receipts of a helpline: python3 verify.py receipts.json PUBLIC_KEY [LAST_HASH].

Needs nothing but Python. The public key (one, or several with commas) is printed on the helpline's
page of receipts; the last hash, if you noted one, shows that none was taken off the end since.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

# Ed25519 as RFC 8032 defines it: points are (x, y, z, t) on -x² + y² = 1 + d·x²·y².
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]


def point(packed: bytes) -> Point:
    """The point that 32 bytes stand for; raises ValueError if they stand for none."""
    y, odd = int.from_bytes(packed, "little") % 2**255, packed[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * ROOT % P
    if len(packed) != 32 or y >= P or x * x % P != square or (x == 0 and odd):
        raise ValueError("no point")
    x = P - x if x % 2 != odd else x
    return x, y, 1, x * y % P


def add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(count: int, p: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while count:
        total, p, count = add(total, p) if count & 1 else total, add(p, p), count >> 1
    return total


BASE = point(bytes.fromhex("58" + "66" * 31))


def signed(key: bytes, words: bytes, signature: bytes) -> bool:
    """Whether whoever has the secret half of this key has signed these words."""
    half, s = signature[:32], int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(half + key + words).digest(), "little") % L
    one, two = times(s, BASE), add(point(half), times(h, point(key)))
    same = all((one[i] * two[2] - two[i] * one[2]) % P == 0 for i in (0, 1))
    return len(signature) == 64 and s < L and same


def written(what: Any) -> bytes:
    """As every receipt is written before it is hashed and signed: sorted, without spaces."""
    return json.dumps(what, sort_keys=True, separators=(",", ":")).encode()


def verify(raw: bytes, keys: list[str], last: str = "") -> str:
    """The hash of the last of these receipts; raises ValueError that says what is wrong."""
    chain = json.loads(raw)
    if written(chain) != raw:
        raise ValueError("not written as receipts are")
    before, hashes = "", []
    for number, each in enumerate(chain, 1):
        body = each["receipt"]
        if set(each) != {"receipt", "signature"} or body["number"] != number:
            raise ValueError(f"receipt {number} is not in its place")
        if body["before"] != before or body["key"] not in keys:
            raise ValueError(f"receipt {number} does not follow the one before it, or on this key")
        before = hashlib.sha256(written(each)).hexdigest()
        hashes.append(before)
    for each in reversed(chain):
        signature, key = bytes.fromhex(each["signature"]), each["receipt"]["key"]
        if signature.hex() != each["signature"]:
            raise ValueError("a signature is not written as signatures are")
        if not signed(bytes.fromhex(key), written(each["receipt"]), signature):
            raise ValueError(f"receipt {each['receipt']['number']} is not signed by this key")
    if last and last not in hashes:
        raise ValueError("the receipt that you noted is not there")
    return before


if __name__ == "__main__":
    try:
        said = verify(Path(sys.argv[1]).read_bytes(), sys.argv[2].split(","), *sys.argv[3:])
    except (ValueError, KeyError, TypeError) as fault:
        sys.exit(f"NOT in order: {fault}")
    sys.stdout.write(f"All receipts are in order. Last hash: {said}\n")
