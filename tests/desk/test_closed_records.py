"""A demand that is closed, and a yes that is over, keep no word that says who somebody is."""

import time
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from helpline.models import Counsellor, Line
from routing import timers
from routing.upkeep import aftercare
from tests.desk.house import Clock, talk, web, wrapped
from tests.desk.test_copies_pages import agreed, page
from tests.desk.test_decision_pages import browser_of, supervisor
from transcripts import keys, lateness, retention
from transcripts.copies import demands, disclosures, ending
from transcripts.models import Answer, Audit, Demand, Disclosure, SealedKey, Tombstone
from transcripts.redacted import closing

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
PAGE = "/console/demands/"
CAME = {
    "came_on": "2026-03-01",
    "kind": "court",
    "who": "Provincial Court, clerk Wendy Marlowe",
    "basis": "Youth Act, section 12",
    "scope": "all that Jane Rowntree wrote, 204 555 0188",
}
WHY = "Jane Rowntree was never in touch"
NAMES = ("Rowntree", "0188", "Marlowe")


@pytest.fixture
def dana(line: Line) -> Counsellor:
    return supervisor(line, "Dana")


@pytest.fixture
def desk(dana: Counsellor, clock: Clock) -> Client:
    return browser_of(dana)


@pytest.fixture
def place(desk: Client) -> str:
    return desk.post(PAGE, CAME).headers["Location"]


def decided(desk: Client, place: str, decision: str = "refused") -> None:
    assert desk.post(place, {"decision": decision, "why": WHY}).status_code == 302


def words() -> dict[str, str]:
    found = Demand.objects.get()
    keys.forget([found.pk])
    return demands.texts(found)


# ---- demands -------------------------------------------------------------------------------------


def test_while_it_is_open_it_says_about_whom_they_ask(desk: Client, place: str) -> None:
    decided(desk, place)
    assert words()["scope"] == CAME["scope"]
    said = desk.get(place).content.decode()
    assert "all that [PERSON 2] wrote, [PHONE 1]" in said
    assert CAME["scope"] in said


def test_closed_it_says_no_more_who_somebody_is(desk: Client, place: str) -> None:
    decided(desk, place)
    assert desk.post(place, {"do": "close"}).status_code == 302
    left = words()
    assert left["scope"] == "all that [PERSON 2] wrote, [PHONE 1]"
    assert left["who"].startswith("Provincial Court")
    assert [text for name, text in left.items() if name.startswith("why-")] == [
        "[PERSON 2] was never in touch"
    ]
    said = desk.get(place).content.decode()
    assert not [name for name in NAMES if name in said]
    assert "Refused, or contested" in said
    assert Audit.objects.filter(action="demand", detail="closed").count() == 1
    assert desk.post(place, {"do": "close"}).status_code == 409


def test_what_is_not_decided_or_waits_is_closed_by_nobody(desk: Client, place: str) -> None:
    assert 'value="close"' not in desk.get(place).content.decode()
    assert desk.post(place, {"do": "close"}).status_code == 409
    decided(desk, place, "part")
    assert desk.post(place, {"do": "close"}).status_code == 409
    assert words()["scope"] == CAME["scope"]


def test_a_correction_of_what_is_closed_is_redacted_as_it_is_added(
    desk: Client, place: str
) -> None:
    decided(desk, place)
    desk.post(place, {"do": "close"})
    desk.post(place, {"decision": "nothing", "why": "Jane Rowntree, after all"})
    assert demands.why(Answer.objects.latest("at")) == "[PERSON 1], after all"


def test_it_closes_by_itself_when_nobody_adds_anything(place: str, clock: Clock) -> None:
    timers.sweep(clock.forward(days=60))
    demands.answer(Demand.objects.get(), demands.By(1, "Dana"), "refused", WHY, clock.now())
    timers.sweep(clock.forward(days=60))
    assert words()["scope"] == CAME["scope"]
    timers.sweep(clock.forward(days=31))
    assert words()["scope"] == "all that [PERSON 2] wrote, [PHONE 1]"
    assert Demand.objects.get().closed_at
    assert ending.close_due(clock.now()) == 0


def test_an_old_copy_does_not_open_with_the_keys_of_after(
    desk: Client, place: str, clock: Clock
) -> None:
    decided(desk, place)
    before = bytes(Demand.objects.get().sealed or b"")
    desk.post(place, {"do": "close"})
    assert ending.rekey_due(clock.forward(minutes=1)) == 0
    assert lateness.late(clock.forward(minutes=18))["new_key"] == 1
    assert ending.rekey_due(clock.now()) == 1
    assert ending.rekey_due(clock.now()) == 0
    assert lateness.late(clock.now())["new_key"] == 0
    assert words()["scope"] == "all that [PERSON 2] wrote, [PHONE 1]"
    assert Tombstone.objects.using("keys").filter(of_key=True).count() == 1
    Demand.objects.update(sealed=before)
    assert words()["scope"] == keys.UNREADABLE


