"""Everything a page can see happen, each as a beginning and what happens then."""

import io
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import timedelta
from unittest.mock import patch
from uuid import UUID

from PIL import Image

from helpline.models import Line, Partner
from routing import deliver, serving
from routing.adapters import Receipt, TryAgain, Unclear, channels
from routing.hands import company, handover, lawholds
from routing.presence import beat, lapse_leases
from routing.upkeep import duties, fetching
from tests.desk.house import all_look, new_counsellor, new_line
from tests.replay.stage import Stage, Tab, Window
from transcripts.held import holds
from transcripts.held.holds import Order
from transcripts.held.rows import By
from transcripts.models import Hold

Beginning = Callable[[Stage], Awaitable[None]]
PARTNER = 3
SID = "SM" + "5" * 32


@dataclass(frozen=True)
class Cast:
    """Who is watched: Robin's window that acts, and the seeker's tab, if there is a web seeker."""

    stage: Stage
    robin: Window
    tab: Tab


Happening = Callable[[Cast], Awaitable[None]]


# ---- beginnings --------------------------------------------------------------------------------


async def nobody(stage: Stage) -> None:
    for person in (stage.robin, stage.noor):
        window = await stage.window(person)
        await window.send({"type": "status", "status": "here"})
        window.close()


async def asked(stage: Stage) -> None:
    """A web seeker waits, and Robin is asked."""
    robin = await stage.window(stage.robin)
    await robin.send({"type": "status", "status": "here"})
    stage.tab = await stage.new_tab()
    await stage.tab.say("hello?")
    stage.conversation = offered(robin)
    noor = await stage.window(stage.noor)
    await noor.send({"type": "status", "status": "here"})


async def chatting(stage: Stage) -> None:
    """Robin holds a web chat."""
    await asked(stage)
    robin = await stage.window(stage.robin)
    await robin.do("accept", stage.conversation)


async def entered(stage: Stage) -> None:
    """A web seeker waits who has said nothing yet, and Robin is asked."""
    await nobody(stage)
    robin = await stage.window(stage.robin)
    stage.tab = await stage.new_tab()
    await stage.tab.send({"type": "enter"})
    stage.conversation = offered(robin)


async def unready(stage: Stage) -> None:
    """Robin holds a web chat whose seeker has not said yet that they are alone."""
    await entered(stage)
    await (await stage.window(stage.robin)).do("accept", stage.conversation)


async def on_hold(stage: Stage) -> None:
    """Robin holds a web chat, and its seeker has paused."""
    await chatting(stage)
    assert stage.tab is not None
    await stage.tab.send({"type": "pause", "on": True})


async def texting(stage: Stage) -> None:
    """Robin holds a talk by text."""
    robin = await stage.window(stage.robin)
    await robin.send({"type": "status", "status": "here"})
    stage.conversation = await stage.text("hi, is this the line?")
    await robin.do("accept", stage.conversation)


async def replied(stage: Stage) -> None:
    """Robin's reply by text waits to be sent."""
    await texting(stage)
    await (await stage.window(stage.robin)).say(stage.conversation, "Yes, it is.")


async def ended(stage: Stage) -> None:
    """Robin wraps up a web chat."""
    await chatting(stage)
    await (await stage.window(stage.robin)).do("end", stage.conversation)


async def given_to_noor(stage: Stage) -> None:
    """Noor holds a web chat that Robin has handed over, a while ago."""
    await chatting(stage)
    robin, noor = await stage.window(stage.robin), await stage.window(stage.noor)
    await robin.do("hand", stage.conversation, to=str(stage.noor.pk))
    await noor.do("receive", stage.conversation, yes=True)
    await stage.pass_time(61)


async def with_a_partner(stage: Stage) -> None:
    """Robin holds a web chat, and somebody of a partner of the line is here."""
    await chatting(stage)
    await stage.work(a_partner, stage.robin.line)


def a_partner(line: Line) -> None:
    law = new_line("law", name="Law line")
    new_counsellor(law, "Lee", here=True)
    Partner.objects.create(pk=PARTNER, line=line, to=law, kind="legal", names={"en": "Night Law"})


