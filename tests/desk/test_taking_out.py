"""The pages on which words are taken out by hand, and doubt is cleared."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from django.core import signing
from django.test import Client

from helpline import access
from helpline.models import Counsellor, Line
from helpline.roles import Role
from routing import desk
from routing.consoles import missed
from routing.events import milliseconds, seeker_frame
from routing.staffpages import admission
from routing.upkeep import aftercare
from tests.desk.house import Clock, let_in, new_line, row, talk, texts, web, wrapped
from tests.desk.test_decision_pages import browser_of, supervisor
from transcripts import retention
from transcripts.byhand import picking
from transcripts.models import Audit, Kept, Message

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
SAID = "A sign of Grublok at the red door, code 90210"
LEFT = "A sign of [MASKED] at the red door, code [MASKED]"


@pytest.fixture
def dana(line: Line) -> Counsellor:
    return supervisor(line, "Dana")


@pytest.fixture
def ended(line: Line, robin: Counsellor, clock: Clock) -> UUID:
    line.policies = {"web": "month"}
    line.save()
    pk = talk(line, robin, web(line, "hello"))
    let_in(web(line, SAID, conversation=pk))
    wrapped(robin, pk)
    aftercare.redact_due(clock.now())
    return pk


def doubtful_one() -> Message:
    return Message.objects.order_by("-seq")[0]


def page(conversation: UUID, rest: str = "") -> str:
    return f"/console/transcript/{conversation}/{rest}"


def form_of(answer: Any) -> dict[str, list[str]]:
    """What a page's hidden fields and ticked boxes would send."""
    fields: dict[str, list[str]] = {}
    said = answer.content.decode()
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', said):
        if name != "csrfmiddlewaretoken":
            fields.setdefault(name, []).append(value)
    return fields


class Desk:
    """A supervisor with a conversation open, and one message of it before them."""

    def __init__(self, browser: Client, conversation: UUID, seq: int) -> None:
        self.browser, self.conversation, self.seq = browser, conversation, seq
        opened = browser.post(page(conversation), {"reason": "a complaint"})
        self.opened = form_of(opened)["opened"][0]
        self.said = opened.content.decode()

    def send(self, do: str = "", **more: object) -> Any:
        fields = {"opened": self.opened, "do": do, **more}
        return self.browser.post(page(self.conversation, f"words/{self.seq}/"), fields)

    def check(self) -> Any:
        fields = {"opened": self.opened}
        return self.browser.post(page(self.conversation, "checked/"), fields)


@pytest.fixture
def hand(ended: UUID, dana: Counsellor) -> Desk:
    return Desk(browser_of(dana), ended, doubtful_one().seq)


def confirm(hand: Desk, seen: Any, do: str = "mask") -> Any:
    fields = form_of(seen)
    return hand.send(do, part=fields.get("part", []), seen=fields["seen"][0])


def test_words_are_chosen_seen_and_taken_out(hand: Desk, ended: UUID) -> None:
    choose = hand.send().content.decode()
    assert 'name="word" value="3"' in choose
    seen = hand.send("show", word=["3"], typed="90210")
    assert LEFT in seen.content.decode()
    assert texts(ended)[-1] == SAID
    done = confirm(hand, seen)
    assert "Nobody can bring them back" in done.content.decode()
    assert texts(ended)[-1] == LEFT
    (noted,) = Audit.objects.filter(action="mask")
    assert (noted.name, noted.conversation, noted.detail, noted.sealed) == (
        "Dana",
        ended,
        "2",
        None,
    )
    assert noted.about == f"message:{hand.seq}"


def test_a_message_is_erased_whole(hand: Desk, ended: UUID) -> None:
    seen = hand.send("whole")
    assert "Erase it for good" in seen.content.decode()
    assert texts(ended)[-1] == SAID
    confirm(hand, seen, "erase")
    assert texts(ended) == ["hello", "[ERASED]"]
    assert Audit.objects.filter(action="erase_words").count() == 1


