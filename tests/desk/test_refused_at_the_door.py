"""Who is turned down at the door in, with which code, and that nobody else is harmed by it."""

import uuid

import pytest

from helpline.models import Conversation, Counsellor, Line, Seeker
from helpline.protocol import TEXT_LIMIT
from helpline.states import State
from routing import desk, inbound
from routing.entering import conversations
from tests.desk.house import (
    REAL,
    codes,
    has_no_gap,
    opened,
    reply,
    row,
    sms,
    state,
    talk,
    texts,
    web,
    wrapped,
)
from transcripts import keys
from transcripts.models import Message, SealedKey

pytestmark = REAL


# ---- refusals ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("a\0b", "bad_text"),
        ("half \ud83d of a pair", "bad_text"),
        ("x" * (TEXT_LIMIT + 1), "too_long"),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused_with_its_cause(
    line: Line, text: str, code: str
) -> None:
    assert codes(inbound.receive([web(line, text)])) == [code]
    assert not Seeker.objects.exists()


def test_the_longest_text_is_kept_whole(line: Line) -> None:
    longest = "é" * TEXT_LIMIT
    assert texts(opened(web(line, longest))) == [longest]


def test_a_text_from_a_phone_is_kept_whatever_its_length(line: Line) -> None:
    assert texts(opened(sms(line, "x" * 5_000))) == ["x" * 5_000]


def test_an_empty_text_from_a_phone_is_kept(line: Line) -> None:
    assert texts(opened(sms(line, ""))) == [""]


def test_refusals_among_fifty_take_none_of_the_others_with_them(line: Line) -> None:
    batch = [web(line, f"word {n}", token=str(n % 5)) for n in range(50)]
    bad = {
        7: (web(line, ""), "empty"),
        20: (web(line, "x" * 3_000), "too_long"),
        31: (web(line, "lost", conversation=uuid.uuid4()), "no_conversation"),
        44: (web(line, "other", token="4", client_id=batch[4].client_id), "other_text"),
    }
    for place, (item, _) in bad.items():
        batch[place] = item
    found = codes(inbound.receive(batch))
    assert {place: code for place, code in enumerate(found) if code != "stored"} == {
        place: code for place, (_, code) in bad.items()
    }
    assert Message.objects.count() == 46
    assert all(has_no_gap(pk) for pk in Conversation.objects.values_list("pk", flat=True))


def test_a_row_the_database_refuses_takes_none_of_the_others_with_it(line: Line) -> None:
    """An id of the provider under which another message is stored already: a constraint says no."""
    planted = sms(line, "first", sid="SM" + "0" * 32)
    opened(planted)
    twin = sms(line, "twin", address="+15005550007")
    bad = uuid.uuid4(), planted.external_id
    batch = [web(line, f"word {n}", token=str(n)) for n in range(12)]
    batch[5] = conversations.Inbound(
        channel="sms",
        author="seeker",
        client_id=bad[0],
        text="clash",
        line=line.pk,
        address="+15005550008",
        external_id=bad[1],
    )
    batch.append(twin)
    found = codes(inbound.receive(batch))
    assert found == ["stored"] * 5 + ["try_again"] + ["stored"] * 7
    assert Message.objects.count() == 13


def test_a_clash_of_numbers_hits_that_conversation_only(line: Line) -> None:
    broken = opened(web(line, token="broken"))
    Message.objects.create(
        conversation_id=broken,
        seq=row(broken).last_seq + 1,
        author="seeker",
        client_id=uuid.uuid4(),
        sealed=b"planted",
        at=row(broken).opened_at,
    )
    batch = [web(line, f"{n}", token="broken" if n in (2, 5) else f"t{n}") for n in range(8)]
    found = codes(inbound.receive(batch))
    assert [place for place, code in enumerate(found) if code == "try_again"] == [2, 5]
    assert found.count("stored") == 6


def test_a_key_that_is_gone_hits_that_conversation_only(line: Line) -> None:
    keyless = opened(web(line, token="keyless"))
    keys.destroy([keyless])
    batch = [web(line, f"{n}", token="keyless" if n == 2 else f"t{n}") for n in range(5)]
    assert codes(inbound.receive(batch)) == ["stored", "stored", "erased", "stored", "stored"]
    assert row(keyless).last_seq == 2


def test_a_line_that_is_gone_hits_its_own_messages_only(line: Line) -> None:
    gone = Line.objects.create(slug="gone", name="Gone")
    lost = web(gone, token="lost")
    gone.delete()
    found = codes(inbound.receive([web(line, token="a"), lost, web(line, token="b")]))
    assert found == ["stored", "no_conversation", "stored"]


def test_nothing_is_left_of_an_opening_that_failed(line: Line) -> None:
    opened(sms(line, sid="SM" + "1" * 32))
    clash = conversations.Inbound(
        channel="sms",
        author="seeker",
        client_id=uuid.uuid4(),
        text="clash",
        line=line.pk,
        address="+15005550009",
        external_id="SM" + "1" * 32,
    )
    inbound.receive([clash])
    owners = set(SealedKey.objects.values_list("owner", flat=True))
    assert Seeker.objects.count() == Conversation.objects.count() == 1
    assert owners == {Seeker.objects.get().pk, Conversation.objects.get().pk}


def test_a_counsellor_cannot_write_where_they_hold_nothing(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    conversation = talk(line, robin)
    waiting = opened(web(line, token="waits"))
    outcomes = inbound.receive(
        [reply(noor, conversation), reply(noor, waiting), reply(noor, uuid.uuid4())]
    )
    assert codes(outcomes) == ["not_yours", "not_yours", "no_conversation"]


def test_a_talk_in_wrap_up_takes_notes_but_no_words(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    desk.end(robin.pk, conversation)
    outcomes = inbound.receive(
        [reply(robin, conversation), reply(robin, conversation, "went well", kind="note")]
    )
    assert codes(outcomes) == ["over", "stored"]
    assert state(conversation) == State.WRAP_UP


def test_a_closed_talk_takes_nothing_from_its_counsellor(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    conversation = talk(line, robin)
    wrapped(robin, conversation)
    outcomes = inbound.receive(
        [
            reply(robin, conversation),
            reply(robin, conversation, "late", kind="note"),
            reply(noor, conversation),
        ]
    )
    assert codes(outcomes) == ["over", "over", "not_yours"]