def offered(window: Window) -> UUID:
    [offer] = [frame for frame in window.frames if frame["type"] == "offer"]
    return UUID(offer["conversation"])


# ---- what happens ------------------------------------------------------------------------------


async def a_chat_begins(on: Cast) -> None:
    await on.tab.say("hello?")
    await on.tab.say("is someone there?")


async def a_place_is_taken(on: Cast) -> None:
    await on.tab.send({"type": "enter"})
    await on.tab.send({"type": "enter"})


async def ready(on: Cast) -> None:
    await on.tab.send({"type": "ready"})


async def paused(on: Cast) -> None:
    await on.tab.send({"type": "pause", "on": True})


async def went_on(on: Cast) -> None:
    await on.tab.send({"type": "pause", "on": False})


async def pause_ran_out(on: Cast) -> None:
    await on.stage.pass_time(16 * 60)
    await on.stage.sweep(duties.end_pauses, after=1)


async def asked_for_another(on: Cast) -> None:
    await on.tab.send({"type": "another"})


async def last_orders(on: Cast) -> None:
    """Called by Robin; a window of theirs would need to know that they may."""

    def call() -> None:
        who = {"closing_by": on.stage.robin, "closing_since": on.stage.moment}
        Line.objects.filter(pk=on.stage.line.pk).update(**who)

    await on.stage.work(call)
    serving.board_changed(on.stage.line.pk)
    await on.stage.settle()


async def a_text_begins(on: Cast) -> None:
    await on.stage.text("hi, is this the line?")


async def said_while_waiting(on: Cast) -> None:
    await on.tab.say("i can wait")


async def accepted(on: Cast) -> None:
    await on.robin.do("accept", on.stage.conversation)


async def declined(on: Cast) -> None:
    await on.robin.do("decline", on.stage.conversation)


async def offer_lapsed(on: Cast) -> None:
    await on.stage.pass_time(40)
    await on.stage.sweep(duties.lapse_offers, after=1)
    await on.stage.sweep(duties.assign_all, after=1)


async def left_the_queue(on: Cast) -> None:
    await on.tab.send({"type": "end"})


async def said_by_seeker(on: Cast) -> None:
    await on.tab.send({"type": "typing", "on": True})
    await on.tab.say("i am still here")


async def said_by_counsellor(on: Cast) -> None:
    await on.robin.do("typing", on.stage.conversation, on=True)
    await on.robin.say(on.stage.conversation, "I read you.")
    await on.robin.say(on.stage.conversation, "Take your time.")


async def noted(on: Cast) -> None:
    await on.robin.say(on.stage.conversation, "Knows the drop-in.", kind="note")


async def flagged(on: Cast) -> None:
    await on.robin.do("flag", on.stage.conversation, level=2)
    await on.robin.do("flag", on.stage.conversation, level=1, reason="it is better now")


async def unflagged(on: Cast) -> None:
    await on.robin.do("flag", on.stage.conversation, level=3)
    await on.robin.do("flag", on.stage.conversation, level=0, reason="a wrong key")


async def half_decided(on: Cast) -> None:
    await on.robin.do("flag", on.stage.conversation, level=2)
    weighed = {"decided": "plan", "confirmed": "unknown"}
    await on.robin.do("weighing", on.stage.conversation, weighed=weighed)


async def decided(on: Cast) -> None:
    await half_decided(on)
    await on.robin.do("decide", on.stage.conversation, decided="plan")


async def handed_back(on: Cast) -> None:
    await on.robin.do("transfer", on.stage.conversation)


async def asked_a_colleague_in(on: Cast) -> None:
    noor = await on.stage.window(on.stage.noor)
    await on.robin.do("invite", on.stage.conversation, to=str(on.stage.noor.pk), note="Court.")
    await noor.do("come", on.stage.conversation, yes=True)
    await noor.say(on.stage.conversation, "Ask when.", kind="note")
    await noor.do("introduce", on.stage.conversation)
    await noor.say(on.stage.conversation, "I know the court.")