def test_what_was_chosen_is_still_ticked_when_somebody_chooses_otherwise(hand: Desk) -> None:
    fields = form_of(hand.send("show", word=["2", "3"], typed="code"))
    again = hand.send("", word=fields["word"], typed=fields["typed"][0]).content.decode()
    assert re.findall(r'name="word" value="(\d+)" checked', again) == ["2", "3"]
    assert ">code</textarea>" in again


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({}, "Choose at least one word"),
        ({"typed": "nobody wrote that"}, "does not stand here"),
        ({"word": ["999"]}, "do not fit these words"),
        ({"word": ["x"]}, "do not fit these words"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(
    hand: Desk, ended: UUID, chosen: dict[str, object], says: str
) -> None:
    assert says in hand.send("show", **chosen).content.decode()
    assert texts(ended)[-1] == SAID


@pytest.mark.parametrize(
    "parts", [["0-9", "4-12"], ["0-3", "0-3"], ["40-99"], ["-1-3"], ["3-3"], ["9-4"], ["a"], []]
)
def test_parts_that_overlap_or_lie_outside_change_nothing(
    hand: Desk, ended: UUID, parts: list[str]
) -> None:
    seen = picking.seen(doubtful_one().pk, SAID)
    said = hand.send("mask", part=parts, seen=seen).content.decode()
    assert "Nothing was changed" in said or "Choose at least one" in said
    assert texts(ended)[-1] == SAID
    assert not Audit.objects.filter(action="mask").exists()


def test_parts_of_another_message_change_nothing(hand: Desk, ended: UUID) -> None:
    first = Message.objects.order_by("seq")[0]
    for seen in (picking.seen(first.pk, "hello"), picking.seen(uuid4(), SAID), "", "0" * 32):
        said = hand.send("mask", part=["0-3"], seen=seen).content.decode()
        assert "not what you saw any more" in said
    assert texts(ended) == ["hello", SAID]


def test_a_message_of_another_conversation_is_none_of_this(
    hand: Desk, line: Line, robin: Counsellor, ended: UUID
) -> None:
    hand.seq = 10_000
    answer = hand.send("mask", part=["0-3"], seen="0" * 32)
    assert (answer.status_code, "no message of this" in answer.content.decode()) == (404, True)
    assert texts(ended)[-1] == SAID


def test_of_two_at_once_the_second_sees_that_it_changed(
    hand: Desk, ended: UUID, line: Line
) -> None:
    second = Desk(browser_of(supervisor(line, "Kit")), ended, hand.seq)
    mine, theirs = hand.send("show", word=["3"]), second.send("show", word=["9"])
    confirm(hand, mine)
    late = confirm(second, theirs).content.decode()
    assert "not what you saw any more" in late
    assert "Grublok" not in late
    assert texts(ended)[-1] == SAID.replace("Grublok", "[MASKED]")
    assert Audit.objects.filter(action="mask").count() == 1


def test_nobody_comes_there_without_having_opened_it(
    hand: Desk, ended: UUID, line: Line, robin: Counsellor, clock: Clock
) -> None:
    other = supervisor(line, "Kit")
    forged = signing.dumps([other.pk.hex, ended.hex], salt="other")
    own = admission.ticket(other, uuid4())
    for opened in ("", "x", hand.opened, forged, own):
        kit = Desk.__new__(Desk)
        kit.browser, kit.conversation, kit.seq = browser_of(other), ended, hand.seq
        kit.opened = opened
        for answer in (kit.send(), kit.send("whole"), kit.check()):
            assert (answer.status_code, answer.headers["Location"]) == (302, page(ended))
    assert Kept.objects.get().doubtful
    stranger = browser_of(supervisor(new_line("day"), "Lou"))
    for who in (browser_of(robin), stranger):
        for rest in (f"words/{hand.seq}/", "checked/"):
            assert who.post(page(ended, rest), {"opened": hand.opened}).status_code == 404


def test_an_opening_is_good_for_a_quarter_of_an_hour(
    hand: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hand.send().status_code == 200
    monkeypatch.setattr(admission, "SECONDS", -1)
    assert hand.send().status_code == 302


def test_what_is_erased_meanwhile_is_not_there(hand: Desk, ended: UUID, clock: Clock) -> None:
    desk.keep(row(ended).seeker_id, "erase")
    retention.apply(clock.now())
    for answer in (hand.send("whole"), hand.check()):
        assert answer.status_code == 410


# ---- doubt ---------------------------------------------------------------------------------------


def test_doubtful_places_are_marked_and_the_list_counts(hand: Desk, line: Line) -> None:
    assert re.findall("<mark>(.*?)</mark>", hand.said) == ["Grublok", "90210"]
    listed = hand.browser.get("/console/transcripts/").content.decode()
    assert "Check before keeping: 1 conversation<" in listed
    assert "Unchecked it is kept until" in listed


def test_who_has_checked_clears_the_mark_and_it_is_written_down(
    hand: Desk, ended: UUID, dana: Counsellor
) -> None:
    soon = row(ended).erase_at
    said = hand.check().content.decode()
    assert "you have checked it" in said
    assert "Checked by Dana" in said
    assert "<mark>" not in said
    kept = Kept.objects.get()
    assert (kept.doubtful, kept.checked_by) == (False, dana)
    assert kept.checked_at is not None
    assert soon is not None
    assert row(ended).erase_at == kept.until > soon
    (noted,) = Audit.objects.filter(action="checked")
    assert (noted.who, noted.conversation, noted.detail) == (dana, ended, "")
    listed = hand.browser.get("/console/transcripts/").content.decode()
    assert "Check before keeping" not in listed
    assert "Checked by Dana" in listed
    assert "Somebody else has checked it" in hand.check().content.decode()
    assert Audit.objects.filter(action="checked").count() == 1


def test_a_page_that_is_open_says_the_later_day(hand: Desk, ended: UUID) -> None:
    before = row(ended).last_seq
    hand.check()
    [event] = missed.steps({ended: before})
    frame = msgspec.json.decode(seeker_frame(event) or b"")
    assert frame["erase_at"] == milliseconds(Kept.objects.get().until)
    hand.check()
    assert row(ended).last_seq == before + 1


def test_what_nobody_checks_goes_after_the_line_s_days(
    line: Line, ended: UUID, clock: Clock
) -> None:
    kept = Kept.objects.get()
    assert kept.redacted_at is not None
    assert row(ended).erase_at == kept.redacted_at + timedelta(days=line.unchecked_days)
    clock.forward(days=line.unchecked_days, hours=1)
    assert texts(ended) == []
    assert retention.apply(clock.now()) == 1


def test_unchecked_is_never_longer_than_the_line_keeps(
    line: Line, robin: Counsellor, clock: Clock
) -> None:
    Line.objects.update(policies={"web": "month:3"}, unchecked_days=90)
    pk = talk(line, robin, web(line, SAID))
    wrapped(robin, pk)
    aftercare.redact_due(clock.now())
    assert row(pk).erase_at == Kept.objects.get().until


def test_each_right_alone_opens_its_half(
    hand: Desk, ended: UUID, dana: Counsellor, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = dict(access.RULES)
    rules["erase_words"] = access.Rule(frozenset({Role.ADMINISTRATOR}), "line")
    monkeypatch.setattr(access, "RULES", rules)
    assert 'value="whole"' not in hand.send().content.decode()
    said = hand.send("erase", seen=picking.seen(doubtful_one().pk, SAID)).content.decode()
    assert "You may not do that here" in said
    assert texts(ended)[-1] == SAID
    assert Audit.objects.filter(action="erase_words", detail="not_allowed").exists()
    confirm(hand, hand.send("show", word=["3"]))
    assert "[MASKED]" in texts(ended)[-1]