def test_what_was_sealed_by_the_old_key_meanwhile_opens(
    desk: Client, place: str, clock: Clock
) -> None:
    """Another process had the old key in mind, and added a correction."""
    decided(desk, place)
    pk = Demand.objects.get().pk
    old = keys.cipher(pk)
    desk.post(place, {"do": "close"})
    keys._remembered[pk] = keys.Known(time.monotonic(), old, b"")
    desk.post(place, {"decision": "nothing", "why": "erased before"})
    keys.forget([pk])
    ending.rekey_due(clock.forward(minutes=3))
    assert SealedKey.objects.using("keys").get(owner=pk).fresh is None
    assert demands.why(Answer.objects.latest("at")) == "erased before"


def test_if_redaction_fails_nothing_of_it_is_kept(
    desk: Client, place: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(desk, place)

    def broken(*_: object) -> list[str]:
        raise ValueError("no")

    monkeypatch.setattr(closing, "of_line", broken)
    assert ending.close_due(clock.forward(days=91)) == 1
    assert set(words().values()) == {"[ERASED]"}


def test_what_cannot_be_read_is_not_kept(desk: Client, place: str, clock: Clock) -> None:
    decided(desk, place)
    Answer.objects.update(sealed=b"spoiled" * 9)
    assert ending.close_due(clock.forward(days=91)) == 1
    left = words()
    assert [text for name, text in left.items() if name.startswith("why-")] == ["[ERASED]"]
    assert left["scope"] == "all that [PERSON 2] wrote, [PHONE 1]"


def test_its_time_is_over_all_the_same(desk: Client, place: str, clock: Clock) -> None:
    decided(desk, place)
    desk.post(place, {"do": "close"})
    clock.forward(days=6 * 365 + 1)
    assert demands.forget(clock.now()) == 1
    assert ending.rekey_due(clock.now()) == 0
    assert demands.texts(Demand.objects.get()) == {}


def test_doubt_is_marked_in_what_is_closed(desk: Client) -> None:
    came = CAME | {"scope": "A sign of Grublok, file 90210"}
    place = desk.post(PAGE, came).headers["Location"]
    decided(desk, place)
    assert "<mark>" not in desk.get(place).content.decode()
    desk.post(place, {"do": "close"})
    said = desk.get(place).content.decode()
    assert "<mark>Grublok</mark>" in said
    assert "Places to look at are marked." in said


# ---- yeses ---------------------------------------------------------------------------------------

TO, PURPOSE = "her sister Imogen Fairweather", "a bed, call 204 555 0188"


@pytest.fixture
def over(line: Line, robin: Counsellor, clock: Clock) -> UUID:
    line.policies = {"web": "month"}
    line.save()
    pk = talk(line, robin, web(line, "hello"))
    wrapped(robin, pk)
    aftercare.redact_due(clock.now())
    return pk


def told() -> tuple[str, str]:
    found = Disclosure.objects.get()
    keys.forget([found.conversation_id])
    said = disclosures.read(found)
    return said.to, said.purpose


LEFT = ("her sister [PERSON 1]", "a bed, call [PHONE 1]")


def test_while_a_yes_holds_it_names_whom_it_names(over: UUID, desk: Client, clock: Clock) -> None:
    agreed(desk, over, to=TO, purpose=PURPOSE)
    timers.sweep(clock.now())
    assert told() == (TO, PURPOSE)


def test_a_yes_that_is_taken_back_names_nobody(over: UUID, desk: Client) -> None:
    one = agreed(desk, over, to=TO, purpose=PURPOSE)
    desk.post(one, {"do": "withdraw"})
    assert told() == LEFT
    desk.post(one, {"do": "withdraw"})
    said = desk.get(page(over)).content.decode()
    assert "Fairweather" not in said
    assert "her sister [PERSON 1]" in said


def test_a_yes_that_is_over_names_nobody(over: UUID, desk: Client, clock: Clock) -> None:
    agreed(desk, over, to=TO, purpose=PURPOSE)
    until = Disclosure.objects.get().until
    assert disclosures.close_due(until - timedelta(seconds=1)) == 0
    assert disclosures.close_due(until) == 1
    assert disclosures.close_due(until) == 0
    assert told() == LEFT
    assert Disclosure.objects.get().closed_at == until


def test_if_redaction_fails_nothing_of_a_yes_is_kept(
    over: UUID, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = agreed(desk, over, to=TO, purpose=PURPOSE)

    def broken(*_: object) -> list[str]:
        raise ValueError("no")

    monkeypatch.setattr(closing, "reasons", broken)
    desk.post(one, {"do": "withdraw"})
    assert told() == ("[ERASED]", "[ERASED]")


def test_a_yes_that_cannot_be_read_is_not_kept(over: UUID, desk: Client, clock: Clock) -> None:
    one = agreed(desk, over, to=TO, purpose=PURPOSE)
    Disclosure.objects.update(sealed=b"spoiled" * 9)
    assert desk.post(one, {"do": "withdraw"}).status_code == 302
    assert told() == ("[ERASED]", "[ERASED]")


def test_a_yes_whose_words_are_erased_stays_erased(over: UUID, desk: Client, clock: Clock) -> None:
    agreed(desk, over, to=TO, purpose=PURPOSE)
    keys.destroy([over])
    assert disclosures.close_due(clock.forward(days=9)) == 1
    assert disclosures.close_due(clock.now()) == 0
    retention.shred([over], clock.now())
    assert not Disclosure.objects.exists()