async def a_guest_came_and_left(on: Cast) -> None:
    await asked_a_colleague_in(on)
    await on.robin.do("uninvite", on.stage.conversation)


async def a_guest_was_there_till_the_end(on: Cast) -> None:
    await asked_a_colleague_in(on)
    await on.robin.do("end", on.stage.conversation)


async def asked_in_vain(on: Cast) -> None:
    await on.robin.do("invite", on.stage.conversation, to=str(on.stage.noor.pk))
    await on.stage.pass_time(61)
    await on.stage.sweep(company.lapse, after=1)


async def asked_a_colleague(on: Cast) -> None:
    await on.robin.do("hand", on.stage.conversation, to=str(on.stage.noor.pk), note="Court.")


async def asked_no_longer(on: Cast) -> None:
    await asked_a_colleague(on)
    await on.robin.do("unhand", on.stage.conversation)


async def handed_over(on: Cast) -> None:
    await asked_a_colleague(on)
    await (await on.stage.window(on.stage.noor)).do("receive", on.stage.conversation, yes=True)


async def agreed_to_a_partner(on: Cast) -> None:
    await on.robin.do("refer", on.stage.conversation, partner=PARTNER)
    await on.robin.do("consent", on.stage.conversation, partner=PARTNER)


async def took_the_yes_back(on: Cast) -> None:
    await agreed_to_a_partner(on)
    await on.robin.do("consent", on.stage.conversation, partner=PARTNER, yes=False)


async def passed_on(on: Cast) -> None:
    await agreed_to_a_partner(on)
    await on.robin.do("pass_on", on.stage.conversation)


async def not_handed_over(on: Cast) -> None:
    await asked_a_colleague(on)
    await (await on.stage.window(on.stage.noor)).do("receive", on.stage.conversation, yes=False)


async def nobody_answered(on: Cast) -> None:
    await asked_a_colleague(on)
    await on.stage.pass_time(70)
    await on.stage.sweep(handover.lapse, after=1)


async def asked_by_noor(on: Cast) -> None:
    noor = await on.stage.window(on.stage.noor)
    await noor.do("hand", on.stage.conversation, to=str(on.stage.robin.pk), note="Court.")


async def took_over(on: Cast) -> None:
    await asked_by_noor(on)
    await on.robin.do("receive", on.stage.conversation, yes=True)


async def ended_while_asked(on: Cast) -> None:
    await asked_by_noor(on)
    await on.tab.send({"type": "end"})


async def counsellor_lost(on: Cast) -> None:
    await on.stage.work(beat, {on.stage.noor.pk}, after=40)
    await on.stage.work(all_look, after=0)
    await on.stage.sweep(lapse_leases, after=10)


async def rested(on: Cast) -> None:
    await on.robin.send({"type": "status", "status": "resting"})


async def ended_by_counsellor(on: Cast) -> None:
    await on.robin.do("end", on.stage.conversation)


async def ended_by_seeker(on: Cast) -> None:
    await on.tab.send({"type": "end"})


async def fell_silent(on: Cast) -> None:
    await on.stage.pass_time(31 * 60)
    await on.stage.sweep(duties.end_the_silent, after=1)


async def returned(on: Cast) -> None:
    await on.tab.say("one more thing")


async def half_wrapped(on: Cast) -> None:
    noted = {"kind": "place", "needs": ["shelter"]}
    await on.robin.do("noting", on.stage.conversation, noted=noted)


async def wrapped(on: Cast) -> None:
    await on.robin.do("wrap", on.stage.conversation, kind="support")


async def wrap_lapsed(on: Cast) -> None:
    await on.stage.pass_time(16 * 60)
    await on.stage.sweep(duties.lapse_wrap_ups, after=1)


async def exited(on: Cast) -> None:
    await on.tab.send({"type": "exit"})


async def kept(on: Cast) -> None:
    await on.tab.send({"type": "keep", "choice": "keep"})


async def erased(on: Cast) -> None:
    await on.tab.send({"type": "keep", "choice": "erase"})


async def held_by_law(on: Cast) -> None:
    """Robin and Noor have it held for ten days; whoever has it open is told."""
    await on.stage.work(_hold, on)


