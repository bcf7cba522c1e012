"""What a page is shown: a fresh look, and what was missed since an old one, come to the same."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import cast
from uuid import UUID

import pytest
from msgspec import UNSET

from helpline.models import Conversation, Counsellor, Line, Seeker, Site
from helpline.protocol import DeliveryState, Shown, Snapshot, View
from helpline.seekers import new_token, token_hash
from routing import deliver, desk, presence
from routing.adapters import Receipt
from routing.consoles import desknews, missed, snapshots, visits
from routing.events import Event, author
from routing.models import Delivery
from tests.desk.house import (
    REAL,
    Clock,
    let_in,
    opened,
    refused,
    reply,
    row,
    sms,
    talk,
    web,
    wrapped,
)
from transcripts import keys, retention

pytestmark = REAL


def view_of(person: Counsellor, since: dict[UUID, int] | None = None) -> View:
    (view,) = snapshots.snapshot(person.pk, since or {}).conversations
    return view


def test_a_page_has_them_in_the_order_in_which_they_were_taken(
    line: Line, robin: Counsellor
) -> None:
    """Whoever came first may have been taken last: by this order a new page gives its numbers."""
    presence.set_status(robin.pk, "resting")
    first, second = opened(web(line, token="first")), opened(web(line, token="second"))
    Conversation.objects.filter(pk=second).update(priority=5)
    desk.take(robin.pk)
    desk.take(robin.pk)
    held = snapshots.snapshot(robin.pk, {}).conversations
    assert [view.conversation for view in held] == [second, first]


def delivered(view: View, seq: int) -> str:
    shown = next(message for message in view.messages if message.seq == seq)
    return "" if shown.delivery is UNSET else str(shown.delivery)


# ---- the seeker's page -------------------------------------------------------------------------


def token_of(line: Line, conversation: UUID) -> str:
    """A token that opens this conversation's seeker."""
    token = new_token(line.pk)
    Seeker.objects.filter(pk=row(conversation).seeker_id).update(token_hash=token_hash(token))
    return token


def visit(site: Site, token: str | None = None, since: int = 0) -> visits.Visit:
    return visits.visit(site.key, token, since, "en")


def test_a_first_visit_has_nothing_and_stores_nothing(site: Site) -> None:
    found = visit(site)
    assert (found.conversation, found.seq, found.messages) == (None, 0, [])
    assert found.state.state == "none"
    assert not Seeker.objects.exists()


@pytest.mark.parametrize("key", ["unknown", "line:unknown"])
def test_a_site_that_is_not_registered_is_refused(site: Site, key: str) -> None:
    with refused("site"):
        visits.visit(key, None, 0, "en")


def test_a_site_that_is_switched_off_is_refused(site: Site) -> None:
    site.active = False
    site.save()
    with refused("site"):
        visit(site)


@pytest.mark.parametrize("token", ["unknown", "x" * 64, ""])
def test_a_token_nobody_has_is_refused(site: Site, token: str) -> None:
    with refused("token"):
        visit(site, token)


def test_a_token_of_another_line_is_refused(site: Site) -> None:
    other = Line.objects.create(slug="day", name="Day line")
    token = token_of(other, opened(web(other)))
    with refused("token"):
        visit(site, token)


def test_a_token_that_was_given_out_just_now_is_somebody_already(site: Site) -> None:
    found = visit(site, new_token(site.line_id))
    assert (found.seeker, found.conversation) == (None, None)


def test_a_token_opens_its_own_conversation(site: Site, line: Line) -> None:
    opened(web(line, "not yours", token="other"))
    conversation = opened(web(line, "mine"))
    found = visit(site, token_of(line, conversation))
    assert found.conversation == conversation
    assert [message.text for message in found.messages] == ["mine"]


