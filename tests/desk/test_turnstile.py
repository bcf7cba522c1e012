"""The order of what waits for the database thread: what was missed, reads and actions, receipts."""

from functools import partial

from routing.turnstile import Place, Turnstile


def test_jobs_are_done_in_the_order_of_their_places() -> None:
    turnstile = Turnstile()
    done: list[tuple[Place, int]] = []
    places: tuple[Place, ...] = ("last", "", "last", "", "first")
    for number, place in enumerate(places):
        turnstile.do(partial(done.append, (place, number)), place=place)
    turnstile.waiting.put(None)
    turnstile._run()
    assert done == [("first", 4), ("", 1), ("", 3), ("last", 0), ("last", 2)]
