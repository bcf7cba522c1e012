"""Whatever people do, in whatever order, the house in the database lives as the one in memory."""

import itertools
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from typing import cast
from uuid import UUID

import pytest
from django.db import connections, transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line
from helpline.protocol import Status
from helpline.roles import Role
from helpline.states import HELD, QUEUED, State
from routing import asides, desk, inbound, presence
from routing.entering.plan import Accepted
from routing.hands import company, departures, handover, reassigning
from routing.models import Guest, Handing, Offer, Shift
from routing.upkeep import duties
from routing.waiting import lineup
from tests.desk.census import census, with_gaps
from tests.desk.house import (
    REAL,
    SEARCH,
    Clock,
    codes,
    enters,
    make_offer_lapse,
    new_counsellor,
    new_line,
    reply,
    row,
    texts,
    web,
)
from tests.desk.model import STORED, Model, Person, Talk

pytestmark = REAL

SEEKERS = st.sampled_from(["a", "b", "c", "d"])
PLACES = st.integers(0, 2)
STATUSES = st.sampled_from(["here", "here", "resting", "away"])


def outcome(action: Callable[[], object]) -> str:
    """ "stored", or the code of the refusal."""
    try:
        action()
    except Refused as refusal:
        return refusal.code
    return STORED


def patiently(alias: str) -> None:
    """A life is one long transaction, and this part gives way to all others of a run."""
    if connections[alias].vendor == "postgresql":
        with connections[alias].cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")


