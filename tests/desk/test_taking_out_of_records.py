"""Words are taken out by hand of notes, of demands by law and of yeses to a copy, too."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from helpline import access
from helpline.models import Conversation, Counsellor, Line
from helpline.roles import Role
from routing.upkeep import aftercare
from tests.desk.house import Clock, let_in, new_line, reply, talk, texts, web, wrapped
from tests.desk.test_closed_records import CAME, PAGE, WHY, decided, told
from tests.desk.test_copies_pages import agreed, page
from tests.desk.test_decision_pages import browser_of, supervisor
from tests.desk.test_taking_out import Desk, confirm, form_of
from transcripts import keys
from transcripts.copies import demands, ending
from transcripts.models import Answer, Audit, Demand, Disclosure, Tombstone

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
NOTE = "the bakery with the blue heron on it"


@pytest.fixture
def dana(line: Line) -> Counsellor:
    return supervisor(line, "Dana")


@pytest.fixture
def desk(dana: Counsellor, clock: Clock) -> Client:
    return browser_of(dana)


@pytest.fixture
def over(line: Line, robin: Counsellor, clock: Clock) -> UUID:
    line.policies = {"web": "month"}
    line.save()
    pk = talk(line, robin, web(line, "hello"))
    let_in(reply(robin, pk, NOTE, kind="note"))
    wrapped(robin, pk)
    aftercare.redact_due(clock.now())
    return pk


@pytest.fixture
def place(desk: Client) -> str:
    made = desk.post(PAGE, CAME).headers["Location"]
    decided(desk, made)
    return made


@pytest.fixture
def one(desk: Client, over: UUID) -> str:
    return agreed(desk, over, to="her aunt Maud", purpose="a bed by the lake")


def took(browser: Client, address: str, typed: str) -> Any:
    """Choose, see, confirm."""
    seen = browser.post(address, {"do": "show", "typed": typed})
    assert seen.status_code == 200, seen.status_code
    return browser.post(address, {"do": "mask", **form_of(seen)})


def goes_on_from_here(done: Any, place: str) -> None:
    """The page stands at the address of what was taken out: its forms name where they go."""
    forms = re.findall(r"<form[^>]*>", done.content.decode())
    assert forms
    assert not [each for each in forms if " action=" not in each]
    assert [each for each in forms if f'action="{place}"' in each]


def words() -> dict[str, str]:
    found = Demand.objects.get()
    keys.forget([found.pk])
    return demands.texts(found)


# ---- notes ---------------------------------------------------------------------------------------


def test_of_a_note(desk: Client, over: UUID) -> None:
    hand = Desk(desk, over, Conversation.objects.get(pk=over).last_seq)
    note = next(each for each in range(1, 20) if f"words/{each}/" in hand.said and each > 2)
    hand.seq = note
    confirm(hand, hand.send("show", typed="blue heron"))
    assert texts(over) == ["hello", "the bakery with the [MASKED] on it"]
    confirm(hand, hand.send("whole"), "erase")
    assert texts(over) == ["hello", "[ERASED]"]


# ---- demands -------------------------------------------------------------------------------------


def test_of_a_demand(desk: Client, place: str) -> None:
    choose = desk.post(f"{place}words/scope/").content.decode()
    assert "Jane" in choose
    assert "Take words out" in desk.get(place).content.decode()
    done = took(desk, f"{place}words/scope/", "Jane Rowntree")
    assert "Nobody can bring them back" in done.content.decode()
    goes_on_from_here(done, place)
    assert words()["scope"] == "all that [MASKED] wrote, 204 555 0188"
    assert words()["who"] == CAME["who"]
    (noted,) = Audit.objects.filter(action="mask_demand")
    assert (noted.name, noted.detail, noted.sealed) == ("Dana", "1", None)
    assert noted.about == f"demand:{Demand.objects.get().pk}"


def test_of_an_answer(desk: Client, place: str) -> None:
    name = f"why-{Answer.objects.get().pk}"
    assert f"{place}words/{name}/" in desk.get(place).content.decode()
    seen = desk.post(f"{place}words/{name}/", {"do": "whole"})
    assert "Erase it for good" in seen.content.decode()
    assert words()[name] == WHY
    desk.post(f"{place}words/{name}/", {"do": "erase", **form_of(seen)})
    assert words()[name] == "[ERASED]"
    assert Audit.objects.filter(action="erase_demand").count() == 1


def test_the_key_under_which_it_stood_goes(desk: Client, place: str, clock: Clock) -> None:
    before = bytes(Demand.objects.get().sealed or b"")
    took(desk, f"{place}words/basis/", "Youth Act")
    assert ending.rekey_due(clock.forward(minutes=3)) == 1
    assert words()["basis"] == "[MASKED], section 12"
    assert Tombstone.objects.using("keys").filter(of_key=True).count() == 1
    Demand.objects.update(sealed=before)
    assert words()["basis"] == keys.UNREADABLE


def test_of_one_that_is_closed(desk: Client, place: str) -> None:
    desk.post(place, {"do": "close"})
    took(desk, f"{place}words/basis/", "Youth Act")
    assert words()["basis"] == "[MASKED], section 12"


@pytest.mark.parametrize("name", ["what", "why-0", "why-99999", "closed_at"])
def test_where_nothing_stands_nothing_is_taken_out(desk: Client, place: str, name: str) -> None:
    before = words()
    for do in ("", "show", "mask", "erase"):
        assert desk.post(f"{place}words/{name}/", {"do": do, "part": "0-3"}).status_code == 404
    assert words() == before


def test_what_is_not_as_it_was_seen_stays(desk: Client, place: str) -> None:
    address = f"{place}words/scope/"
    seen = form_of(desk.post(address, {"do": "show", "typed": "Jane"}))
    took(desk, address, "0188")
    for do in ("mask", "erase"):
        late = desk.post(address, {"do": do, **seen}).content.decode()
        assert "not what you saw any more" in late
    other = desk.post(f"{place}words/basis/", {"do": "mask", **seen}).content.decode()
    assert "not what you saw any more" in other
    assert words()["scope"] == "all that Jane Rowntree wrote, 204 555 [MASKED]"


@pytest.mark.parametrize("part", ["0-999", "x", "3-1", "-1-2"])
def test_parts_that_do_not_fit_change_nothing(desk: Client, place: str, part: str) -> None:
    address, before = f"{place}words/scope/", words()
    seen = form_of(desk.post(address, {"do": "show", "typed": "Jane"}))
    said = desk.post(address, {"do": "mask", **seen, "part": part}).content.decode()
    assert "do not fit these words" in said
    assert words() == before


def test_who_answers_for_another_line_takes_out_nothing(desk: Client, place: str) -> None:
    before = words()
    other = browser_of(supervisor(new_line("day"), "Kit"))
    for do in ("", "show", "mask", "erase"):
        assert other.post(f"{place}words/scope/", {"do": do, "part": "0-3"}).status_code == 404
    assert words() == before


def test_who_runs_the_installation_takes_words_out_as_well(place: str) -> None:
    boss = Client()
    boss.force_login(get_user_model().objects.create_superuser("boss", password="x"))
    took(boss, f"{place}words/scope/", "Jane Rowntree")
    assert words()["scope"] == "all that [MASKED] wrote, 204 555 0188"
    assert Audit.objects.get(action="mask_demand").name == "boss"


@pytest.mark.parametrize("right", ["mask_demand", "erase_demand"])
def test_each_right_alone_opens_its_half(
    desk: Client, place: str, monkeypatch: pytest.MonkeyPatch, right: str
) -> None:
    rules = {**access.RULES, right: access.Rule(frozenset({Role.EVALUATOR}), "line")}
    monkeypatch.setattr(access, "RULES", rules)
    address, before = f"{place}words/scope/", words()
    choose = desk.post(address).content.decode()
    assert ('value="show"' in choose) is (right == "erase_demand")
    assert ('value="whole"' in choose) is (right == "mask_demand")
    seen = form_of(desk.post(address, {"do": "show", "typed": "Jane"}))
    do = "mask" if right == "mask_demand" else "erase"
    assert "You may not do that here" in desk.post(address, {"do": do, **seen}).content.decode()
    assert words() == before
    assert Audit.objects.filter(action=right, detail="not_allowed").exists()


# ---- yeses ---------------------------------------------------------------------------------------


def test_of_a_yes_to_a_copy(desk: Client, one: str, over: UUID) -> None:
    assert f"{one}words/to/" in desk.get(page(over)).content.decode()
    done = took(desk, f"{one}words/to/", "Maud")
    assert "Nobody can bring them back" in done.content.decode()
    goes_on_from_here(done, page(over))
    assert told() == ("her aunt [MASKED]", "a bed by the lake")
    seen = desk.post(f"{one}words/purpose/", {"do": "whole"})
    desk.post(f"{one}words/purpose/", {"do": "erase", **form_of(seen)})
    assert told() == ("her aunt [MASKED]", "[ERASED]")
    about = f"disclosure:{Disclosure.objects.get().pk}"
    noted = [(row.action, row.conversation) for row in Audit.objects.filter(about=about)]
    assert noted == [("disclose", over), ("mask", over), ("erase_words", over)]


def test_of_a_yes_only_what_it_says_and_by_whom_it_may_be(
    desk: Client, one: str, over: UUID, robin: Counsellor
) -> None:
    assert desk.post(f"{one}words/part/").status_code == 404
    other = browser_of(supervisor(new_line("day"), "Kit"))
    for browser in (browser_of(robin), other):
        assert browser.post(f"{one}words/to/", {"do": "erase"}).status_code == 404
    Disclosure.objects.update(sealed=b"spoiled" * 9)
    assert desk.post(f"{one}words/to/").status_code == 404


def test_what_a_law_holds_keeps_its_yeses_as_they_are(
    desk: Client, one: str, over: UUID, clock: Clock
) -> None:
    Conversation.objects.filter(pk=over).update(held_until=clock.now() + timedelta(days=1))
    assert f"{one}words/to/" not in desk.get(page(over)).content.decode()
    seen = form_of(desk.post(f"{one}words/to/", {"do": "whole"}))
    said = desk.post(f"{one}words/to/", {"do": "erase", **seen}).content.decode()
    assert "You may not do that here" in said
    assert told() == ("her aunt Maud", "a bed by the lake")
