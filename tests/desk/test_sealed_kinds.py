"""Everything that is sealed: altered or exchanged where it is stored, it cannot be read.

Each kind is made by its own door, and read as pages and consoles read it.
"""

import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from helpline import metrics
from helpline.models import Conversation, Counsellor, Line, Seeker
from helpline.roles import Role
from routing import alerts, deliver, desk
from routing.beside import guests, handings
from routing.entering.conversations import Inbound
from routing.hands import care, caution
from routing.models import Alert, Guest, Handing, Reveal
from routing.texting import reveals
from tests.desk.house import let_in, new_counsellor, refused, reply, sms, talk, wrapped
from tests.desk.test_decisions import decide
from tests.desk.test_pictures_in import photo
from tests.desk.texts import Provider, delivery
from transcripts import audit, decisions, keys, pictures, record
from transcripts.copies import demands, disclosures
from transcripts.held import holds
from transcripts.held.holds import Order
from transcripts.held.rows import By
from transcripts.keyring.wrapping import Unreadable
from transcripts.models import Answer, Audit, Decision, Demand, Disclosure, Hold, Message, Picture

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

WORDS = "a heron by the river"
BY = demands.By(1, "Dana")


@dataclass(frozen=True)
class House:
    line: Line
    robin: Counsellor
    noor: Counsellor
    dana: Counsellor


@pytest.fixture
def house(line: Line, robin: Counsellor, noor: Counsellor) -> House:
    dana = new_counsellor(line, "Dana")
    Counsellor.objects.filter(pk=robin.pk).update(capacity=20)
    Counsellor.objects.filter(pk=dana.pk).update(role=Role.SUPERVISOR)
    return House(line, robin, noor, Counsellor.objects.get(pk=dana.pk))


# A row of any model: what it has in common with the others is a column `sealed`.
Row = tuple[Any, Callable[[], str]]
_phones = itertools.count(1)


def texted(house: House) -> Inbound:
    """A text from somebody else each time."""
    return sms(house.line, address=f"+1500555{next(_phones):04}")


def said(house: House, kind: str) -> Row:
    pk = talk(house.line, house.robin)
    seq = let_in(reply(house.robin, pk, WORDS, kind=kind))[0].seq
    row = Message.objects.get(conversation=pk, seq=seq)
    return row, lambda: record.after({pk: seq - 1})[0].text


def handed(house: House) -> Row:
    row = Conversation.objects.get(pk=talk(house.line, house.robin))
    handings.ask(row, house.robin.pk, house.noor.pk, WORDS, timezone.now())
    made = Handing.objects.latest("pk")
    return made, lambda: handings.note_of(Handing.objects.get(pk=made.pk))


def invited(house: House) -> Row:
    row = Conversation.objects.get(pk=talk(house.line, house.robin))
    guests.ask(row, house.robin.pk, house.noor.pk, WORDS, timezone.now())
    made = Guest.objects.latest("pk")
    return made, lambda: guests.note_of(Guest.objects.get(pk=made.pk))


def raised(house: House) -> Row:
    pk = talk(house.line, house.robin)
    care.raise_hand(house.robin.pk, pk, "unsure", WORDS)
    made = Alert.objects.get(conversation=pk)
    return made, lambda: next(a.words for a in alerts.shown(house.line.pk) if a.id == made.pk)


def revealed(house: House) -> Row:
    row = Conversation.objects.get(pk=talk(house.line, house.robin, texted(house)))
    now = timezone.now()
    reveals.write_down(row, house.robin.pk, WORDS, now=now, until=now)
    made = Reveal.objects.get(conversation=row)
    return made, lambda: reveals.reason_of(Reveal.objects.get(pk=made.pk)) or ""


def looked(house: House) -> Row:
    pk = talk(house.line, house.robin)
    made = audit.note(house.dana, "transcript", conversation=pk, reason=WORDS)
    return made, lambda: audit.reason_of(Audit.objects.get(pk=made.pk)) or ""


def decided(house: House) -> Row:
    pk = talk(house.line, house.robin)
    desk.flag(house.robin.pk, pk, 3)
    decide(house.robin, pk, reason=WORDS)
    made = Decision.objects.get(conversation=pk)
    return made, lambda: decisions.reason_of(Decision.objects.get(pk=made.pk))


def copied(house: House) -> Row:
    row = Conversation.objects.get(pk=talk(house.line, house.robin))
    now = timezone.now()
    asked = disclosures.Asked("a clinic", WORDS, "all", now.date(), now + timedelta(days=1))
    made = disclosures.agree(row, house.dana, asked, now)
    return made, lambda: told(Disclosure.objects.get(pk=made.pk)).purpose


def told(found: Disclosure) -> disclosures.Told:
    try:
        return disclosures.read(found)
    except Unreadable:
        return disclosures.Told("", keys.UNREADABLE)


def demanded(house: House) -> Row:
    said = demands.Said("a court", "an order", WORDS)
    made = demands.record(house.line, BY, "court", timezone.localdate(), said, timezone.now())
    return made, lambda: (demands.read(Demand.objects.get(pk=made.pk)) or said).scope


def answered(house: House) -> Row:
    said = demands.Said("a court", "an order", "all")
    found = demands.record(house.line, BY, "court", timezone.localdate(), said, timezone.now())
    made = demands.answer(found, BY, "refused", WORDS, timezone.now())
    return made, lambda: demands.why(Answer.objects.get(pk=made.pk))


