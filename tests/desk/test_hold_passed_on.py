"""Who may hold a talk that was passed on, and what each line then opens of it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from helpline.models import Conversation, Counsellor, Line, Partner
from helpline.roles import Role
from routing import desk
from routing.beside import passings
from routing.consoles import snapshots
from routing.hands import lawholds, partners
from tests.desk.house import (
    Clock,
    let_in,
    new_counsellor,
    refused,
    reply,
    row,
    talk,
    web,
    wrapped,
)
from tests.desk.passing import agreed, passed
from tests.desk.test_decision_pages import browser_of
from tests.desk.test_holds import WHY, by
from transcripts import record, retention
from transcripts.held import holds
from transcripts.held.holds import Order
from transcripts.models import Hold

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def supervising(person: Counsellor) -> Counsellor:
    person.role = Role.SUPERVISOR
    person.save()
    return person


@pytest.fixture
def dana(line: Line) -> Counsellor:
    return supervising(new_counsellor(line, "Dana"))


@pytest.fixture
def sam(lee: Counsellor) -> Counsellor:
    return supervising(new_counsellor(lee.line, "Sam"))


def asked(pk: UUID, who: Counsellor) -> UUID:
    return holds.ask(pk, by(who), Order(WHY, timezone.now() + timedelta(days=30))).pk


def held(pk: UUID, one: Counsellor, other: Counsellor) -> UUID:
    hold = asked(pk, one)
    lawholds.agree(hold, by(other))
    return hold


def opened(hold: UUID) -> list[str]:
    """What the pages show of it, whoever of the two opens it."""
    found = Hold.objects.select_related("conversation").get(pk=hold)
    words = passings.held(found, record.held(found.conversation_id))
    return [each.text for each in words]


def go_on(robin: Counsellor, lee: Counsellor, pk: UUID) -> None:
    """The partner answers, and something is said there."""
    desk.accept(lee.pk, pk)
    let_in(web(robin.line, "after", conversation=pk))
    let_in(reply(lee, pk, "the partner's answer"))


def test_the_line_that_has_it_may_hold_it_and_the_one_that_gave_it_may_not(
    robin: Counsellor, lee: Counsellor, dana: Counsellor, sam: Counsellor, partner: Partner
) -> None:
    pk = passed(robin, partner)
    go_on(robin, lee, pk)
    with refused("not_yours"):
        asked(pk, dana)
    assert browser_of(dana).get(f"/console/hold/{pk}/").status_code == 404
    hold = held(pk, sam, supervising(lee))
    assert "before" not in opened(hold)
    assert opened(hold)[-2:] == ["after", "the partner's answer"]
    assert browser_of(dana).get(f"/console/hold/{pk}/").status_code == 404


@pytest.fixture
def before(robin: Counsellor, partner: Partner) -> UUID:
    """A talk that may be passed on, and is not yet."""
    pk = agreed(robin, partner, talk(robin.line, robin))
    let_in(reply(robin, pk, "before"), reply(robin, pk, "ours", kind="note"))
    return pk


@pytest.mark.parametrize("words", [False, True])
def test_a_hold_that_stood_before_goes_on_and_opens_what_its_line_had(
    robin: Counsellor, lee: Counsellor, dana: Counsellor, before: UUID, words: bool
) -> None:
    hold = held(before, dana, supervising(robin))
    until = row(before).held_until
    partners.pass_on(robin.pk, before, words)
    go_on(robin, lee, before)
    assert row(before).held_until == until
    seen = opened(hold)
    assert {"before", "ours"} <= set(seen)
    assert not {"after", "the partner's answer"} & set(seen)
    page = f"/console/holds/{hold}/"
    shown = browser_of(dana).post(f"{page}words/", {"reason": WHY}).content.decode()
    assert "before" in shown
    assert "after" not in shown.replace("afterwards", "")


def test_the_partner_sees_that_it_is_held_and_neither_why_nor_ends_it(
    robin: Counsellor, lee: Counsellor, sam: Counsellor, dana: Counsellor, before: UUID
) -> None:
    hold = held(before, dana, supervising(robin))
    partners.pass_on(robin.pk, before, False)
    go_on(robin, lee, before)
    (view,) = snapshots.views([before], {})
    assert view.law
    theirs, page = browser_of(sam), f"/console/holds/{hold}/"
    assert page not in theirs.get("/console/holds/").content.decode()
    for what in ("release", "agree", "speak"):
        assert theirs.post(page, {"do": what, "reason": "to end it"}).status_code == 404
    assert theirs.get(f"{page}words/").status_code == 404
    assert Hold.objects.get(pk=hold).state == "holding"
    ours = browser_of(dana)
    assert page in ours.get("/console/holds/").content.decode()
    assert ours.post(page, {"do": "release", "reason": "the case is closed"}).status_code == 302
    assert row(before).held_until is None


def test_what_was_asked_for_before_is_agreed_to_by_nobody_while_another_line_has_it(
    robin: Counsellor, lee: Counsellor, dana: Counsellor, sam: Counsellor, before: UUID
) -> None:
    hold = asked(before, dana)
    partners.pass_on(robin.pk, before, True)
    with refused("not_now"):
        holds.agree(hold, by(robin))
    assert row(before).held_until is None
    partners.send_back(lee.pk, before)
    holds.agree(hold, by(robin))
    assert row(before).held_until is not None
    assert {"before", "ours"} <= set(opened(hold))


def test_both_lines_may_hold_it_and_the_words_go_when_the_last_ends(
    robin: Counsellor,
    lee: Counsellor,
    dana: Counsellor,
    sam: Counsellor,
    before: UUID,
    clock: Clock,
) -> None:
    first = held(before, dana, supervising(robin))
    partners.pass_on(robin.pk, before, False)
    go_on(robin, lee, before)
    second = held(before, sam, supervising(lee))
    wrapped(lee, before)
    Conversation.objects.filter(pk=before).update(erase_at=clock.now())
    assert retention.apply(clock.forward(minutes=1), despite=True) == 0
    assert Hold.objects.filter(aside_at__isnull=False).count() == 2
    lawholds.release(first, by(dana), "over")
    assert row(before).held_until == Hold.objects.get(pk=second).until
    assert retention.apply(clock.now(), despite=True) == 0
    assert not {"before", "ours"} & set(opened(second))
    lawholds.release(second, by(sam), "over")
    assert retention.apply(clock.now(), despite=True) == 1
    assert row(before).erased_at is not None


def test_what_was_said_to_the_partner_is_not_opened_after_it_came_back(
    robin: Counsellor, lee: Counsellor, sam: Counsellor, before: UUID
) -> None:
    partners.pass_on(robin.pk, before, False)
    hold = held(before, sam, supervising(lee))
    partners.send_back(lee.pk, before)
    desk.take(robin.pk)
    let_in(reply(robin, before, "back with us"))
    assert not {"before", "ours", "back with us"} & set(opened(hold))
    assert row(before).held_until is not None
