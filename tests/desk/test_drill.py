"""A drill plays by the doors of seekers, is counted and sent nowhere, and leaves no trace."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from msgspec.structs import replace

from drill import beginning, erasing, scripts, stage
from drill.models import Actor, Drill
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, Seeker, Tally
from referrals.models import Insertion
from routing import deliver, desk, gauges, presence, timers
from routing.consoles import visits
from routing.models import Alert, Assignment, Delivery, OptOut, Shift, Step
from routing.texting.numbers import register
from routing.upkeep import duties
from tests.desk.house import (
    Clock,
    happenings,
    let_in,
    new_counsellor,
    new_line,
    refused,
    reply,
    row,
    state,
    texts,
)
from transcripts import decisions
from transcripts.models import Audit, Decision, Message, SealedKey

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def stand(clock: Clock) -> Line:
    """The drill line."""
    return new_line("drill", drill=True, name="Rehearsals", accept_seconds=600)


@pytest.fixture
def dana(stand: Line) -> Counsellor:
    """The supervisor of the drill line."""
    person = new_counsellor(stand, "Dana")
    person.role = "supervisor"
    person.save()
    return person


@pytest.fixture
def robin(stand: Line) -> Counsellor:
    """Who rehearses."""
    return new_counsellor(stand, "Robin", here=True)


def begin(dana: Counsellor, script: str, locale: str = "en", count: int = 1) -> Drill:
    [drill] = beginning.begin(dana, dana.line, [script], locale, count)
    return drill


def pass_time(clock: Clock, seconds: int, *, step: int = 1) -> None:
    """The worker plays, second by second."""
    for _ in range(0, seconds, step):
        stage.play(clock.forward(seconds=step))
        presence.beat(set(Shift.objects.values_list("pk", flat=True)))


def talk_of(drill: Drill) -> UUID:
    found = Actor.objects.filter(drill=drill).values_list("conversation_id", flat=True).first()
    assert found is not None
    return found


def answered(drill: Drill, robin: Counsellor, clock: Clock, *words: str) -> UUID:
    """Robin takes the talk and says these words, and is answered to each."""
    conversation = talk_of(drill)
    desk.accept(robin.pk, conversation)
    for each in words:
        pass_time(clock, 3)
        let_in(reply(robin, conversation, each))
        pass_time(clock, 40)
    return conversation


# ---- playing -----------------------------------------------------------------------------------


def test_they_come_type_and_answer_what_they_are_asked(
    dana: Counsellor, robin: Counsellor, clock: Clock
) -> None:
    drill = begin(dana, "imminent")
    pass_time(clock, 30)
    script = scripts.every()["imminent"]
    assert texts(talk_of(drill)) == script.opens["en"]
    conversation = answered(drill, robin, clock, "Are you thinking of suicide?", "Hm.")
    said = texts(conversation)
    assert said[2:] == [
        "Are you thinking of suicide?",
        "Yes. Tonight. I’ve thought about it for weeks.",
        "Hm.",
        "I feel nothing. Just tired.",
    ]


def test_who_has_waited_quietly_says_that_they_are_alone(
    dana: Counsellor, robin: Counsellor, clock: Clock
) -> None:
    drill = begin(dana, "silence")
    pass_time(clock, 90)
    conversation = answered(drill, robin, clock)
    assert "ready" not in happenings(conversation)
    pass_time(clock, 2)
    assert "ready" in happenings(conversation)


def test_several_come_one_after_the_other(dana: Counsellor, clock: Clock) -> None:
    begin(dana, "silence", count=3)
    stage.play(clock.forward(seconds=1))
    assert Conversation.objects.count() == 1
    pass_time(clock, 12)
    assert Conversation.objects.filter(state__in=["waiting", "offered"]).count() == 3


def test_two_workers_and_a_crash_say_nothing_twice(
    dana: Counsellor, robin: Counsellor, clock: Clock
) -> None:
    drill = begin(dana, "silence")
    now = clock.forward(seconds=1)
    assert stage.play(now) == 1
    assert stage.play(now) == 0
    # It was stored, and the worker died before it was noted.
    Actor.objects.update(pending="opens:0", said={}, next_at=now)
    pass_time(clock, 2)
    assert texts(talk_of(drill)) == ["hi"]


def test_who_leaves_in_a_hurry_is_gone_as_by_the_quick_exit(
    dana: Counsellor, robin: Counsellor, clock: Clock
) -> None:
    drill = begin(dana, "hurry")
    pass_time(clock, 25)
    conversation = answered(drill, robin, clock, "Are you safe?", "I see.", "Yes, it is private.")
    assert "exited" in happenings(conversation)
    assert Actor.objects.get().over == "left"


def test_who_has_thanked_ends_it(dana: Counsellor, robin: Counsellor, clock: Clock) -> None:
    drill = begin(dana, "calm", "fr")
    pass_time(clock, 40)
    conversation = answered(
        drill, robin, clock, *["Je vois."] * 3, "Quel âge ?", "Où ?", "Sécurité ?"
    )
    assert state(conversation) == "wrap_up"
    assert Actor.objects.get().next_at is None


def test_who_is_not_answered_for_hours_plays_no_more(dana: Counsellor, clock: Clock) -> None:
    begin(dana, "silence")
    pass_time(clock, 3)
    stage.play(clock.forward(hours=3))
    assert Actor.objects.get().over == "ended"


def test_they_are_not_let_go_as_if_they_had_closed_the_page(dana: Counsellor, clock: Clock) -> None:
    drill = begin(dana, "silence")
    pass_time(clock, 600, step=20)
    duties.leave_for_the_gone(clock.now())
    assert state(talk_of(drill)) == "waiting"


# ---- apart from everything ---------------------------------------------------------------------


def test_nothing_of_it_is_counted(dana: Counsellor, robin: Counsellor, clock: Clock) -> None:
    drill = begin(dana, "imminent")
    pass_time(clock, 30)
    conversation = answered(drill, robin, clock, "Are you alone?")
    desk.flag(robin.pk, conversation, 3)
    desk.flag(robin.pk, conversation, 1, "It was a drill.")
    desk.end(robin.pk, conversation)
    desk.wrap(robin.pk, conversation, "safety", needs=["violence"], outcome="helped")
    assert state(conversation) == "closed"
    assert not Tally.objects.exists()


def test_what_is_put_in_is_in_no_figure(dana: Counsellor, robin: Counsellor, clock: Clock) -> None:
    drill = begin(dana, "silence")
    pass_time(clock, 3)
    conversation = answered(drill, robin, clock)
    item = reply(robin, conversation, "A bed.", snippets=("bed",))
    let_in(replace(item, drill=True))
    assert not Insertion.objects.exists()
    let_in(reply(robin, conversation, "Another bed.", snippets=("bed",)))
    assert Insertion.objects.count() == 1


def test_the_gauges_and_the_alarm_do_not_see_it(
    dana: Counsellor, robin: Counsellor, clock: Clock, settings: Any
) -> None:
    settings.QUEUE_ALARM_MINUTES = 1
    begin(dana, "silence", count=2)
    pass_time(clock, 10)
    found = [*gauges.queue(clock.now()), gauges.conversations(), gauges.texts(), gauges.shifts()]
    assert [sample.value for each in found for sample in each.samples if sample.value] == []
    assert duties.alarm_long_waits(clock.forward(minutes=30)) == 0


def test_a_text_arrives_and_no_provider_hears_of_it(
    dana: Counsellor, robin: Counsellor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "_hand_over", lambda *_: pytest.fail("it was sent"))
    drill = begin(dana, "wrong")
    pass_time(clock, 10)
    conversation = answered(drill, robin, clock, "This is the wrong number.")
    assert Delivery.objects.get().state == "queued"
    deliver.deliver_due(clock.now())
    row = Delivery.objects.get()
    assert (row.state, row.external_id, row.attempts) == ("delivered", None, 0)
    assert texts(conversation)[-1].startswith("Oh no sorry!!")
    with refused("not_allowed"):
        deliver._outgoing(row)


def test_nobody_real_reaches_the_drill_line(stand: Line, client: Client) -> None:
    stand.sites.create(key="stand", origin="https://stand.example")
    stand.numbers.create(channel="sms", number="+12045550111")
    for site in ("stand", "line:drill"):
        with refused("site"):
            visits.visit(site, "", 0, "en", "", "")
    assert client.get("/chat/?line=drill").status_code == 404
    assert client.get("/chat/plain/?line=drill").status_code == 404
    register.read()
    assert register.known("sms", "+12045550111") is None


def test_nothing_is_begun_on_a_line_where_people_write(dana: Counsellor, clock: Clock) -> None:
    real = new_line()
    wrong: list[tuple[Line, list[str], int]] = [
        (real, ["calm"], 1),
        (dana.line, ["nothing"], 1),
        (dana.line, [], 1),
        (dana.line, ["calm"], 0),
        (dana.line, ["calm"], 11),
    ]
    for line, names, count in wrong:
        with pytest.raises(Refused):
            beginning.begin(dana, line, names, "en", count)
    assert not Drill.objects.exists()


# ---- erased ------------------------------------------------------------------------------------


def left_of_it() -> dict[str, int]:
    kept = (
        Conversation,
        Seeker,
        Step,
        Message,
        Assignment,
        Delivery,
        Actor,
        Drill,
        OptOut,
        Decision,
    )
    found = {model.__name__: model._default_manager.count() for model in kept}
    found["keys"] = SealedKey.objects.using("keys").count()
    found["alerts"] = Alert.objects.filter(conversation__isnull=False).count()
    return {name: count for name, count in found.items() if count}


def test_the_button_stops_and_erases_all_of_it(
    dana: Counsellor, robin: Counsellor, clock: Clock
) -> None:
    drill = begin(dana, "imminent")
    texting = begin(dana, "wrong")
    pass_time(clock, 30)
    conversation = answered(drill, robin, clock, "Are you alone?")
    desk.accept(robin.pk, talk_of(texting))
    desk.flag(robin.pk, conversation, 3)
    assert Shift.objects.get(pk=robin.pk).load == 2
    said = decisions.Said("stays", reason="A drill.")
    decisions.write_down(row(conversation), robin, said, clock.now())
    assert erasing.now_all(dana, dana.line, clock.now()) == 2
    assert left_of_it() == {}
    assert Shift.objects.get(pk=robin.pk).load == 0
    written = Audit.objects.filter(action="drill").order_by("at", "pk")
    assert list(written.values_list("detail", flat=True)) == [
        "begin",
        "begin",
        "erase",
    ]


def test_the_night_erases_what_is_due_and_nothing_else(
    dana: Counsellor, robin: Counsellor, clock: Clock
) -> None:
    begin(dana, "silence")
    pass_time(clock, 5)
    later = begin(dana, "silence")
    pass_time(clock, 5)
    first = Drill.objects.exclude(pk=later.pk).get()
    Drill.objects.filter(pk=later.pk).update(until=first.until + timedelta(days=1))
    assert erasing.at_night(clock.now()) == 0
    assert erasing.at_night(first.until) == 1
    assert list(Drill.objects.all()) == [later]
    assert Conversation.objects.get().pk == talk_of(later)
    Drill.objects.update(until=clock.now())
    assert erasing.at_night(clock.now()) == 1
    assert left_of_it() == {}


def test_the_night_is_the_next_one(clock: Clock) -> None:
    now = clock.now()
    night = beginning.tonight(now)
    assert timedelta(hours=1) <= night - now <= timedelta(hours=25)
    assert beginning.tonight(night - timedelta(minutes=10)) > night


def test_who_writes_on_after_it_was_erased_does_not(
    dana: Counsellor, robin: Counsellor, clock: Clock
) -> None:
    begin(dana, "calm")
    pass_time(clock, 3)
    Conversation.objects.all().delete()
    Actor.objects.update(pending="", next_at=clock.now())
    pass_time(clock, 2)
    assert Actor.objects.get().over == "erased"


def test_the_worker_does_both(clock: Clock) -> None:
    done = timers.sweep(clock.now())
    assert {"play", "at_night"} <= done.keys()


# ---- the page ----------------------------------------------------------------------------------


def signed_in(person: Counsellor) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def test_a_supervisor_begins_and_erases_on_the_page(
    dana: Counsellor, robin: Counsellor, clock: Clock
) -> None:
    client = signed_in(dana)
    page = client.get("/console/drill/").content.decode()
    assert "Imminent risk" in page
    assert "Dana, Robin" in page
    typed = {"do": "begin", "line": dana.line_id, "script": ["calm", "wrong"], "locale": "fr"}
    wrong = client.post("/console/drill/", {**typed, "count": "11"}).content.decode()
    assert "Not begun yet" in wrong
    page = client.post("/console/drill/", {**typed, "count": "2"}, follow=True).content.decode()
    assert Actor.objects.count() == 4
    assert "2 are playing" in page
    assert set(Drill.objects.values_list("script", "locale")) == {("calm", "fr"), ("wrong", "fr")}
    pass_time(clock, 5)
    client.post("/console/drill/", {"do": "erase", "line": dana.line_id})
    assert left_of_it() == {}


@pytest.mark.parametrize("typed", ["x", "0", "", "999999"])
def test_what_is_no_drill_line_is_not_erased(dana: Counsellor, typed: str, clock: Clock) -> None:
    begin(dana, "calm")
    answer = signed_in(dana).post("/console/drill/", {"do": "erase", "line": typed})
    assert answer.status_code == 404
    assert Drill.objects.count() == 1


def test_a_real_line_is_not_erased_from_there(dana: Counsellor, clock: Clock) -> None:
    real = new_line()
    answer = signed_in(dana).post("/console/drill/", {"do": "erase", "line": real.pk})
    assert answer.status_code == 404


@pytest.mark.parametrize("role", ["counsellor", "peer", "administrator", "evaluator"])
def test_the_page_is_for_supervisors(stand: Line, role: str) -> None:
    person = new_counsellor(stand, "Kim")
    person.role = role
    person.save()
    assert signed_in(person).get("/console/drill/").status_code == 404


def test_without_a_drill_line_the_page_says_what_is_missing() -> None:
    person = new_counsellor(new_line(), "Dana")
    person.role = "supervisor"
    person.save()
    assert "There is no drill line yet" in signed_in(person).get("/console/drill/").content.decode()