def test_pages_get_a_key_for_what_they_could_not_send_until_all_is_erased(
    site: Site, line: Line, robin: Counsellor
) -> None:
    conversation = talk(line, robin)
    token = token_of(line, conversation)
    [seal] = visit(site, token).seals
    assert visits.just_opened(conversation)[1].seal == seal
    [view] = snapshots.views([conversation], {})
    assert view.seal
    assert view.seal != seal
    keys.destroy([conversation])
    assert visit(site, token).seals == []
    assert visits.just_opened(conversation)[1].seal == ""
    assert snapshots.views([conversation], {})[0].seal == ""


def test_a_token_that_was_idle_for_half_an_hour_is_refused(
    site: Site, line: Line, clock: Clock
) -> None:
    token = token_of(line, opened(web(line)))
    clock.forward(minutes=29)
    visit(site, token)
    clock.forward(minutes=29)
    visit(site, token)
    clock.forward(minutes=31)
    with refused("token"):
        visit(site, token)


def test_a_token_is_refused_after_a_quick_exit(site: Site, line: Line) -> None:
    conversation = opened(web(line))
    token = token_of(line, conversation)
    desk.quick_exit(row(conversation).seeker_id)
    with refused("token"):
        visit(site, token)


def test_a_visit_brings_only_what_is_missing(site: Site, line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin, web(line, "one"))
    let_in(reply(robin, conversation, "two"), reply(robin, conversation, "three"))
    token = token_of(line, conversation)
    assert [m.text for m in visit(site, token).messages] == ["one", "two", "three"]
    assert [m.text for m in visit(site, token, since=4).messages] == ["three"]
    assert visit(site, token, since=5).messages == []


