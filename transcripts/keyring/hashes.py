"""Keyed hashes by which addresses, numbers for coming back and agreed words are known again.

What keys them was made from a master key once, and from then on stands in the database `keys` for
itself, wrapped as every key is. So a change of the master key loses nobody, also those of whom only
the hash is kept, like whoever wants no texts; and processes that know of the change sooner or later
than others find the same people meanwhile.
"""

import hashlib
import hmac
import secrets
from uuid import UUID

from django.utils import timezone

from transcripts.keyring import masters, wrapping
from transcripts.models import SealedKey

ADDRESS, NUMBER, WORD = b"address look-up", b"numbers for coming back", b"agreed words"
WRITTEN = b"what was written down"
LABELS = (ADDRESS, NUMBER, WORD, WRITTEN)
SIZE = 32
# No owner that is made by chance has one of these.
PLACES = tuple(UUID(int=place) for place in range(1, 17))

Secrets = dict[bytes, bytes]

# For these master keys: what is looked up by, under the name of whose it was; the first for new.
_known: dict[tuple[str, ...], dict[str, Secrets]] = {}


def pin() -> None:
    """From now on what the hashes are keyed by stays as it is, whatever master key comes."""
    if SealedKey.objects.using("keys").filter(owner__in=PLACES).exists():
        return
    now = timezone.now()
    SealedKey.objects.using("keys").bulk_create(
        [
            SealedKey(
                owner=place,
                wrapped=wrapping.wrap(place, _written(name)),
                master=masters.current(),
                made_at=now,
            )
            for place, name in zip(PLACES, masters.names(), strict=False)
        ],
        ignore_conflicts=True,
    )


def forget() -> None:
    """Read them anew when they are needed next."""
    _known.clear()


def known() -> dict[str, Secrets]:
    """What hashes are keyed by: those that were pinned, else made from the master keys."""
    names = masters.names()
    if names not in _known:
        pinned = SealedKey.objects.using("keys").filter(owner__in=PLACES).order_by("owner")
        read = dict(_read(wrapping.unwrap(row)) for row in pinned)
        _known.clear()
        _known[names] = read or {name: _derived(name) for name in names}
    return _known[names]


def _derived(name: str) -> Secrets:
    return {label: hmac.digest(masters.of(name), label, "sha256") for label in LABELS}


def _written(name: str) -> bytes:
    derived = _derived(name)
    return b"".join(derived[label] for label in LABELS) + name.encode()


def _read(content: bytes) -> tuple[str, Secrets]:
    parts = {label: content[SIZE * n : SIZE * (n + 1)] for n, label in enumerate(LABELS)}
    return content[SIZE * len(LABELS) :].decode(), parts


def _first(label: bytes) -> bytes:
    return next(iter(known().values()))[label]


# ---- addresses and numbers ---------------------------------------------------------------------


def _address(secret: bytes, line: int, address: str) -> bytes:
    # Not in one call (`hmac.digest`): that one lets another thread go first, for every address.
    return hmac.new(secret, f"{line}:{address}".encode(), hashlib.sha256).digest()


def address_hash(line: int, address: str) -> bytes:
    """Keyed hash of an address within one line, for look-up; erased with the seeker."""
    return _address(_first(ADDRESS), line, address)


def address_hashes(line: int, address: str) -> list[bytes]:
    """What this address may be known by: its hash under everything that hashes were keyed by."""
    return [_address(each[ADDRESS], line, address) for each in known().values()]


def code_hash(line: int, number: str) -> bytes:
    """Keyed hash of a number for coming back to a talk on one line; gone with the number."""
    return _address(_first(NUMBER), line, number)


def code_hashes(line: int, number: str) -> list[bytes]:
    """What this number may be known by: its hash under everything that hashes were keyed by."""
    return [_address(each[NUMBER], line, number) for each in known().values()]


# ---- agreed words ------------------------------------------------------------------------------


def word_hash(word: str) -> str:
    """A salted hash of a short word, keyed: without our keys nobody can try words on it."""
    salt = secrets.token_bytes(16)
    name, parts = next(iter(known().items()))
    return "$".join([name, salt.hex(), _word(parts[WORD], salt, word)])


def word_fits(word: str, kept: str) -> bool:
    """Whether this is the word of that hash; never, once what it was keyed by is gone."""
    name, _, rest = kept.partition("$")
    salt, _, digest = rest.partition("$")
    parts = known().get(name)
    if parts is None:
        return False
    return hmac.compare_digest(_word(parts[WORD], bytes.fromhex(salt), word), digest)


def _word(secret: bytes, salt: bytes, word: str) -> str:
    return hmac.new(secret, salt + word.encode(), hashlib.sha256).hexdigest()


# ---- what was written down ---------------------------------------------------------------------


def mark(content: bytes) -> bytes:
    """A keyed hash by which an entry of the audit is known to be ours."""
    return hmac.digest(_first(WRITTEN), content, "sha256")
