"""What people choose: kept whole, read as far as it still holds, told to all windows of theirs."""

from uuid import UUID

import msgspec
import pytest

from helpline import preferences
from helpline.errors import Refused
from helpline.models import Counsellor, Preference
from helpline.protocol import Choices, Choose, Ways, encode, from_console
from routing.consoles import snapshots, windows
from tests.desk.house import REAL

pytestmark = REAL

LOUD = Choices(volume=100, send="ctrl_enter", ways=Ways(offer=["sound"]), keys={"later": ""})


def test_what_was_chosen_is_in_the_next_snapshot(robin: Counsellor, noor: Counsellor) -> None:
    windows.choose(robin.pk, LOUD)
    windows.choose(robin.pk, LOUD)
    assert snapshots.snapshot(robin.pk, {}).me.choices == LOUD
    assert snapshots.snapshot(noor.pk, {}).me.choices == Choices()
    assert Preference.objects.count() == 1


def test_what_no_longer_holds_is_left_out_and_the_rest_holds(robin: Counsellor) -> None:
    kept = {"volume": 500, "layout": "rings", "hats": 3, "theme": "dark", "keys": {"take": "Alt+P"}}
    Preference.objects.create(counsellor=robin, choices=kept)
    assert preferences.of(robin.pk) == Choices(theme="dark", keys={"take": "Alt+P"})


def test_nobody_chooses_who_may_not_be_at_a_desk(robin: Counsellor) -> None:
    Counsellor.objects.filter(pk=robin.pk).update(role="evaluator")
    with pytest.raises(Refused):
        windows.choose(robin.pk, LOUD)
    with pytest.raises(Refused):
        windows.choose(UUID(int=7), LOUD)
    assert not Preference.objects.exists()


@pytest.mark.parametrize(
    "choices",
    [
        {"volume": 101},
        {"volume": "loud"},
        {"layout": "rings"},
        {"ways": {"offer": ["shout"]}},
        {"ways": {"everything": []}},
        {"keys": {"take": "A" * 17}},
        {"keys": {"take\0": "Alt+A"}},
        {"keys": {str(n): "" for n in range(81)}},
        {"words": "of somebody"},
    ],
)
def test_what_is_no_choice_is_no_frame(choices: object) -> None:
    frame = msgspec.json.encode({"type": "choose", "choices": choices})
    with pytest.raises(msgspec.ValidationError):
        from_console.decode(frame)
    assert from_console.decode(encode(Choose(LOUD))) == Choose(LOUD)
