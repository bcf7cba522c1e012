"""Keys: one for each owner, wrapped by a master key that may change, and gone for good."""

import base64
import secrets
import uuid
from uuid import UUID

import pytest
from pytest_django import Settings

from helpline.errors import Refused
from helpline.models import Line, Seeker
from routing import inbound
from tests.desk.house import PHONE, REAL, codes, opened, refused, sms, texts, web
from transcripts import keys
from transcripts.keyring import hashes
from transcripts.keyring.wrapping import NONCE
from transcripts.models import SealedKey, Tombstone

pytestmark = REAL


@pytest.fixture
def owner() -> UUID:
    return made()


@pytest.fixture
def other() -> UUID:
    return made()


def made() -> UUID:
    """Somebody who has a key."""
    owner = uuid.uuid4()
    keys.make([owner])
    return owner


def test_what_was_sealed_opens_with_the_same_words_about_it(owner: UUID) -> None:
    sealed = keys.seal(owner, "é 👋 canary", b"about")
    assert b"canary" not in sealed
    assert keys.open_sealed(owner, sealed, b"about") == "é 👋 canary"


def test_the_same_words_are_never_sealed_alike(owner: UUID) -> None:
    assert keys.seal(owner, "hello", b"a") != keys.seal(owner, "hello", b"a")


def test_a_seal_does_not_open_for_anything_else(owner: UUID, other: UUID) -> None:
    sealed = keys.seal(owner, "hello", b"about")
    spoiled = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for who, what, about in (
        (owner, sealed, b"other"),
        (other, sealed, b"about"),
        (owner, spoiled, b"about"),
        (owner, sealed[:10], b"about"),
        (owner, b"", b"about"),
    ):
        with refused("erased"):
            keys.open_sealed(who, what, about)


def test_a_key_is_never_stored_in_clear(owner: UUID) -> None:
    """What is stored opens nothing by itself: not even the length is the key's."""
    row = SealedKey.objects.get(owner=owner)
    assert len(bytes(row.wrapped)) == NONCE + 32 + 16


def test_a_wrapped_key_does_not_open_for_another_owner(owner: UUID, other: UUID) -> None:
    sealed = keys.seal(owner, "hello", b"a")
    wrapped = SealedKey.objects.get(owner=owner).wrapped
    SealedKey.objects.filter(owner=other).update(wrapped=wrapped)
    keys.forget([owner, other])
    with refused("erased"):
        keys.open_sealed(other, sealed, b"a")
    assert keys.open_sealed(owner, sealed, b"a") == "hello"


def test_an_owner_without_a_key_is_erased() -> None:
    with refused("erased"):
        keys.seal(uuid.uuid4(), "hello", b"a")


def test_what_a_browser_keeps_is_sealed_by_a_key_that_goes_with_the_owners(
    owner: UUID, other: UUID
) -> None:
    seal = keys.for_unsent(owner, "seeker")
    assert len(base64.b64decode(seal)) == 32
    keys.forget([owner])
    assert keys.for_unsent(owner, "seeker") == seal
    assert len({seal, keys.for_unsent(owner, "robin"), keys.for_unsent(other, "seeker")}) == 3
    keys.destroy([owner])
    with refused("erased"):
        keys.for_unsent(owner, "seeker")


def test_destroying_may_be_repeated(owner: UUID) -> None:
    assert keys.destroy([owner]) == 1
    assert keys.destroy([owner]) == 0
    assert Tombstone.objects.count() == 1


def test_keys_made_in_vain_leave_no_tombstone(owner: UUID) -> None:
    keys.unmake([owner])
    assert not SealedKey.objects.filter(owner=owner).exists()
    assert not Tombstone.objects.exists()


# ---- a change of the master key ------------------------------------------------------------------


def change_master_key(settings: Settings, *, keep_old: bool = True) -> None:
    """What an operator does: a new key comes first, the old ones stay for a while."""
    name = f"k{secrets.token_hex(4)}"
    old = settings.MASTER_KEYS if keep_old else {}
    settings.MASTER_KEY_SOURCE = "MASTER_KEY"
    settings.MASTER_KEYS = {name: secrets.token_bytes(32), **old}
    settings.MASTER_KEY_ID = name


def test_words_stay_readable_after_a_change_of_key(line: Line, settings: Settings) -> None:
    conversation = opened(web(line, "before"))
    change_master_key(settings)
    keys.forget([conversation])
    assert texts(conversation) == ["before"]
    assert codes(inbound.receive([web(line, "after")])) == ["stored"]
    assert texts(conversation) == ["before", "after"]


def test_new_keys_are_wrapped_by_the_new_master_key(line: Line, settings: Settings) -> None:
    change_master_key(settings)
    conversation = opened(web(line))
    assert SealedKey.objects.get(owner=conversation).master == settings.MASTER_KEY_ID


def test_a_texter_is_known_again_after_a_change_of_key(line: Line, settings: Settings) -> None:
    conversation = opened(sms(line))
    change_master_key(settings)
    assert opened(sms(line, "again")) == conversation
    seeker = Seeker.objects.get()
    assert keys.open_sealed(seeker.pk, bytes(seeker.address or b""), b"address") == PHONE


def test_without_its_master_key_nothing_can_be_read(line: Line, settings: Settings) -> None:
    conversation = opened(web(line))
    change_master_key(settings, keep_old=False)
    keys.forget([conversation])
    assert texts(conversation) == [keys.UNREADABLE]


# ---- addresses ---------------------------------------------------------------------------------


def test_an_address_is_hashed_for_its_line_only() -> None:
    assert hashes.address_hash(1, PHONE) == hashes.address_hash(1, PHONE)
    assert len({hashes.address_hash(line, PHONE) for line in range(5)}) == 5
    assert hashes.address_hash(1, PHONE) != hashes.address_hash(1, PHONE + "0")
    assert hashes.address_hash(11, "2") != hashes.address_hash(1, "12")


def test_an_address_hash_needs_the_master_key(settings: Settings) -> None:
    before = hashes.address_hash(1, PHONE)
    change_master_key(settings, keep_old=False)
    assert hashes.address_hash(1, PHONE) != before


def test_refusals_of_keys_say_nothing_of_the_words(owner: UUID, other: UUID) -> None:
    with pytest.raises(Refused) as caught:
        keys.open_sealed(other, keys.seal(owner, "canary", b"a"), b"a")
    assert "canary" not in str(caught.value)
    assert caught.value.__cause__ is None
