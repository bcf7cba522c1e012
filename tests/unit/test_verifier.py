"""Receipts are checked without us: what was signed is accepted, whatever was altered is not."""

import hashlib
import json
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from transcripts import verify

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
FILE = Path(verify.__file__)
TIMES = 1_000


def chain(length: int = 6, key: Ed25519PrivateKey = KEY) -> list[dict[str, Any]]:
    """Receipts as they are shipped."""
    made: list[dict[str, Any]] = []
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    for number in range(1, length + 1):
        before = hashlib.sha256(verify.written(made[-1])).hexdigest() if made else ""
        body = {
            "number": number,
            "before": before,
            "key": public,
            "from": f"2026-11-{number:02}",
            "until": f"2026-11-{number:02}",
            "rules": [{"rule": "at_close", "version": "1f0c33aa", "conversations": 5 + number}],
            "rows": {"transcripts.Message": 40 * number},
            "keys": 2 * number,
            "waiting_at_provider": 0,
        }
        signature = key.sign(verify.written(body)).hex()
        made.append({"receipt": body, "signature": signature})
    return made


SHIPPED = verify.written(chain())
LAST = verify.verify(SHIPPED, [PUBLIC])


def is_caught(raw: bytes) -> bool:
    try:
        verify.verify(raw, [PUBLIC], LAST)
    except (ValueError, KeyError, TypeError, AttributeError):
        return True
    return False


def altered(chance: random.Random) -> bytes:
    """The receipts with something about them changed, as bytes or as what they say."""
    way = chance.randrange(6)
    if way < 3:
        place = chance.randrange(len(SHIPPED))
        other = bytes([chance.choice([b for b in range(9, 127) if b != SHIPPED[place]])])
        middle = (other, b"", other + SHIPPED[place : place + 1])[way]
        return SHIPPED[:place] + middle + SHIPPED[place + 1 :]
    made = json.loads(SHIPPED)
    one, two = chance.sample(range(len(made)), 2)
    if way == 3:
        made[one], made[two] = made[two], made[one]
    elif way == 4:
        del made[one]
    else:
        made[one]["receipt"]["keys"] += chance.randint(1, 9)
    return verify.written(made)


def test_what_was_shipped_is_accepted() -> None:
    assert not is_caught(SHIPPED)
    assert verify.verify(verify.written([]), [PUBLIC]) == ""


def test_a_thousand_of_a_thousand_alterations_are_caught() -> None:
    chance = random.Random("receipts")
    assert [seed for seed in range(TIMES) if not is_caught(altered(chance))] == []


def test_another_key_is_not_ours_whatever_it_signs() -> None:
    forged = verify.written(chain(key=Ed25519PrivateKey.from_private_bytes(bytes(32))))
    with pytest.raises(ValueError, match="this key"):
        verify.verify(forged, [PUBLIC])


def test_rehashed_after_an_alteration_it_is_the_signature_that_tells() -> None:
    made = chain()
    made[2]["receipt"]["keys"] += 1
    for one, two in pairwise(made):
        two["receipt"]["before"] = hashlib.sha256(verify.written(one)).hexdigest()
    with pytest.raises(ValueError, match="not signed"):
        verify.verify(verify.written(made), [PUBLIC])


def test_signatures_are_checked_as_another_program_checks_them() -> None:
    for number in range(8):
        words = f"words {number}".encode()
        signature = KEY.sign(words)
        assert verify.signed(bytes.fromhex(PUBLIC), words, signature)
        assert not verify.signed(bytes.fromhex(PUBLIC), words + b".", signature)
        # The same signature with another half, and one whose number is too high, are none.
        high = int.from_bytes(signature[32:], "little") + verify.L
        other = signature[:32] + high.to_bytes(32, "little")
        assert not verify.signed(bytes.fromhex(PUBLIC), words, other)


@pytest.mark.parametrize(("change", "code"), [(b"", 0), (b" ", 1)])
def test_it_runs_by_itself_with_nothing_but_python(
    tmp_path: Path, change: bytes, code: int
) -> None:
    (tmp_path / "receipts.json").write_bytes(SHIPPED + change)
    (tmp_path / "verify.py").write_bytes(FILE.read_bytes())
    done = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", "receipts.json", PUBLIC, LAST],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert (LAST in done.stdout) == (code == 0)
