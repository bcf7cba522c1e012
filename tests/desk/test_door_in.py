"""The door in: what was let in is kept once, in order, under its number; what was not says why."""

import uuid

import pytest

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, Seeker
from helpline.protocol import TEXT_LIMIT
from helpline.states import State
from referrals.models import Insertion, Snippet
from routing import conversations, desk, inbound
from routing.models import Delivery, Step
from routing.plan import Accepted
from tests.desk.house import (
    PHONE,
    REAL,
    codes,
    happenings,
    has_no_gap,
    let_in,
    new_line,
    opened,
    refused,
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


# ---- order and numbers -------------------------------------------------------------------------


def test_a_batch_is_stored_in_its_order(line: Line) -> None:
    words = [f"word {number}" for number in range(20)]
    conversation = let_in(*(web(line, text) for text in words))[0].conversation
    assert texts(conversation) == words


def test_numbers_have_no_gap_over_messages_and_changes(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    let_in(reply(robin, conversation), reply(robin, conversation, "a note", kind="note"))
    desk.flag(robin.pk, conversation, 2)
    desk.end(robin.pk, conversation)
    let_in(web(line, "one more thing", conversation=conversation))
    assert happenings(conversation) == [
        "opened",
        "said",
        "accepted",
        "said",
        "noted",
        "flagged",
        "ended",
        "seeker_returned",
        "said",
    ]
    assert has_no_gap(conversation)


def test_a_conversation_of_a_batch_counts_for_itself(line: Line) -> None:
    mixed = [web(line, f"{token} {n}", token=token) for n in range(3) for token in ("a", "b")]
    outcomes = let_in(*mixed)
    first, second = outcomes[0].conversation, outcomes[1].conversation
    assert [o.seq for o in outcomes[0::2]] == [o.seq for o in outcomes[1::2]] == [2, 3, 4]
    assert texts(first) == ["a 0", "a 1", "a 2"]
    assert texts(second) == ["b 0", "b 1", "b 2"]


def test_no_step_holds_a_word(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin, web(line, "canary"))
    let_in(reply(robin, conversation, "canary too"))
    assert not [values for values in Step.objects.values() if "canary" in str(values)]


def test_the_first_words_open_one_waiting_conversation(line: Line) -> None:
    conversation = opened(web(line, locale="fr"))
    found = row(conversation)
    assert (found.state, found.channel, found.locale, found.policy) == (
        State.WAITING,
        "web",
        "fr",
        "at_close",
    )
    assert found.previous is None


def test_a_line_may_choose_its_policy(line: Line) -> None:
    line.policies = {"web": "month"}
    line.save()
    assert row(opened(web(line))).policy == "month"


def test_a_policy_nobody_knows_falls_back_to_the_channels_own(line: Line) -> None:
    line.policies = {"web": "for ever"}
    line.save()
    assert row(opened(web(line))).policy == "at_close"


def test_a_number_is_one_seeker_however_often_they_text(line: Line) -> None:
    let_in(sms(line, "hi"), sms(line, "are you there?"))
    let_in(sms(line, "hello?"))
    assert Seeker.objects.count() == Conversation.objects.count() == 1


def test_one_number_on_two_lines_is_two_seekers(line: Line) -> None:
    other = new_line("day", number="+12045550101")
    assert opened(sms(line)) != opened(sms(other))
    assert Seeker.objects.count() == 2


def test_a_number_is_nowhere_in_clear(line: Line) -> None:
    opened(sms(line))
    assert PHONE.encode() not in b"".join(bytes(s.address or b"") for s in Seeker.objects.all())
    assert (
        keys.open_sealed(
            (seeker := Seeker.objects.get()).pk, bytes(seeker.address or b""), b"address"
        )
        == PHONE
    )


# ---- repeats -----------------------------------------------------------------------------------


def test_a_repeat_in_the_same_batch_gets_the_original_number(line: Line) -> None:
    item = web(line)
    first, second = let_in(item, item)
    assert (second.seq, second.at, second.repeat) == (first.seq, first.at, True)
    assert len(texts(first.conversation)) == 1


def test_a_repeat_in_a_later_batch_gets_the_original_number_and_time(line: Line) -> None:
    item = web(line)
    (first,) = let_in(item)
    let_in(web(line, "more"))
    (again,) = let_in(item)
    assert (again.conversation, again.seq, again.at) == (first.conversation, first.seq, first.at)
    assert again.repeat
    assert has_no_gap(first.conversation)


def test_a_repeat_after_the_words_are_erased_is_still_a_repeat(line: Line) -> None:
    item = web(line)
    (first,) = let_in(item)
    keys.destroy([first.conversation])
    (again,) = let_in(item)
    assert (again.seq, again.repeat) == (first.seq, True)


def test_the_same_id_from_another_author_is_new(line: Line, robin: Counsellor) -> None:
    item = web(line)
    conversation = talk(line, robin, item)
    (answer,) = let_in(reply(robin, conversation, item.text, client_id=item.client_id))
    assert not answer.repeat
    assert len(texts(conversation)) == 2


def test_the_same_id_in_another_conversation_is_new(line: Line) -> None:
    shared = uuid.uuid4()
    outcomes = let_in(
        web(line, client_id=shared, token="a"), web(line, client_id=shared, token="b")
    )
    assert codes(outcomes) == ["stored", "stored"]


@pytest.mark.parametrize("together", [True, False])
def test_another_text_under_the_same_id_is_refused_and_the_first_kept(
    line: Line, together: bool
) -> None:
    first = web(line, "first")
    second = web(line, "second", client_id=first.client_id)
    if together:
        outcomes = inbound.receive([first, second])
    else:
        outcomes = [*inbound.receive([first]), *inbound.receive([second])]
    assert codes(outcomes) == ["stored", "other_text"]
    assert isinstance(outcomes[0], Accepted)
    assert texts(outcomes[0].conversation) == ["first"]


def test_a_text_brought_again_after_the_close_is_a_repeat_and_opens_nothing(
    line: Line, robin: Counsellor
) -> None:
    item = sms(line)
    conversation = talk(line, robin, item)
    wrapped(robin, conversation)
    (again,) = let_in(item)
    assert (again.conversation, again.repeat) == (conversation, True)
    assert Conversation.objects.filter(state__in=["waiting", "offered"]).count() == 0


def test_words_said_again_after_the_close_are_a_repeat_and_open_nothing(
    line: Line, robin: Counsellor
) -> None:
    """A page whose answer was lost does not know its conversation when it says them again."""
    item = web(line, token="back")
    conversation = talk(line, robin, item)
    wrapped(robin, conversation)
    again, more = let_in(item, web(line, "hello?", token="back"))
    assert (again.conversation, again.repeat) == (conversation, True)
    assert row(more.conversation).previous_id == conversation
    assert texts(more.conversation) == ["hello?"]
    (late,) = let_in(item)
    assert (late.conversation, late.repeat) == (conversation, True)


def test_a_repeat_of_words_with_a_card_number_is_a_repeat(line: Line) -> None:
    item = web(line, "my card is 4111 1111 1111 1111")
    let_in(item)
    assert codes(inbound.receive([item])) == ["repeat"]


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


# ---- coming back -------------------------------------------------------------------------------


def test_a_seeker_who_writes_during_wrap_up_is_back_in_the_same_hands(
    line: Line, robin: Counsellor
) -> None:
    conversation = talk(line, robin)
    desk.end(robin.pk, conversation)
    (word,) = let_in(web(line, "wait", conversation=conversation))
    assert word.conversation == conversation
    assert state(conversation) == State.ACTIVE
    assert row(conversation).counsellor_id == robin.pk
    assert happenings(conversation)[-3:] == ["ended", "seeker_returned", "said"]


@pytest.mark.parametrize("remembered", [True, False])
def test_a_closed_web_conversation_opens_a_linked_new_one(
    line: Line, robin: Counsellor, remembered: bool
) -> None:
    """Whether or not the socket remembers the closed one."""
    old = talk(line, robin, web(line, token="back"))
    wrapped(robin, old)
    known = old if remembered else None
    outcomes = let_in(
        web(line, "me again", token="back", conversation=known),
        web(line, "hello?", token="back", conversation=known),
    )
    new = outcomes[0].conversation
    assert outcomes[1].conversation == new != old
    assert row(new).previous_id == old
    assert row(new).seeker_id == row(old).seeker_id
    assert texts(new) == ["me again", "hello?"]


def test_a_repeat_of_the_words_that_opened_the_new_one_opens_no_third(
    line: Line, robin: Counsellor
) -> None:
    old = talk(line, robin, web(line, token="back"))
    wrapped(robin, old)
    item = web(line, "me again", token="back", conversation=old)
    (first,) = let_in(item)
    (again,) = let_in(item)
    assert (again.conversation, again.seq, again.repeat) == (first.conversation, first.seq, True)
    assert Conversation.objects.count() == 2


def test_an_abandoned_conversation_is_not_continued(line: Line) -> None:
    old = opened(web(line))
    desk.leave(row(old).seeker_id)
    assert row(opened(web(line, conversation=old))).previous_id == old


# ---- what follows from words -------------------------------------------------------------------


def test_a_reply_by_text_is_queued_with_its_words(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin, sms(line))
    (answer,) = let_in(reply(robin, conversation))
    let_in(reply(robin, conversation, "a note", kind="note"))
    delivery = Delivery.objects.get()
    assert (delivery.conversation_id, delivery.seq, delivery.state) == (
        conversation,
        answer.seq,
        "queued",
    )


def test_a_reply_in_the_web_chat_queues_no_text(line: Line, robin: Counsellor) -> None:
    let_in(reply(robin, talk(line, robin)))
    assert not Delivery.objects.exists()


def test_a_reply_that_is_too_long_for_a_text_is_refused(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin, sms(line))
    outcomes = inbound.receive(
        [reply(robin, conversation, "x" * 1_601), reply(robin, conversation, "x" * 1_600)]
    )
    assert codes(outcomes) == ["too_long", "stored"]
    assert has_no_gap(conversation)


def test_an_inserted_snippet_is_counted_by_its_category(line: Line, robin: Counsellor) -> None:
    Snippet.objects.create(slug="beds", category="shelter")
    let_in(reply(robin, talk(line, robin), snippets=("beds", "gone")))
    assert list(Insertion.objects.order_by("slug").values_list("slug", "category", "channel")) == [
        ("beds", "shelter", "web"),
        ("gone", "", "web"),
    ]


def test_a_repeat_counts_no_snippet_twice(line: Line, robin: Counsellor) -> None:
    item = reply(robin, talk(line, robin), snippets=("beds",))
    let_in(item, item)
    let_in(item)
    assert Insertion.objects.count() == 1


def test_a_refusal_has_a_sentence_for_people(line: Line) -> None:
    (outcome,) = inbound.receive([web(line, "x" * 3_000)])
    assert isinstance(outcome, Refused)
    assert "2,000" in outcome.detail


def test_an_empty_batch_is_an_empty_answer() -> None:
    assert inbound.receive([]) == []


def test_leaving_before_any_word_is_refused() -> None:
    with refused("no_conversation"):
        desk.leave(uuid.uuid4())