def test_a_seeker_sees_no_note_and_no_delivery(site: Site, line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    let_in(reply(robin, conversation, "canary", kind="note"), reply(robin, conversation, "hi"))
    messages = visit(site, token_of(line, conversation)).messages
    assert [(m.author, m.name) for m in messages] == [("seeker", ""), ("counsellor", "Robin")]
    assert "canary" not in str(messages)


def test_an_id_goes_back_to_its_own_author_only(site: Site, line: Line, robin: Counsellor) -> None:
    first = web(line)
    conversation = talk(line, robin, first)
    answer = reply(robin, conversation)
    let_in(answer)
    seeker = visit(site, token_of(line, conversation)).messages
    assert [message.id for message in seeker] == [first.client_id, UNSET]
    assert [message.id for message in view_of(robin).messages] == [UNSET, answer.client_id]


def test_a_seeker_who_waits_is_told_a_band_and_not_of_offers(
    site: Site, line: Line, robin: Counsellor
) -> None:
    presence.set_status(robin.pk, "here")
    conversation = opened(web(line))
    found = visit(site, token_of(line, conversation))
    assert (found.state.state, found.state.wait, found.state.who) == ("waiting", "minutes", "")


def test_a_seeker_is_told_who_is_there_and_until_when_words_are_kept(
    site: Site, line: Line, robin: Counsellor
) -> None:
    line.policies = {"web": "day"}
    line.save()
    conversation = talk(line, robin)
    token = token_of(line, conversation)
    assert visit(site, token).state.who == "Robin"
    wrapped(robin, conversation)
    closed = visit(site, token).state
    until = row(conversation).last_word_at + timedelta(days=1)
    assert (closed.state, closed.who, closed.erased) == ("closed", "", False)
    assert closed.erase_at == int(until.timestamp() * 1000)


def test_a_seeker_is_told_that_their_words_are_erased(
    site: Site, line: Line, robin: Counsellor
) -> None:
    conversation = talk(line, robin)
    token = token_of(line, conversation)
    wrapped(robin, conversation)
    found = visit(site, token)
    assert (found.messages, found.state.erased) == ([], True)


# ---- the console -------------------------------------------------------------------------------


def test_a_console_shows_what_is_its_own(line: Line, robin: Counsellor, noor: Counsellor) -> None:
    mine = talk(line, robin)
    talk(line, noor, web(line, "canary", token="noors"))
    shown: Snapshot = snapshots.snapshot(robin.pk, {})
    assert [view.conversation for view in shown.conversations] == [mine]
    assert (shown.me.name, shown.me.status, shown.me.capacity) == ("Robin", "resting", 3)
    assert "canary" not in str(shown)
    assert [(c.name, c.held) for c in shown.team] == [("Noor", 1), ("Robin", 1)]


def test_what_is_offered_shows_no_word_before_it_is_accepted(line: Line, robin: Counsellor) -> None:
    presence.set_status(robin.pk, "here")
    conversation = opened(web(line, "canary"))
    shown = snapshots.snapshot(robin.pk, {})
    assert [offer.conversation for offer in shown.offers] == [conversation]
    assert shown.conversations == []
    assert "canary" not in str(shown)


def test_a_view_brings_only_what_is_missing(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin, web(line, "one"))
    let_in(reply(robin, conversation, "two"))
    assert [m.text for m in view_of(robin, {conversation: 3}).messages] == ["two"]


def test_a_view_says_how_far_each_text_has_come(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin, sms(line))
    seqs = [let_in(reply(robin, conversation, str(n)))[0].seq for n in range(5)]
    states = ["queued", "sending", "sent", "not_confirmed", "not_delivered"]
    for seq, stands in zip(seqs, states, strict=True):
        Delivery.objects.filter(seq=seq).update(state=stands)
    shown = [delivered(view_of(robin), seq) for seq in seqs]
    assert shown == ["queued", "queued", "sent", "not_confirmed", "not_delivered"]


def test_words_that_were_erased_are_shown_to_nobody(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    keys.destroy([conversation])
    assert view_of(robin).messages == []
    assert all(event.text is None for event in missed.steps({conversation: 0}))


# ---- missed + old = fresh ----------------------------------------------------------------------


def applied(view: View, events: list[Event]) -> dict[int, Shown]:
    """The messages of an old view after these events, as a console has them."""
    shown = {message.seq: message for message in view.messages}
    for event in events:
        if event.text is not None:
            shown[event.seq] = Shown(
                seq=event.seq,
                author=author(event.actor, event.kind),
                text=event.text,
                at=event.at,
                name=event.name,
                id=event.client_id if event.actor != "seeker" and event.client_id else UNSET,
                delivery="queued" if event.texting else UNSET,
            )
        elif event.happening == "delivery":
            how, _, cause = event.detail.partition(":")
            old = shown[event.about]
            shown[event.about] = Shown(
                **{f: getattr(old, f) for f in ("seq", "author", "text", "at", "name", "id")},
                delivery=cast(DeliveryState, how),
                cause=cause,
            )
    return shown


def _nothing(robin: Counsellor, conversation: UUID) -> None:
    """Nothing happens."""


def _words(robin: Counsellor, conversation: UUID) -> None:
    let_in(web(robin.line, "seeker", conversation=conversation))
    let_in(reply(robin, conversation, "counsellor"))
    let_in(reply(robin, conversation, "note", kind="note"))


def _end_and_return(robin: Counsellor, conversation: UUID) -> None:
    desk.end(robin.pk, conversation)
    let_in(web(robin.line, "back", conversation=conversation))


def _flags(robin: Counsellor, conversation: UUID) -> None:
    desk.flag(robin.pk, conversation, 2)


def _receipts(robin: Counsellor, conversation: UUID) -> None:
    if row(conversation).channel == "sms":
        Delivery.objects.filter(conversation=conversation, external_id=None).update(
            external_id=uuid.uuid4().hex
        )
        for external_id in Delivery.objects.values_list("external_id", flat=True):
            deliver.receipt(Receipt(str(external_id), "sent", ""))
            deliver.receipt(Receipt(str(external_id), "not_delivered", "phone_off"))


HAPPENINGS: list[Callable[[Counsellor, UUID], None]] = [
    _nothing,
    _words,
    _end_and_return,
    _flags,
    _receipts,
]


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize("happening", HAPPENINGS)
def test_an_old_view_and_what_was_missed_give_the_fresh_one(
    line: Line, robin: Counsellor, channel: str, happening: Callable[[Counsellor, UUID], None]
) -> None:
    conversation = talk(line, robin, web(line) if channel == "web" else sms(line))
    let_in(reply(robin, conversation, "before"))
    old = view_of(robin)
    happening(robin, conversation)
    if happening is not _receipts:
        _words(robin, conversation)
    events = missed.steps({conversation: old.seq})
    fresh = view_of(robin)
    assert applied(old, events) == {message.seq: message for message in fresh.messages}
    assert [event.seq for event in events] == list(range(old.seq + 1, fresh.seq + 1))
    assert (events[-1].after if events else old.state) == fresh.state
    risks = [event.risk for event in events if event.risk is not UNSET]
    assert (risks or [old.risk])[-1] == fresh.risk


def test_a_fresh_look_and_an_old_one_agree_from_every_number(line: Line, robin: Counsellor) -> None:
    conversation = talk(line, robin)
    _words(robin, conversation)
    _end_and_return(robin, conversation)
    everything = view_of(robin).messages
    for since in range(row(conversation).last_seq + 1):
        later = [message for message in everything if message.seq > since]
        assert view_of(robin, {conversation: since}).messages == later
        theirs = [e.seq for e in missed.steps({conversation: since}) if e.text is not None]
        assert theirs == [message.seq for message in later]


def test_what_was_missed_of_several_is_in_order_for_each(line: Line, robin: Counsellor) -> None:
    first, second = talk(line, robin), talk(line, robin)
    _words(robin, first)
    _words(robin, second)
    events = missed.steps({first: 3, second: 0, uuid.uuid4(): 0})
    for conversation, since in ((first, 3), (second, 0)):
        numbers = [event.seq for event in events if event.conversation == conversation]
        assert numbers == list(range(since + 1, row(conversation).last_seq + 1))


def test_what_is_missed_of_an_erased_conversation_has_no_words(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    conversation = talk(line, robin)
    wrapped(robin, conversation)
    retention.apply(clock.now())
    events = missed.steps({conversation: 0})
    assert [event.happening for event in events] == [
        "opened",
        "said",
        "accepted",
        "ended",
        "wrapped",
    ]
    assert {event.text for event in events} == {None}


# ---- news for a console --------------------------------------------------------------------------


def test_news_name_what_is_new_and_what_is_gone(
    line: Line, robin: Counsellor, noor: Counsellor
) -> None:
    kept, lost = talk(line, robin), talk(line, robin)
    desk.transfer(robin.pk, lost)
    news = desknews.DeskNews(robin.pk, {kept, lost}, set())
    assert [pk for pk, _, _ in news.gone] == [lost]
    assert news.opened == []
    assert news.status == "resting"
    new = desknews.DeskNews(robin.pk, set(), set())
    assert [view.conversation for view in new.opened] == [kept]


def test_an_offer_that_is_gone_is_in_the_news(line: Line, robin: Counsellor) -> None:
    presence.set_status(robin.pk, "here")
    conversation = opened(web(line))
    (offer,) = desknews.DeskNews(robin.pk, set(), set()).offers
    assert offer.conversation == conversation
    desk.decline(robin.pk, conversation)
    news = desknews.DeskNews(robin.pk, set(), {conversation})
    assert (news.offers, [pk for pk, _, _ in news.gone]) == ([], [conversation])


def test_the_last_numbers_replace_lost_bells(line: Line) -> None:
    first, second = opened(web(line, token="a")), opened(web(line, token="b"))
    let_in(web(line, "more", token="b"))
    assert missed.last_seqs([first, second, uuid.uuid4()]) == {first: 2, second: 3}
