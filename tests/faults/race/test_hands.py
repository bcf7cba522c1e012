"""Who follows hands must see every planted fault: two holders at once, and nobody at the end."""

from uuid import UUID

from tests.faults.race import hands

ONE, OTHER = UUID(int=1), UUID(int=2)


def test_one_counsellor_after_the_other_is_no_fault() -> None:
    found = hands.follow(
        [
            (ONE, "accepted", "a"),
            (ONE, "counsellor_lost", "helpline"),
            (ONE, "accepted", "b"),
            (ONE, "transferred", "b"),
            (ONE, "accepted", "a"),
        ]
    )
    assert found[ONE].holders == ["a", "b", "a"]
    assert hands.doubled(found) == []
    assert hands.unheld([ONE], found) == []


def test_a_second_holder_is_found() -> None:
    found = hands.follow([(ONE, "accepted", "a"), (OTHER, "accepted", "b"), (ONE, "accepted", "b")])
    assert hands.doubled(found) == [ONE]


def test_the_same_counsellor_twice_is_found_too() -> None:
    found = hands.follow([(ONE, "accepted", "a"), (ONE, "accepted", "a")])
    assert hands.doubled(found) == [ONE]


def test_who_ends_in_nobodys_hands_is_found() -> None:
    found = hands.follow([(ONE, "accepted", "a"), (ONE, "transferred", "a")])
    assert hands.unheld([ONE, OTHER], found) == [ONE, OTHER]
