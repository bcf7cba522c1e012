"""The house in memory: what should become of conversations and counsellors, without a database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from helpline.states import FINAL, HELD, QUEUED, TABLE, State, Trigger
from routing.assign import Free, Waiting, suits
from routing.texting.words import words_of

# Offers in a row.
LAPSES = 2
DAWN = datetime(2026, 1, 1, tzinfo=UTC)
STORED = "stored"
INTRODUCED = {locale: words_of("second", locale) for locale in ("en", "fr")}
GONE = {locale: words_of("second_left", locale) for locale in ("en", "fr")}


def choose(queue: Iterable[Waiting], free: Sequence[Free]) -> tuple[Waiting, Free] | None:
    """The next offer to make by the rule, or None when nothing fits."""
    for waiting in sorted(queue, key=lambda w: (-w.priority, w.rank_at, w.id)):
        candidates = [person for person in free if suits(waiting, person)]
        if candidates:
            return waiting, min(candidates, key=lambda f: (f.load, f.idle_since, f.id))
    return None


@dataclass
class Visit:
    """Somebody who reads along, once they are `here`; the seeker knows of who is `shown`."""

    person: UUID
    here: bool = False
    shown: bool = False


@dataclass
class Talk:
    """One conversation; `holder` has or had it last; `passed` are those who gave it up just now,
    `unwanted` those whom the seeker did not want.

    `asked_over` is asked to take it over, and `just` what became of such questions just now, by
    giver, asked one and answer; `guest` reads along or is asked to, and so do those `watching`;
    `untold` are guests of whom the seeker knows, and does not know yet that they are gone.
    """

    id: UUID
    seeker: str
    locale: str
    since: datetime
    state: State = State.WAITING
    holder: UUID | None = None
    asked: UUID | None = None
    passed: set[UUID] = field(default_factory=set)
    unwanted: set[UUID] = field(default_factory=set)
    asked_over: UUID | None = None
    just: list[tuple[UUID, UUID, str]] = field(default_factory=list)
    guest: "Visit | None" = None
    watching: set[UUID] = field(default_factory=set)
    untold: list[UUID] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    ready: bool = True
    paused: bool = False
    exited: bool = False
    erased: bool = False


@dataclass
class Person:
    """A counsellor; `idle` is when they last became freer.

    `leased` is false from the moment their lease has run out, noticed or not. `lapses` is how many
    offers in a row rang unanswered.
    """

    id: UUID
    languages: frozenset[str]
    capacity: int
    status: str = "away"
    idle: datetime = DAWN
    leased: bool = False
    lapses: int = 0


class Model:
    """Every action answers "stored" or the code of the refusal that is due."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = {person.id: person for person in people}
        self.talks: dict[UUID, Talk] = {}
        self.ticks = 0

    def now(self) -> datetime:
        self.ticks += 1
        return DAWN + timedelta(seconds=self.ticks)

    def load(self, person: UUID) -> int:
        held = [t for t in self.talks.values() if t.holder == person and t.state in HELD]
        return len(held) + len([t for t in self.talks.values() if t.asked == person])

    def latest(self, seeker: str) -> Talk | None:
        return next((t for t in reversed(self.talks.values()) if t.seeker == seeker), None)

    def queue(self) -> list[Talk]:
        return [t for t in self.talks.values() if t.state == State.WAITING and not t.paused]

    def assign(self) -> None:
        while True:
            free = [
                Free(p.id, p.languages, self.load(p.id), p.capacity, p.idle)
                for p in self.people.values()
                if p.status == "here" and p.leased
            ]
            waiting = [
                Waiting(t.id, t.locale, 0, t.since, frozenset(t.passed)) for t in self.queue()
            ]
            chosen = choose(waiting, free)
            if chosen is None:
                return
            talk = self.talks[chosen[0].id]
            talk.asked = chosen[1].id
            self._move(talk, Trigger.OFFERED)

    def _move(self, talk: Talk, trigger: Trigger) -> None:
        if talk.state == State.ACTIVE:
            self._unask(talk, "withdrawn")
            self._leave(talk)
            talk.watching.clear()
        talk.state = TABLE[talk.state][trigger]

    def _free(self, person: UUID | None) -> None:
        if person is not None:
            self.people[person].idle = self.now()

    # ---- words -----------------------------------------------------------------------------

    def takes_words(self, seeker: str) -> str:
        """What the next words of this seeker should meet: an open talk, a new one, a dead token."""
        talk = self.latest(seeker)
        if talk is None:
            return "new"
        if talk.exited:
            return "token"
        return "new" if talk.state in FINAL else STORED

    def says(self, seeker: str, text: str) -> None:
        talk = self.latest(seeker)
        assert talk is not None
        if talk.state == State.WRAP_UP:
            self._move(talk, Trigger.SEEKER_RETURNED)
        talk.words.append(text)
        paused, talk.paused, talk.ready = talk.paused, False, True
        if paused:
            self.assign()

    def opens(self, talk: UUID, seeker: str, locale: str, text: str) -> None:
        """By these words, or by none."""
        words = [text] if text else []
        self.talks[talk] = Talk(talk, seeker, locale, self.now(), words=words, ready=bool(text))
        self.assign()

    def answers(self, person: UUID, talk: Talk, text: str, *, note: bool) -> str:
        if talk.state in FINAL:
            return "over" if talk.holder == person else "not_yours"
        beside = self._beside(person, talk)
        if beside is None and (talk.holder != person or talk.state not in HELD):
            return "not_yours"
        if beside is False and not note:
            return "not_introduced"
        if talk.state == State.WRAP_UP and not note:
            return "over"
        if talk.paused and not note:
            return "paused"
        if not talk.ready and not note:
            return "not_ready"
        talk.words.append(text)
        return STORED

    def _beside(self, person: UUID, talk: Talk) -> bool | None:
        """Whether the seeker knows of this one who reads along; None of anybody else."""
        if not self.people[person].leased or self.people[person].status == "away":
            return None
        guest = talk.guest
        if guest is not None and guest.person == person and guest.here:
            return guest.shown
        return False if person in talk.watching else None

    # ---- from hand to hand -------------------------------------------------------------------

    def _talk(self, person: UUID, talk: Talk) -> str:
        """Whether this is a talk in their own hands."""
        code = self._own(person, talk)
        return "not_now" if code == STORED and talk.state != State.ACTIVE else code

    def _able(self, talk: Talk, to: UUID) -> str:
        someone = self.people[to]
        if someone.status != "here" or not someone.leased:
            return "not_here"
        if talk.locale not in someone.languages:
            return "other_language"
        return STORED if self.load(to) < someone.capacity else "their_hands_full"

    def hand(self, person: UUID, talk: Talk, to: UUID, _note: str = "") -> str:
        if (code := self._talk(person, talk)) != STORED:
            return code
        if person == to:
            return "to_yourself"
        if (code := self._able(talk, to)) != STORED:
            return code
        no = {(person, to, "declined"), (person, to, "lapsed"), (to, person, "accepted")}
        if no & set(talk.just):
            return "just_passed"
        if talk.asked_over is not None:
            return "asked_already"
        talk.asked_over = to
        return STORED

    def unhand(self, person: UUID, talk: Talk) -> str:
        if (code := self._talk(person, talk)) != STORED:
            return code
        return self._unask(talk, "withdrawn")

    def _unask(self, talk: Talk, answer: str) -> str:
        to, talk.asked_over = talk.asked_over, None
        if to is None:
            return "no_offer"
        if talk.holder is not None:
            talk.just.append((talk.holder, to, answer))
        return STORED

    def receive(self, person: UUID, talk: Talk, yes: bool) -> str:
        if talk.asked_over != person:
            return "no_offer"
        if not yes:
            return self._unask(talk, "declined")
        someone = self.people[person]
        if someone.status == "away" or not someone.leased:
            return "not_now"
        if self.load(person) >= someone.capacity:
            return "full"
        self._unask(talk, "accepted")
        self._pass_to(talk, person)
        return STORED

    def _pass_to(self, talk: Talk, person: UUID) -> None:
        giver, watching = talk.holder, talk.watching - {person}
        self._leave(talk)
        talk.holder = person
        self._free(giver)
        self._move(talk, Trigger.HANDED)
        talk.watching = watching
        self.assign()

    def reassign(self, talk: Talk, to: UUID) -> str:
        if talk.state == State.ACTIVE and talk.holder == to:
            return "already_taken"
        if (code := self._able(talk, to)) != STORED:
            return code
        if talk.state in QUEUED:
            self._free(talk.asked)
            talk.asked, talk.holder = None, to
            self._move(talk, Trigger.ACCEPTED)
            self.assign()
            return STORED
        if talk.state != State.ACTIVE:
            return "not_now"
        self._unask(talk, "withdrawn")
        self._pass_to(talk, to)
        return STORED

    # ---- company -----------------------------------------------------------------------------

    def invite(self, person: UUID, talk: Talk, to: UUID) -> str:
        if (code := self._talk(person, talk)) != STORED:
            return code
        if person == to:
            return "to_yourself"
        if talk.guest is not None or to in talk.watching:
            return "somebody_there"
        if self.people[to].status == "away" or not self.people[to].leased:
            return "not_here"
        talk.guest = Visit(to)
        return STORED

    def uninvite(self, person: UUID, talk: Talk) -> str:
        if (code := self._own(person, talk)) != STORED:
            return code
        return STORED if self._leave(talk) else "no_offer"

    def come(self, person: UUID, talk: Talk, yes: bool) -> str:
        guest = talk.guest
        if guest is None or guest.person != person or guest.here:
            return "no_offer"
        if not yes:
            talk.guest = None
            return STORED
        if self.people[person].status == "away" or not self.people[person].leased:
            return "start_shift"
        guest.here = True
        return STORED

    def introduce(self, person: UUID, talk: Talk) -> str:
        guest = talk.guest
        mine = guest is not None and guest.here and guest.person == person
        if not mine and (code := self._own(person, talk)) != STORED:
            return code
        if talk.state != State.ACTIVE or guest is None or not guest.here or guest.shown:
            return "not_now"
        self.tell_gone(talk)
        if talk.paused or not talk.ready:
            return "paused" if talk.paused else "not_ready"
        guest.shown = True
        talk.words.append(INTRODUCED[talk.locale])
        return STORED

    def _leave(self, talk: Talk) -> bool:
        """Nobody reads along or is asked in any more; says whether anybody was."""
        guest, talk.guest = talk.guest, None
        if guest is not None and guest.shown:
            talk.untold.append(guest.person)
        return guest is not None

    def tell_gone(self, talk: Talk) -> int:
        """Whoever was told of a guest who is gone is told that, once they can be."""
        if talk.state == State.WRAP_UP:
            return 0
        gone = [] if talk.state in FINAL else [p for p in talk.untold if p != talk.holder]
        away = talk.paused or (talk.state == State.ACTIVE and not talk.ready)
        talk.untold = gone if away else []
        said = [] if away else [GONE[talk.locale]] * len(gone)
        talk.words.extend(said)
        return len(said)

    def depart(self, person: UUID, talk: Talk) -> str:
        if talk.guest is not None and talk.guest.person == person:
            self._leave(talk)
            return STORED
        if person not in talk.watching:
            return "no_offer"
        talk.watching.discard(person)
        return STORED

    def watch(self, person: UUID, talk: Talk) -> str:
        if talk.state != State.ACTIVE:
            return "not_now"
        if talk.holder == person:
            return "yours_already"
        if self.people[person].status == "away" or not self.people[person].leased:
            return "start_shift"
        if person in talk.watching or (talk.guest is not None and talk.guest.person == person):
            return "somebody_there"
        talk.watching.add(person)
        return STORED

    # ---- the counsellor's side ---------------------------------------------------------------

    def set_status(self, person: UUID, status: str) -> None:
        someone = self.people[person]
        if someone.status != "here" and status == "here":
            someone.idle = self.now()
        someone.status, someone.leased, someone.lapses = status, True, 0
        if status == "away":
            self.put_back(person)
        elif status == "resting":
            self.pass_on_all(person)
        self.assign()

    def beat(self, person: UUID) -> bool:
        """A lease that ran out is renewed as long as nobody has noticed."""
        someone = self.people[person]
        someone.leased = someone.status != "away"
        return someone.leased

    def sweep(self) -> list[UUID]:
        """End the shifts whose lease ran out; says whose they were."""
        gone = [p for p in self.people.values() if p.status != "away" and not p.leased]
        for someone in gone:
            someone.status = "away"
        for someone in self.people.values():
            if someone.status == "away":
                self.put_back(someone.id)
        return [someone.id for someone in gone]

    def put_back(self, person: UUID) -> None:
        self.pass_on_all(person)
        for talk in self.talks.values():
            talk.watching.discard(person)
            if talk.guest is not None and talk.guest.person == person:
                self._leave(talk)
            if talk.holder == person and talk.state in HELD:
                self._free(person)
                if talk.state == State.ACTIVE:
                    self._move(talk, Trigger.COUNSELLOR_LOST)
                    talk.holder = None
                else:
                    self.close(talk)

    def pass_on_all(self, person: UUID) -> None:
        for talk in self.talks.values():
            if talk.asked == person:
                self.pass_on(talk, Trigger.OFFER_LAPSED)
            if talk.asked_over == person:
                self._unask(talk, "lapsed")

    def lapse(self, talk: Talk) -> None:
        """Nobody answered; whoever lets a second one ring is away, or rests with what they hold."""
        assert talk.asked is not None
        someone = self.people[talk.asked]
        self.pass_on(talk, Trigger.OFFER_LAPSED)
        if someone.status != "here":
            return
        someone.lapses += 1
        if someone.lapses == LAPSES:
            holds = any(t.holder == someone.id and t.state in HELD for t in self.talks.values())
            someone.status = "resting" if holds else "away"

    def pass_on(self, talk: Talk, trigger: Trigger) -> None:
        assert talk.asked is not None
        self._free(talk.asked)
        talk.passed.add(talk.asked)
        talk.asked = None
        self._move(talk, trigger)

    def close(self, talk: Talk) -> None:
        self._move(talk, Trigger.WRAPPED)
        talk.erased = True

    def accept(self, person: UUID, talk: Talk) -> str:
        if talk.asked != person:
            return "already_taken" if talk.state in HELD else "no_offer"
        talk.asked, talk.holder = None, person
        someone = self.people[person]
        someone.lapses = 0
        if someone.status == "away":
            someone.status = "here"  # put aside, and yet there
        self._move(talk, Trigger.ACCEPTED)
        return STORED

    def decline(self, person: UUID, talk: Talk) -> str:
        if talk.asked != person:
            return "no_offer"
        self.people[person].lapses = 0
        self.pass_on(talk, Trigger.DECLINED)
        self.assign()
        return STORED

    def take(self, person: UUID) -> str:
        someone = self.people[person]
        mine = [
            t for t in self.queue() if t.locale in someone.languages and person not in t.unwanted
        ]
        if not mine:
            return "nobody_waiting"
        if someone.status == "away" or not someone.leased:
            return "not_now"
        if self.load(person) >= someone.capacity:
            return "full"
        talk = min(mine, key=lambda t: t.since)
        talk.holder = person
        self._move(talk, Trigger.ACCEPTED)
        return STORED

    def _own(self, person: UUID, talk: Talk) -> str:
        if talk.holder == person and talk.state in HELD:
            return STORED
        return "over" if talk.holder == person else "not_yours"

    def transfer(self, person: UUID, talk: Talk) -> str:
        if (code := self._own(person, talk)) != STORED:
            return code
        if talk.state != State.ACTIVE:
            return "not_now"
        self._move(talk, Trigger.TRANSFERRED)
        self._free(person)
        talk.passed.add(person)
        talk.holder = None
        self.assign()
        return STORED

    def end(self, person: UUID, talk: Talk) -> str:
        if (code := self._own(person, talk)) != STORED:
            return code
        if talk.state != State.ACTIVE:
            return "not_now"
        self._move(talk, Trigger.ENDED)
        return STORED

    def wrap(self, person: UUID, talk: Talk) -> str:
        if (code := self._own(person, talk)) != STORED:
            return code
        if talk.state != State.WRAP_UP:
            return "not_now"
        self._free(person)
        self.close(talk)
        self.assign()
        return STORED

    # ---- the seeker's side -------------------------------------------------------------------

    def _abandon(self, talk: Talk) -> None:
        self._free(talk.asked)
        talk.asked = None
        self._move(talk, Trigger.SEEKER_LEFT)
        talk.erased = True

    def _there(self, seeker: str) -> tuple[str, Talk | None]:
        """Their talk, if they may say anything about it without words."""
        talk = self.latest(seeker)
        if talk is None or talk.state in FINAL:
            return "no_conversation", None
        if talk.exited:
            return "token", None
        return ("not_now", None) if talk.state == State.WRAP_UP else (STORED, talk)

    def says_ready(self, seeker: str) -> str:
        code, talk = self._there(seeker)
        if talk is not None:
            talk.ready, talk.paused = True, False
            # Whoever is answered already changes nothing in the queue.
            if talk.state in QUEUED:
                self.assign()
        return code

    def pauses(self, seeker: str, on: bool) -> str:
        code, talk = self._there(seeker)
        if talk is not None:
            queued, talk.paused = talk.state in QUEUED, on
            if on and talk.state == State.OFFERED:
                self._free(talk.asked)
                talk.asked = None
                self._move(talk, Trigger.OFFER_LAPSED)
            if queued:
                self.assign()
        return code

    def wants_another(self, seeker: str) -> str:
        code, talk = self._there(seeker)
        if talk is None or talk.state != State.ACTIVE or talk.holder is None:
            return "not_now" if talk is not None else code
        self._free(talk.holder)
        talk.passed.add(talk.holder)
        talk.unwanted.add(talk.holder)
        talk.holder, talk.paused = None, False
        self._move(talk, Trigger.TRANSFERRED)
        self.assign()
        return code

    def leave(self, seeker: str) -> str:
        talk = self.latest(seeker)
        if talk is None or talk.state in FINAL:
            return "no_conversation"
        if talk.state in QUEUED:
            self._abandon(talk)
        elif talk.state == State.ACTIVE:
            self._move(talk, Trigger.ENDED)
        return STORED

    def exit(self, seeker: str) -> str:
        talk = self.latest(seeker)
        if talk is not None and not talk.exited:
            talk.exited = True
            if talk.state in QUEUED:
                self._abandon(talk)
        return STORED

    def erase(self, seeker: str) -> str:
        talk = self.latest(seeker)
        if talk is None:
            return "no_conversation"
        self.leave(seeker)
        if talk.state == State.WRAP_UP:
            self._free(talk.holder)
            self.close(talk)
        talk.erased = True
        return STORED
