"""Checks the receipts of a helpline: python3 verify.py receipts.json PUBLIC_KEY [LAST_HASH].

Needs nothing but Python. A hash that you noted earlier shows that none is missing at the end."""

import hashlib
import json
import sys
from pathlib import Path

# Ed25519 as RFC 8032 defines it: points are (x, y, z, t) on -x² + y² = 1 + d·x²·y².
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P)


def point(packed: bytes) -> tuple[int, ...]:
    y = int.from_bytes(packed, "little") % 2**255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P) * (1 if pow(square, (P - 1) // 4, P) == 1 else ROOT) % P
    x = x if x % 2 == packed[31] >> 7 else P - x
    return x, y, 1, x * y % P


def add(p: tuple[int, ...], q: tuple[int, ...]) -> tuple[int, ...]:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(count: int, p: tuple[int, ...]) -> tuple[int, ...]:
    rest = times(count // 2, add(p, p)) if count else (0, 1, 1, 0)
    return add(rest, p) if count % 2 else rest


def signed(key: bytes, words: bytes, mark: bytes) -> bool:
    s = int.from_bytes(mark[32:], "little")
    h = int.from_bytes(hashlib.sha512(mark[:32] + key + words).digest(), "little")
    x, y, z, _ = add(times(s, point(b"X" + b"f" * 31)), times(L - h % L, point(key)))
    y, odd = y * pow(z, -1, P) % P, x * pow(z, -1, P) % P % 2
    return len(mark) == 64 and s < L and mark[:32] == (y + odd * 2**255).to_bytes(32, "little")


def written(what: object) -> bytes:
    return json.dumps(what, sort_keys=True, separators=(",", ":")).encode()


def verify(raw: bytes, keys: list[str], last: str = "") -> str:
    chain = json.loads(raw)
    hashes = ["", *(hashlib.sha256(written(each)).hexdigest() for each in chain)]
    if written(chain) != raw or last not in hashes:
        raise ValueError("not written as receipts are, or the one that you noted is missing")
    for number, (before, each) in enumerate(zip(hashes, chain, strict=False), 1):
        body, mark = each["receipt"], bytes.fromhex(each["signature"])
        right = {"receipt": {**body, "number": number, "before": before}, "signature": mark.hex()}
        known = body["key"] in keys and signed(bytes.fromhex(body["key"]), written(body), mark)
        if each != right or not known:
            raise ValueError(f"receipt {number} is altered, not in its place or not of this key")
    return hashes[-1]


if __name__ == "__main__":
    try:
        said = verify(Path(sys.argv[1]).read_bytes(), sys.argv[2].split(","), *sys.argv[3:])
    except (ValueError, KeyError, TypeError, IndexError, OSError) as fault:
        asked = __doc__ if isinstance(fault, IndexError | OSError) else "NOT in order"
        sys.exit(f"{asked} ({fault})")
    sys.stdout.write(f"All receipts are in order. Last hash: {said or 'there is none yet'}\n")