class Life(RuleBasedStateMachine):
    """Every rule acts on both houses and compares the answers; the invariants compare the rest.

    Line and people are there before; what happens in a life is undone at its end.
    """

    line: Line
    people: Sequence[Counsellor]

    def __init__(self) -> None:
        super().__init__()
        self.stay = ExitStack()
        for alias in ("default", "keys"):
            self.stay.enter_context(transaction.atomic(using=alias))
            patiently(alias)
        patch = self.stay.enter_context(pytest.MonkeyPatch.context())
        patch.setattr("django.utils.timezone.now", Clock().now)
        self.said = itertools.count(1)
        self.model = Model(Person(p.pk, frozenset(p.languages), p.capacity) for p in self.people)

    def teardown(self) -> None:
        try:
            assert with_gaps() == []
        finally:
            for alias in ("default", "keys"):
                transaction.set_rollback(True, using=alias)
            self.stay.close()

    def talk(self, number: int) -> Talk:
        talks = list(self.model.talks.values())
        return talks[number % len(talks)]

    def new_words(self) -> str:
        """Nothing that could be taken for the number of a card, as chance digits may be."""
        return f"words {next(self.said)}"

    def a_ringing_one(self) -> Talk:
        return next(t for t in self.model.talks.values() if t.asked)

    def some(self) -> bool:
        return bool(self.model.talks)

    def ringing(self) -> bool:
        return any(t.asked for t in self.model.talks.values())

    # ---- words -----------------------------------------------------------------------------

    @rule(seeker=SEEKERS, locale=st.sampled_from(["en", "fr"]), remembers=st.booleans())
    def seeker_says(self, seeker: str, locale: str, remembers: bool) -> None:
        last = self.model.latest(seeker)
        text = self.new_words()
        item = web(
            self.line,
            text,
            token=seeker,
            locale=locale,
            conversation=last.id if last and remembers else None,
        )
        expected = self.model.takes_words(seeker)
        (result,) = inbound.receive([item])
        if expected == "token":
            assert codes([result]) == ["token"]
            return
        assert isinstance(result, Accepted)
        if expected == "new":
            assert result.conversation not in self.model.talks
            self.model.opens(result.conversation, seeker, locale, text)
        else:
            assert last is not None
            assert result.conversation == last.id
            self.model.says(seeker, text)

    @rule(seeker=SEEKERS, locale=st.sampled_from(["en", "fr"]))
    def seeker_enters(self, seeker: str, locale: str) -> None:
        expected = self.model.takes_words(seeker)
        (result,) = inbound.receive([enters(self.line, token=seeker, locale=locale)])
        if expected == "token":
            assert codes([result]) == ["token"]
            return
        assert isinstance(result, Accepted)
        assert result.repeat == (expected == STORED)
        if expected == "new":
            self.model.opens(result.conversation, seeker, locale, "")
        else:
            last = self.model.latest(seeker)
            assert last is not None
            assert result.conversation == last.id

    @precondition(some)
    @rule(place=PLACES, number=st.integers(0, 20), note=st.booleans())
    def counsellor_says(self, place: int, number: int, note: bool) -> None:
        talk, text = self.talk(number), self.new_words()
        item = reply(self.people[place], talk.id, text, kind="note" if note else "")
        expected = self.model.answers(self.people[place].pk, talk, text, note=note)
        assert codes(inbound.receive([item])) == [expected]

    # ---- the counsellor's side ---------------------------------------------------------------

    @rule(place=PLACES, status=STATUSES)
    def sets_status(self, place: int, status: str) -> None:
        presence.set_status(self.people[place].pk, cast(Status, status))
        self.model.set_status(self.people[place].pk, status)

    @initialize(place=PLACES)
    def somebody_is_here(self, place: int) -> None:
        self.sets_status(place, "here")

    @precondition(some)
    @rule(place=PLACES, number=st.integers(0, 20))
    def accepts(self, place: int, number: int) -> None:
        self._both("accept", place, number)

    @precondition(ringing)
    @rule(place=PLACES)
    def who_is_asked_accepts(self, place: int) -> None:
        """Of this counsellor's second window, or of whoever else wants it too, none gets it."""
        talk = self.a_ringing_one()
        assert talk.asked is not None
        self._agree("accept", talk.asked, talk)
        self._agree("accept", self.people[place].pk, talk)

    @precondition(ringing)
    @rule(what=st.sampled_from(["decline", "transfer", "end", "wrap"]))
    def who_is_asked_does_otherwise(self, what: str) -> None:
        talk = self.a_ringing_one()
        assert talk.asked is not None
        self._agree(what, talk.asked, talk)

    @precondition(some)
    @rule(place=PLACES, number=st.integers(0, 20))
    def declines(self, place: int, number: int) -> None:
        self._both("decline", place, number)

    @rule(place=PLACES)
    def takes(self, place: int) -> None:
        person = self.people[place].pk
        assert outcome(partial(desk.take, person)) == self.model.take(person)

    @precondition(some)
    @rule(place=PLACES, number=st.integers(0, 20), what=st.sampled_from(["transfer", "end"]))
    def gives_up(self, place: int, number: int, what: str) -> None:
        self._both(what, place, number)

    @precondition(some)
    @rule(place=PLACES, number=st.integers(0, 20))
    def wraps(self, place: int, number: int) -> None:
        self._both("wrap", place, number)

    # ---- from hand to hand, and company ------------------------------------------------------

    @precondition(some)
    @rule(place=PLACES, other=PLACES, number=st.integers(0, 20))
    def asks_a_colleague_to_take_over(self, place: int, other: int, number: int) -> None:
        self._with(handover.hand, "hand", place, number, self.people[other].pk, "")

    @precondition(lambda self: self.held())
    @rule(other=PLACES, number=st.integers(0, 20))
    def who_holds_it_asks_a_colleague(self, other: int, number: int) -> None:
        talk, to = self.a_held_one(number), self.people[other].pk
        assert talk.holder is not None
        real = outcome(partial(handover.hand, talk.holder, talk.id, to, ""))
        assert real == self.model.hand(talk.holder, talk, to)

    @precondition(some)
    @rule(place=PLACES, number=st.integers(0, 20))
    def asks_no_longer(self, place: int, number: int) -> None:
        self._with(handover.unhand, "unhand", place, number)

    @precondition(some)
    @rule(place=PLACES, number=st.integers(0, 20), yes=st.booleans())
    def answers_a_colleague(self, place: int, number: int, yes: bool) -> None:
        self._with(handover.receive, "receive", place, number, yes)

    @precondition(lambda self: any(t.asked_over for t in self.model.talks.values()))
    @rule(yes=st.booleans())
    def who_is_asked_to_take_over_answers(self, yes: bool) -> None:
        talk = next(t for t in self.model.talks.values() if t.asked_over)
        assert talk.asked_over is not None
        person = talk.asked_over
        real = outcome(partial(handover.receive, person, talk.id, yes))
        assert real == self.model.receive(person, talk, yes)

    @precondition(lambda self: self.held())
    @rule(other=PLACES, number=st.integers(0, 20))
    def who_holds_it_asks_somebody_in(self, other: int, number: int) -> None:
        talk, to = self.a_held_one(number), self.people[other].pk
        assert talk.holder is not None
        real = outcome(partial(company.invite, talk.holder, talk.id, to, ""))
        assert real == self.model.invite(talk.holder, talk, to)

    @precondition(some)
    @rule(place=PLACES, number=st.integers(0, 20), what=st.sampled_from(["uninvite", "introduce"]))
    def does_with_a_guest(self, place: int, number: int, what: str) -> None:
        self._with(getattr(company, what), what, place, number)

    @precondition(lambda self: any(t.guest for t in self.model.talks.values()))
    @rule(place=PLACES, what=st.sampled_from(["come", "introduce", "depart", "say", "note"]))
    def a_guest_does(self, place: int, what: str) -> None:
        talk = next(t for t in self.model.talks.values() if t.guest)
        assert talk.guest is not None
        person = next(p for p in self.people if p.pk == talk.guest.person)
        if what in ("say", "note"):
            text, note = self.new_words(), what == "note"
            item = reply(person, talk.id, text, kind="note" if note else "")
            expected = self.model.answers(person.pk, talk, text, note=note)
            assert codes(inbound.receive([item])) == [expected]
            return
        rest = (True,) if what == "come" else ()
        real = outcome(partial(getattr(company, what), person.pk, talk.id, *rest))
        assert real == getattr(self.model, what)(person.pk, talk, *rest)

    @precondition(some)
    @rule(place=PLACES, number=st.integers(0, 20), yes=st.booleans())
    def answers_who_asks_them_in(self, place: int, number: int, yes: bool) -> None:
        self._with(company.come, "come", place, number, yes)

    @precondition(some)
    @rule(place=PLACES, number=st.integers(0, 20))
    def reads_along_no_longer(self, place: int, number: int) -> None:
        self._with(company.depart, "depart", place, number)

    @precondition(lambda self: any(t.untold for t in self.model.talks.values()))
    @rule()
    def the_seekers_are_told_who_is_gone(self) -> None:
        said = sum(self.model.tell_gone(talk) for talk in self.model.talks.values())
        assert departures.say_gone(timezone.now()) == said

    @precondition(some)
    @rule(number=st.integers(0, 20))
    def the_supervisor_watches(self, number: int) -> None:
        talk, who = self.talk(number), self.supervisor.pk
        real = outcome(partial(company.watch, who, talk.id))
        assert real == self.model.watch(who, talk)

    @precondition(some)
    @rule(place=PLACES, number=st.integers(0, 20))
    def the_supervisor_gives_it(self, place: int, number: int) -> None:
        talk, to = self.talk(number), self.people[place].pk
        expected = self.model.reassign(talk, to)
        if expected == "already_taken" and to == self.supervisor.pk:
            expected = "to_yourself"
        assert outcome(partial(reassigning.reassign, self.supervisor.pk, talk.id, to)) == expected

    def held(self) -> bool:
        return any(t.state in HELD for t in self.model.talks.values())

    def a_held_one(self, number: int) -> Talk:
        held = [t for t in self.model.talks.values() if t.state in HELD]
        return held[number % len(held)]

    @property
    def supervisor(self) -> Counsellor:
        return self.people[0]

    def _with(
        self, act: Callable[..., object], what: str, place: int, number: int, *rest: object
    ) -> None:
        """Both houses give the same answer when this person does this with more than a talk."""
        person, talk = self.people[place].pk, self.talk(number)
        real = outcome(partial(act, person, talk.id, *rest))
        assert real == getattr(self.model, what)(person, talk, *rest)

    def _both(self, what: str, place: int, number: int) -> None:
        self._agree(what, self.people[place].pk, self.talk(number))

    def _agree(self, what: str, person: UUID, talk: Talk) -> None:
        """Both houses give the same answer when this person does this."""
        rest = ("support",) if what == "wrap" else ()
        real = outcome(partial(getattr(desk, what), person, talk.id, *rest))
        assert real == getattr(self.model, what)(person, talk)

    # ---- the seeker's side -------------------------------------------------------------------

    @precondition(some)
    @rule(number=st.integers(0, 20), what=st.sampled_from(["leave", "erase", "exit"]))
    def seeker_leaves(self, number: int, what: str) -> None:
        self._leaves(self.talk(number), what)

    @precondition(ringing)
    @rule(what=st.sampled_from(["leave", "erase", "exit"]))
    def a_seeker_leaves_while_it_rings(self, what: str) -> None:
        self._leaves(self.a_ringing_one(), what)

    def _leaves(self, talk: Talk, what: str) -> None:
        seeker = row(talk.id).seeker_id
        acts = {
            "leave": partial(desk.leave, seeker),
            "erase": partial(desk.keep, seeker, "erase"),
            "exit": partial(desk.quick_exit, seeker),
        }
        assert outcome(acts[what]) == getattr(self.model, what)(talk.seeker)

    @precondition(some)
    @rule(number=st.integers(0, 20), what=st.sampled_from(["ready", "pause", "go_on", "another"]))
    def seeker_says_without_words(self, number: int, what: str) -> None:
        self._aside(self.talk(number), what)

    @precondition(lambda self: any(t.state in HELD for t in self.model.talks.values()))
    @rule(number=st.integers(0, 20), what=st.sampled_from(["ready", "pause", "go_on", "another"]))
    def a_seeker_who_is_answered_does(self, number: int, what: str) -> None:
        held = [t for t in self.model.talks.values() if t.state in HELD]
        self._aside(held[number % len(held)], what)

    def _aside(self, talk: Talk, what: str) -> None:
        seeker, name = row(talk.id).seeker_id, talk.seeker
        real, model = {
            "ready": (partial(asides.ready, seeker), partial(self.model.says_ready, name)),
            "pause": (
                partial(asides.pause, seeker, True),
                partial(self.model.pauses, name, on=True),
            ),
            "go_on": (
                partial(asides.pause, seeker, False),
                partial(self.model.pauses, name, on=False),
            ),
            "another": (partial(asides.another, seeker), partial(self.model.wants_another, name)),
        }[what]
        assert outcome(real) == model()

    # ---- time --------------------------------------------------------------------------------

    @precondition(lambda self: any(t.paused for t in self.model.talks.values()))
    @rule()
    def the_pauses_run_out(self) -> None:
        past = timezone.now() - timedelta(seconds=1)
        Conversation.objects.exclude(paused_until=None).update(paused_until=past)
        over = [t for t in self.model.talks.values() if t.paused]
        alone = [t for t in over if t.state in (*QUEUED, State.ACTIVE)]
        assert duties.end_pauses(timezone.now()) == len(alone)
        for talk in over:
            talk.paused = False
        self._assign_all()

    @precondition(ringing)
    @rule(number=st.integers(0, 20))
    def an_offer_lapses(self, number: int) -> None:
        ringing = [t for t in self.model.talks.values() if t.asked]
        talk = ringing[number % len(ringing)]
        make_offer_lapse(talk.id)
        assert duties.lapse_offers(timezone.now()) == 1
        self.model.lapse(talk)
        self._assign_all()

    @rule(place=PLACES)
    def a_lease_runs_out(self, place: int) -> None:
        """Nobody has noticed yet: who comes back, accepts or answers in this moment may do so."""
        person = self.people[place].pk
        past = timezone.now() - timedelta(seconds=1)
        Shift.objects.filter(pk=person).update(lease_until=past)
        self.model.people[person].leased = False

    @rule(place=PLACES)
    def beats(self, place: int) -> None:
        person = self.people[place].pk
        assert (not presence.beat({person})) == self.model.beat(person)

    @precondition(lambda self: any(not p.leased for p in self.model.people.values()))
    @rule()
    def who_is_gone_is_noticed(self) -> None:
        gone = self.model.sweep()
        assert presence.lapse_leases(timezone.now()) == len(gone)
        assert presence.beat(set(gone)) == set(gone)
        self._assign_all()

    @rule()
    def a_minute_goes_by(self) -> None:
        ago = timezone.now() - timedelta(seconds=lineup.PASSED_SECONDS + 1)
        Offer.objects.exclude(answer="").update(answered_at=ago)
        Handing.objects.exclude(answer="").update(answered_at=ago)
        for talk in self.model.talks.values():
            talk.passed.clear()
            talk.unwanted.clear()
            talk.just.clear()
        self._assign_all()

    def _assign_all(self) -> None:
        duties.assign_all(timezone.now())
        self.model.assign()

    # ---- what must always be true --------------------------------------------------------------

    @invariant()
    def both_houses_are_alike(self) -> None:
        """The same talks in the same state with the same people, and nobody's is none of them."""
        real, talks = census(), self.model.talks.values()
        assert real.talks == {t.id: (t.state, t.holder) for t in talks}
        assert real.first_waits == len(real.talks)
        assert real.ringing == sorted((t.id, t.asked) for t in talks if t.asked)
        held = [(t.id, t.holder) for t in talks if t.state in HELD and t.holder]
        assert real.held == sorted(held)
        for person in self.model.people.values():
            load = self.model.load(person.id)
            assert real.shifts.get(person.id, ("away", 0)) == (person.status, load)
            assert load <= person.capacity
        for talk, holder in held:
            assert self.model.people[holder].status != "away", talk

    @invariant()
    def both_houses_have_the_same_company(self) -> None:
        """Who is asked and who reads along, and nobody does where nobody talks."""
        asked = Handing.objects.filter(answer="").values_list("conversation_id", "to_id")
        talks = self.model.talks.values()
        assert set(asked) == {(t.id, t.asked_over) for t in talks if t.asked_over}
        there = Guest.objects.filter(ended_at=None)
        real = {
            (g.conversation_id, g.counsellor_id, g.part, bool(g.came_at), bool(g.shown_at))
            for g in there
        }
        guests = {
            (t.id, t.guest.person, "guest", t.guest.here, t.guest.shown) for t in talks if t.guest
        }
        assert real == guests | {(t.id, w, "watch", True, False) for t in talks for w in t.watching}
        assert all(t.state == State.ACTIVE for t in talks if t.guest or t.watching)

    @precondition(some)
    @rule(number=st.integers(0, 20))
    def words_are_kept_until_they_are_not(self, number: int) -> None:
        talk = self.talk(number)
        assert texts(talk.id) == ([] if talk.erased else talk.words)


@pytest.mark.timeout(0)
def test_the_house_lives_as_its_model() -> None:
    Life.line = new_line()
    Life.people = [
        new_counsellor(Life.line, "Robin", capacity=2),
        new_counsellor(Life.line, "Noor", languages=["en"], capacity=1),
        new_counsellor(Life.line, "Camille", languages=["fr"], capacity=1),
    ]
    Life.people[0].role = Role.SUPERVISOR.value
    Life.people[0].save()
    run_state_machine_as_test(Life, settings=SEARCH)