def _hold(on: Cast) -> None:
    robin, noor = _two(on)
    until = on.stage.moment + timedelta(days=10)
    asked = holds.ask(on.stage.conversation, robin, Order("an order of the court", until))
    lawholds.agree(asked.pk, noor)


def _two(on: Cast) -> list[By]:
    return [By(p.user_id, p.shift_name, p) for p in (on.stage.robin, on.stage.noor)]


async def held_and_erased(on: Cast) -> None:
    await held_by_law(on)
    await on.tab.send({"type": "keep", "choice": "erase"})


async def held_no_longer(on: Cast) -> None:
    await held_by_law(on)

    def release() -> None:
        lawholds.release(Hold.objects.get().pk, _two(on)[1], "the case was closed")

    await on.stage.work(release)


async def wished(on: Cast) -> None:
    await on.tab.send({"type": "keep", "choice": "days"})


async def wished_and_taken_back(on: Cast) -> None:
    await wished(on)
    await on.tab.send({"type": "keep", "choice": "at_end"})
    await on.tab.send({"type": "keep", "choice": "keep"})


async def came_back(on: Cast) -> None:
    """They left in a hurry, with a number that they typed elsewhere."""
    await on.tab.send({"type": "return", "wanted": True})
    number = on.tab.frames[-1]["number"]
    await on.tab.send({"type": "exit"})
    await on.stage.come_back(number)


async def sent(on: Cast) -> None:
    with _provider(lambda outgoing: SID):
        await on.stage.sweep(deliver.deliver_due, after=1)


async def delivered(on: Cast) -> None:
    await sent(on)
    await on.stage.work(deliver.receipt, Receipt(SID, "delivered", ""))
    await on.stage.work(deliver.receipt, Receipt(SID, "sent", ""))


async def not_delivered(on: Cast) -> None:
    await sent(on)
    await on.stage.work(deliver.receipt, Receipt(SID, "not_delivered", "phone_off"))


async def not_confirmed(on: Cast) -> None:
    def unclear(outgoing: object) -> str:
        raise Unclear

    with _provider(unclear):
        await on.stage.sweep(deliver.deliver_due, after=1)


async def stopped(on: Cast) -> None:
    await on.stage.text("STOP")


async def started(on: Cast) -> None:
    await on.stage.text("Arrêt")
    await on.stage.text("START")


async def asked_for_help(on: Cast) -> None:
    await on.stage.text("HELP")


async def noted_when_to_write(on: Cast) -> None:
    await on.robin.do("writing", on.stage.conversation, writing="ask")
    await on.robin.do("writing", on.stage.conversation, writing="hours", begins=540, ends=720)


async def agreed_on_a_word(on: Cast) -> None:
    await on.robin.do("code", on.stage.conversation, word="Blue heron")
    await on.robin.do("code", on.stage.conversation, word="green heron")


async def pictures_declined(on: Cast) -> None:
    await on.stage.text("look", pictures=("ME1", "ME2"))


async def pictures_taken(on: Cast) -> None:
    """Two come, and the second is had first; the other is none."""
    await on.stage.take_pictures()
    await on.stage.text("look", pictures=("ME1", "ME2"))
    answers = {"ME1": b"<svg/>", "ME2": a_photo()}

    def fetch(external_id: str, picture: str) -> bytes:
        if picture == "ME1" and not tries:
            tries.append(picture)
            raise TryAgain("provider")
        return answers[picture]

    tries: list[str] = []
    with patch.dict(channels(), {"sms": replace(channels()["sms"], fetch=fetch)}):
        for _ in range(2):
            await on.stage.sweep(fetching.fetch_due, after=10)


def a_photo() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (4, 3), "red").save(made, "PNG")
    return made.getvalue()


def _provider(write: Callable[[object], str]) -> AbstractContextManager[object]:
    """A provider that takes texts in this way."""
    return patch.dict(channels(), {"sms": replace(channels()["sms"], write=write)})


