"""Receipts are checked without us: what was signed is accepted, whatever was altered is not."""

import functools
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

from transcripts.erasing import verify

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
FILE = Path(verify.__file__)
Chain = list[dict[str, Any]]
TIMES = 1_000
LINES = 50


def chain(length: int = 6, key: Ed25519PrivateKey = KEY) -> Chain:
    """Receipts as they are shipped."""
    made: Chain = []
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


def is_caught(raw: bytes, last: str = LAST) -> bool:
    try:
        verify.verify(raw, [PUBLIC], last)
    except (ValueError, KeyError, TypeError, AttributeError):
        return True
    return False


def altered(chance: random.Random) -> bytes:
    """The receipts with one byte of them changed, or with what they say changed."""
    way = chance.choice(["change", "remove", "insert", *WAYS])
    if way in WAYS:
        made = json.loads(SHIPPED)
        WAYS[way](made, chance)
        return verify.written(made)
    place = chance.randrange(len(SHIPPED))
    other = bytes([chance.choice([b for b in range(9, 127) if b != SHIPPED[place]])])
    middle = {"change": other, "remove": b"", "insert": other + SHIPPED[place : place + 1]}[way]
    return SHIPPED[:place] + middle + SHIPPED[place + 1 :]


def _swap(made: Chain, chance: random.Random) -> None:
    one, two = chance.sample(range(len(made)), 2)
    made[one], made[two] = made[two], made[one]


def _leave_out(made: Chain, chance: random.Random) -> None:
    del made[chance.randrange(len(made))]


def _put_in(made: Chain, chance: random.Random) -> None:
    """One that was signed by us, once more, with or without the number of its new place."""
    place, again = chance.randrange(len(made) + 1), json.loads(json.dumps(chance.choice(made)))
    if chance.random() < 0.5:
        again["receipt"]["number"] = place + 1
    made.insert(place, again)


def _count_otherwise(made: Chain, chance: random.Random) -> None:
    chance.choice(made)["receipt"]["keys"] += chance.randint(1, 9)


def _sign_otherwise(made: Chain, chance: random.Random) -> None:
    each = chance.choice(made)
    signature = each["signature"]
    each["signature"] = chance.choice([signature + "00", signature[:-2], signature.upper()])


def _exchange_signatures(made: Chain, chance: random.Random) -> None:
    one, two = chance.sample(made, 2)
    one["signature"], two["signature"] = two["signature"], one["signature"]


WAYS = {
    "swap": _swap,
    "leave out": _leave_out,
    "put in": _put_in,
    "count otherwise": _count_otherwise,
    "sign otherwise": _sign_otherwise,
    "exchange signatures": _exchange_signatures,
}


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same signature of the same words is looked at once."""
    monkeypatch.setattr(verify, "signed", functools.cache(verify.signed))


def test_it_is_fifty_lines() -> None:
    assert len([line for line in FILE.read_text().splitlines() if line.strip()]) <= LINES


def test_what_was_shipped_is_accepted() -> None:
    assert not is_caught(SHIPPED)
    assert verify.verify(verify.written([]), [PUBLIC]) == ""


@pytest.mark.parametrize("seed", ["receipts", "once more"])
def test_a_thousand_of_a_thousand_alterations_are_caught(seed: str) -> None:
    chance = random.Random(seed)
    assert [each for each in range(TIMES) if not is_caught(altered(chance))] == []


def test_only_what_is_missing_at_the_end_needs_a_hash_that_was_noted() -> None:
    chance = random.Random("nothing noted")
    missed = [raw for raw in (altered(chance) for _ in range(TIMES)) if not is_caught(raw, "")]
    assert set(missed) == {verify.written(json.loads(SHIPPED)[:-1])}
    assert is_caught(missed[0])


def test_another_key_is_not_ours_whatever_it_signs() -> None:
    forged = verify.written(chain(key=Ed25519PrivateKey.from_private_bytes(bytes(32))))
    with pytest.raises(ValueError, match=r"receipt 1 .* this key"):
        verify.verify(forged, [PUBLIC])


def test_rehashed_after_an_alteration_it_is_the_signature_that_tells() -> None:
    made = chain()
    made[2]["receipt"]["keys"] += 1
    for one, two in pairwise(made):
        two["receipt"]["before"] = hashlib.sha256(verify.written(one)).hexdigest()
    with pytest.raises(ValueError, match="receipt 3 is altered"):
        verify.verify(verify.written(made), [PUBLIC])


def test_signatures_are_checked_as_another_program_checks_them() -> None:
    for number in range(8):
        words = f"words {number}".encode()
        signature = KEY.sign(words)
        assert verify.signed(bytes.fromhex(PUBLIC), words, signature)
        assert not verify.signed(bytes.fromhex(PUBLIC), words + b".", signature)
        # The same signature with a number too high, or longer or shorter, is none.
        high = int.from_bytes(signature[32:], "little") + verify.L
        other = signature[:32] + high.to_bytes(32, "little")
        for none in (other, signature + b"\0", signature.rstrip(b"\0")[:63], b"", bytes(64)):
            assert not verify.signed(bytes.fromhex(PUBLIC), words, none)


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


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((), "python3 verify.py receipts.json PUBLIC_KEY [LAST_HASH]"),
        (("receipts.json",), "python3 verify.py receipts.json PUBLIC_KEY [LAST_HASH]"),
        (("nowhere.json", PUBLIC), "No such file"),
        (("rubbish.json", PUBLIC), "NOT in order"),
    ],
)
def test_who_calls_it_wrongly_is_told_how_and_reads_no_traceback(
    tmp_path: Path, given: tuple[str, ...], told: str
) -> None:
    """It is for a lawyer: what Python says of itself looks as if the receipts were wrong."""
    (tmp_path / "receipts.json").write_bytes(SHIPPED)
    (tmp_path / "rubbish.json").write_text("<html>")
    done = subprocess.run(
        [sys.executable, str(FILE), *given], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
