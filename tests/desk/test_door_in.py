"""The door in: what one batch stores, in which order, and what follows from it."""

import uuid

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, Seeker
from helpline.states import State
from referrals.models import Insertion, Snippet
from routing import desk, inbound
from routing.models import Delivery, Step
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
    talk,
    texts,
    web,
)
from transcripts import keys

pytestmark = REAL


# ---- order and numbers -------------------------------------------------------------------------


def test_a_batch_is_stored_in_its_order(line: Line) -> None:
    words = [f"word {number}" for number in range(20)]
    conversation = let_in(*(web(line, text) for text in words))[0].conversation
    assert texts(conversation) == words


def test_numbers_have_no_gap_over_messages_and_changes(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    let_in(reply(robin, conversation), reply(robin, conversation, "a note", kind="note"))
    desk.flag(robin.pk, conversation, 1)
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
        [
            reply(robin, conversation, "x" * 1_601),
            reply(robin, conversation, "x" * 1_600),
            # Counted as they leave, with three dots for these.
            reply(robin, conversation, "x" * 1_598 + "…"),
            reply(robin, conversation, "x" * 1_597 + "…"),
            reply(robin, conversation, "\u200b\u2060"),
        ]
    )
    assert codes(outcomes) == ["too_long", "stored", "too_long", "stored", "empty"]
    assert has_no_gap(conversation)


def test_an_inserted_snippet_is_counted_by_its_category(line: Line, robin: Counsellor) -> None:
    Snippet.objects.create(slug="beds", category="shelter")
    let_in(reply(robin, talk(line, robin), snippets=("beds", "gone")))
    assert list(Insertion.objects.order_by("slug").values_list("slug", "category", "channel")) == [
        ("beds", "shelter", "web"),
        ("gone", "", "web"),
    ]


def test_it_is_counted_in_the_language_of_the_talk(line: Line, robin: Counsellor) -> None:
    french = talk(line, robin, web(line, token="other", locale="fr"))
    let_in(reply(robin, french, snippets=("beds",)))
    assert Insertion.objects.get().locale == "fr"


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
