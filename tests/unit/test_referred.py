"""What becomes of passing somebody on: every lot and every turn, one by one."""

from itertools import product

import pytest

from helpline.errors import Refused
from helpline.referred import TABLE, Lot, Turn, follow

FOLLOWS = {
    (Lot.OFFERED, Turn.AGREED): Lot.ACCEPTED,
    (Lot.OFFERED, Turn.ENDED): Lot.OFFERED,
    (Lot.ACCEPTED, Turn.AGREED): Lot.ACCEPTED,
    (Lot.ACCEPTED, Turn.TAKEN_BACK): Lot.OFFERED,
    (Lot.ACCEPTED, Turn.HANDED): Lot.HANDED_OVER,
    (Lot.ACCEPTED, Turn.ENDED): Lot.UNKNOWN,
    (Lot.HANDED_OVER, Turn.ANSWERED): Lot.CONNECTED,
    (Lot.HANDED_OVER, Turn.SENT_BACK): Lot.NOT_AVAILABLE,
    (Lot.HANDED_OVER, Turn.ENDED): Lot.UNKNOWN,
    (Lot.CONNECTED, Turn.LEFT_ALONE): Lot.HANDED_OVER,
    (Lot.CONNECTED, Turn.ENDED): Lot.CONNECTED,
    (Lot.NOT_AVAILABLE, Turn.ENDED): Lot.NOT_AVAILABLE,
}


@pytest.mark.parametrize(("lot", "turn"), [*product(Lot, Turn)])
def test_each_turn_leads_on_or_is_refused(lot: Lot, turn: Turn) -> None:
    if (lot, turn) in FOLLOWS:
        assert follow(lot, turn) == FOLLOWS[lot, turn]
        return
    with pytest.raises(Refused) as caught:
        follow(lot, turn)
    assert caught.value.code == "not_now"


def test_every_lot_has_its_row_and_is_reached() -> None:
    assert set(TABLE) == set(Lot)
    reached = {to for row in TABLE.values() for to in row.values()}
    assert reached == set(Lot)


def test_nothing_is_handed_over_without_a_yes() -> None:
    assert [lot for lot in Lot if Turn.HANDED in TABLE[lot]] == [Lot.ACCEPTED]
