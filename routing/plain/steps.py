"""What a press on the plain page does: one call inward, by the doors that sockets use as well."""

import dataclasses
import time
import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import DatabaseError, InterfaceError

from helpline import metrics
from helpline.errors import Code, Refused
from helpline.models import Conversation, Line, Seeker
from helpline.seekers import is_fresh, new_token, token_hash
from routing import asides, desk, inbound, returning
from routing.consoles import visits
from routing.entering.conversations import Inbound
from routing.entering.plan import Outcome
from routing.hands import surveys
from routing.plain.forms import Form

# Somebody who presses everything at once, and a shelter that does.
PRESSES = visits.Greetings("plain", seconds=60, of_address=600, of_token=60)
# Looks whether a token opens anything, and reads no words.
NOTHING = 2**31 - 1
# So long the first page may be read: its token makes that two presses on Start are one person's.
READING_SECONDS = 86_400
# What may become of the words at the end, the safest first.
CHOICES = ("erase", "days", "follow_up", "keep")
TROUBLE: dict[Code, str] = {
    "too_long": "too_long",
    "bad_text": "bad_text",
    "over": "over",
    "erased": "over",
    "closed": "was_closed",
    "line_full": "was_full",
    "slow_down": "too_fast",
    "try_again": "try_later",
    "other_text": "came_already",
    "not_now": "not_now",
    "bad_code": "bad_code",
    "too_many_tries": "too_fast",
}


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a press: the form as it is shown next, what to say beside it, what was chosen.

    Words that were not taken are in the form still, with their id where they may have been.
    `number` is the one for coming back, shown this once, and till when it is good; `thanks` is for
    answers.
    """

    form: Form
    trouble: str = ""
    chosen: str = ""
    number: tuple[str, datetime] | None = None
    thanks: bool = False


def take(line: Line, locale: str, form: Form, whence: str) -> Done:
    """Do what was pressed; raises `Refused` ("token") when the token opens nothing any more."""
    try:
        PRESSES.count(whence, form.token)
        if is_known(line, form.token):
            visits.visit(f"line:{line.slug}", form.token, NOTHING, locale)
        elif not is_fresh(form.token, line.pk, READING_SECONDS):
            # Nothing is stored of whoever that was, so nothing is lost.
            form = dataclasses.replace(form, token=new_token(line.pk))
        return _do(line, locale, form, whence)
    except Refused as refusal:
        if refusal.code == "token":
            raise
        # Under their id are other words: these are new ones.
        other = refusal.code == "other_text"
        form = dataclasses.replace(form, id=uuid.uuid4()) if other else form
        return Done(form, _trouble(refusal, form))
    except (DatabaseError, InterfaceError):
        return Done(form, "try_later")


def _do(line: Line, locale: str, form: Form, whence: str) -> Done:
    arrive = partial(_inbound, line, locale, form, whence)
    mine = partial(desk.by_token, token_hash(form.token))
    if form.do == "say" and form.words:
        return _said(form, _let_in(arrive(form.words, enters=False)))
    if form.do == "start":
        _let_in(arrive("", enters=True))
    elif form.do in DEEDS:
        mine(*DEEDS[form.do])
    elif form.do == "choose" and form.choice in CHOICES:
        mine(desk.keep, form.choice)
        return Done(form, chosen=form.choice)
    elif form.do == "number":
        return Done(form, number=mine(returning.make))
    elif form.do == "survey" and form.answers:
        mine(surveys.answer, form.answers)
        return Done(form, chosen=form.chosen, thanks=True)
    elif form.do == "come_back" and form.code:
        back = visits.visit(f"line:{line.slug}", None, NOTHING, locale, form.code, whence)
        return Done(dataclasses.replace(form, token=back.token))
    return Done(form, chosen=form.chosen if form.do == "survey" else "")


def is_known(line: Line, token: str) -> bool:
    """Whether anything is stored of whoever has this token."""
    return Seeker.objects.filter(token_hash=token_hash(token), line=line).exists()


def _inbound(
    line: Line, locale: str, form: Form, whence: str, words: str, *, enters: bool
) -> Inbound:
    return Inbound(
        channel="web",
        author="seeker",
        client_id=uuid.uuid4() if enters else form.id,
        text=words,
        line=line.pk,
        locale=locale,
        token_hash=token_hash(form.token),
        enters=enters,
        whence=whence,
        by_hand=True,
    )


def _let_in(message: Inbound) -> Outcome:
    """Store one message; raises `Refused` with the cause if it was not."""
    began = time.perf_counter()
    (outcome,) = inbound.receive([message])
    refused = [outcome.code] if isinstance(outcome, Refused) else []
    repeat = not refused and getattr(outcome, "repeat", False)
    stored = 0 if refused or repeat else 1
    metrics.batch(stored, int(repeat), refused, time.perf_counter() - began)
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


def _said(form: Form, outcome: Outcome) -> Done:
    """They are stored: the next form is empty, and has an id of its own."""
    return Done(dataclasses.replace(form, words="", id=uuid.uuid4(), again=False))


def _trouble(refusal: Refused, form: Form) -> str:
    metrics.REFUSED.labels(refusal.code).inc()
    return TROUBLE.get(refusal.code, "not_taken" if form.do == "say" else "not_now")


def leave(token: str) -> None:
    """Gone in a hurry: the token dies, if the database can be reached; that is not waited for."""
    try:
        desk.by_token(token_hash(token), desk.quick_exit)
    except (Refused, DatabaseError, InterfaceError):
        return


def left(token: str) -> bool:
    """Whether this token was ended by a quick exit."""
    latest = Conversation.objects.filter(seeker__token_hash=token_hash(token))
    try:
        exits = latest.order_by("-opened_at").values_list("exited_at", flat=True)
        return exits.first() is not None
    except (DatabaseError, InterfaceError):
        return True


DEEDS: dict[str, tuple[Any, ...]] = {
    "ready": (asides.ready,),
    "pause": (asides.pause, True),
    "go_on": (asides.pause, False),
    "another": (asides.another,),
    "end": (desk.leave,),
    "erase": (desk.keep, "erase"),
    "no_number": (returning.revoke,),
}