SCENES: dict[str, tuple[Beginning, Happening]] = {
    "a_chat_begins": (nobody, a_chat_begins),
    "a_place_is_taken": (nobody, a_place_is_taken),
    "accepted_before_words": (entered, accepted),
    "ready": (unready, ready),
    "ready_by_words": (unready, said_by_seeker),
    "unready_and_ended": (unready, ended_by_counsellor),
    "paused": (chatting, paused),
    "paused_in_the_queue": (entered, paused),
    "went_on": (on_hold, went_on),
    "went_on_by_words": (on_hold, said_by_seeker),
    "pause_ran_out": (on_hold, pause_ran_out),
    "paused_and_ended": (on_hold, ended_by_counsellor),
    "asked_for_another": (chatting, asked_for_another),
    "last_orders": (asked, last_orders),
    "a_text_begins": (nobody, a_text_begins),
    "said_while_waiting": (asked, said_while_waiting),
    "accepted": (asked, accepted),
    "declined": (asked, declined),
    "offer_lapsed": (asked, offer_lapsed),
    "left_the_queue": (asked, left_the_queue),
    "exited_from_the_queue": (asked, exited),
    "erased_in_the_queue": (asked, erased),
    "said_by_seeker": (chatting, said_by_seeker),
    "said_by_counsellor": (chatting, said_by_counsellor),
    "noted": (chatting, noted),
    "flagged": (chatting, flagged),
    "unflagged": (chatting, unflagged),
    "half_decided": (chatting, half_decided),
    "decided": (chatting, decided),
    "handed_back": (chatting, handed_back),
    "asked_a_colleague": (chatting, asked_a_colleague),
    "a_guest_came_and_left": (chatting, a_guest_came_and_left),
    "a_guest_was_there_till_the_end": (chatting, a_guest_was_there_till_the_end),
    "asked_in": (chatting, asked_a_colleague_in),
    "asked_in_vain": (chatting, asked_in_vain),
    "asked_no_longer": (chatting, asked_no_longer),
    "handed_over": (chatting, handed_over),
    "not_handed_over": (chatting, not_handed_over),
    "agreed_to_a_partner": (with_a_partner, agreed_to_a_partner),
    "took_the_yes_back": (with_a_partner, took_the_yes_back),
    "passed_on": (with_a_partner, passed_on),
    "nobody_answered": (chatting, nobody_answered),
    "asked_by_noor": (given_to_noor, asked_by_noor),
    "took_over": (given_to_noor, took_over),
    "ended_while_asked": (given_to_noor, ended_while_asked),
    "counsellor_lost": (chatting, counsellor_lost),
    "rested": (chatting, rested),
    "ended_by_counsellor": (chatting, ended_by_counsellor),
    "ended_by_seeker": (chatting, ended_by_seeker),
    "fell_silent": (chatting, fell_silent),
    "exited": (chatting, exited),
    "kept": (ended, kept),
    "erased": (chatting, erased),
    "erased_in_wrap_up": (ended, erased),
    "returned": (ended, returned),
    "wished_in_the_queue": (asked, wished),
    "wished": (chatting, wished),
    "wished_in_wrap_up": (ended, wished),
    "wished_and_taken_back": (chatting, wished_and_taken_back),
    "came_back": (chatting, came_back),
    "half_wrapped": (ended, half_wrapped),
    "wrapped": (ended, wrapped),
    "wrap_lapsed": (ended, wrap_lapsed),
    "held_in_the_queue": (asked, held_by_law),
    "held_by_law": (chatting, held_by_law),
    "held_and_erased": (chatting, held_and_erased),
    "held_no_longer": (ended, held_no_longer),
    "said_by_text": (texting, said_by_counsellor),
    "sent": (replied, sent),
    "delivered": (replied, delivered),
    "not_delivered": (replied, not_delivered),
    "not_confirmed": (replied, not_confirmed),
    "stopped": (texting, stopped),
    "started": (texting, started),
    "asked_for_help": (texting, asked_for_help),
    "noted_when_to_write": (texting, noted_when_to_write),
    "agreed_on_a_word": (texting, agreed_on_a_word),
    "pictures_declined": (texting, pictures_declined),
    "pictures_taken": (texting, pictures_taken),
}