def held(house: House) -> Row:
    pk = talk(house.line, house.robin, texted(house))
    wrapped(house.robin, pk)
    dana = house.dana
    until = timezone.now() + timedelta(days=30)
    made = holds.ask(pk, By(dana.user_id, dana.shift_name, dana), Order(WORDS, until))
    return made, lambda: holds.reason_of(Hold.objects.get(pk=made.pk))


KINDS: dict[str, Callable[[House], Row]] = {
    "words": lambda house: said(house, ""),
    "note": lambda house: said(house, "note"),
    "note to a colleague": handed,
    "note to a guest": invited,
    "words to a supervisor": raised,
    "why a number was shown": revealed,
    "why words were opened": looked,
    "why it was decided": decided,
    "who gets a copy": copied,
    "what was asked for by law": demanded,
    "why it is held": held,
    "why it was answered so": answered,
}


def counted() -> float:
    found = [s for each in metrics.UNREADABLE.collect() for s in each.samples]
    return sum(sample.value for sample in found if sample.name.endswith("_total"))


@pytest.mark.parametrize("kind", KINDS)
def test_altered_or_exchanged_it_cannot_be_read_and_is_told(
    house: House, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    row, read = KINDS[kind](house)
    other, read_other = KINDS[kind](house)
    mine, theirs = bytes(row.sealed), bytes(other.sealed)
    assert (read(), read_other()) == (WORDS, WORDS)
    stored: QuerySet[Any] = QuerySet(type(row)).filter(pk=row.pk)
    before = counted()
    for spoiled in (theirs, mine[:-1] + bytes([mine[-1] ^ 1]), mine[:9], b""):
        stored.update(sealed=spoiled)
        with caplog.at_level(logging.ERROR, "transcripts.keys"):
            assert read() == keys.UNREADABLE
        assert read_other() == WORDS
    assert counted() >= before + 4
    assert {each.message for each in caplog.records} >= {"words_unreadable"}
    assert WORDS not in caplog.text


def test_every_sealed_column_is_one_of_these_kinds(house: House) -> None:
    """Who adds a column must say here how it is read."""
    tried = {type(make(house)[0]) for make in KINDS.values()} | {Picture}
    sealed = {
        model
        for model in apps.get_models()
        if "sealed" in {field.name for field in model._meta.fields}
    }
    assert sealed == tried


# ---- what is no words of a page ------------------------------------------------------------------


def spoil(model: Any, pk: UUID, column: str) -> None:
    model.objects.filter(pk=pk).update(**{column: b"spoiled" * 9})


def test_a_picture_that_was_altered_or_exchanged_is_not_shown(house: House) -> None:
    shown = [picture(house, number) for number in range(2)]
    sealed = [bytes(each.sealed or b"") for each in shown]
    browser = Client()
    browser.force_login(house.robin.user)
    pages = [f"/console/pictures/{each.pk.hex}/" for each in shown]
    assert [browser.get(page).status_code for page in pages] == [200, 200]
    Picture.objects.filter(pk=shown[0].pk).update(sealed=sealed[1])
    assert [browser.get(page).status_code for page in pages] == [404, 200]
    spoil(Picture, shown[1].pk, "sealed")
    assert [browser.get(page).status_code for page in pages] == [404, 404]


def picture(house: House, number: int) -> Picture:
    pk = talk(house.line, house.robin, sms(house.line, address=f"+1500555010{number}"))
    made = Picture.objects.create(
        conversation_id=pk,
        seq=2,
        channel="sms",
        external_id=f"MM{number}",
        picture="ME",
        state="kept",
        made_at=timezone.now(),
    )
    pictures.keep(made, pictures.redraw(photo()))
    return Picture.objects.get(pk=made.pk)


def test_an_address_that_was_exchanged_is_written_to_by_nobody(
    house: House, provider: Provider
) -> None:
    ours = talk(house.line, house.robin, sms(house.line))
    other = talk(house.line, house.robin, sms(house.line, address="+15005550009"))
    theirs = Conversation.objects.get(pk=other).seeker
    row = Conversation.objects.get(pk=ours)
    Seeker.objects.filter(pk=row.seeker_id).update(address=theirs.address)
    with refused("erased"):
        caution.reveal(house.robin.pk, ours, "to call an ambulance")
    let_in(reply(house.robin, ours))
    assert deliver.deliver_due(timezone.now())
    assert delivery().state == "not_delivered"
    assert provider.sent == []


def test_the_words_of_a_text_that_were_altered_leave_for_nobody(
    house: House, provider: Provider
) -> None:
    pk = talk(house.line, house.robin, sms(house.line))
    let_in(reply(house.robin, pk))
    spoil(Message, Message.objects.latest("seq").pk, "sealed")
    deliver.deliver_due(timezone.now())
    assert delivery().state == "not_delivered"
    assert provider.sent == []


def test_the_pages_say_so_and_none_of_them_fails(house: House) -> None:
    house.line.policies = {"web": "month"}
    house.line.save()
    row, _ = said(house, "")
    pk = row.conversation_id
    spoil(Message, row.pk, "sealed")
    desk.end(house.robin.pk, pk)
    desk.wrap(house.robin.pk, pk, "support")
    browser = Client()
    browser.force_login(house.dana.user)
    answer = browser.post(f"/console/transcript/{pk}/", {"reason": "a complaint"})
    assert answer.status_code == 200
    assert keys.UNREADABLE in answer.content.decode()
    made, _ = decided(house)
    spoil(Decision, made.pk, "sealed")
    answer = browser.post(f"/console/decisions/{made.pk}/", {"reason": "a debriefing"})
    assert answer.status_code == 200
    assert keys.UNREADABLE in answer.content.decode()
