"""What the line says in its own words when a talk is ended as one would a quarrel: a fixed text,
the same for everybody, and to whoever is blocked also until when, and whom to write to.
"""

from datetime import datetime
from typing import Literal

from django.utils import timezone

from helpline.models import Conversation, Line
from helpline.states import State
from routing import inbound
from routing.entering.conversations import Inbound
from routing.entering.texted import answer_id
from routing.texting.numbers import register
from routing.texting.words import words_of

Parting = Literal["neutral_end", "turned_away"]
APPEAL = {
    "en": "If this is wrong, write to {appeal}.",
    "fr": "Si c'est une erreur, écrivez à {appeal}.",
}


def say(row: Conversation, name: Parting, until: datetime | None = None) -> None:
    """Say it in a talk that is still open; where nothing may be said just now, nothing is."""
    if row.state != State.ACTIVE:
        return
    ours = register.by_id().get(row.number_id or 0)
    own = ours.own if ours else (row.line.automatic,)
    text = words_of(name, row.locale, *own, **places(row.line, row.locale, until))
    if text:
        item = Inbound(
            channel=row.channel,
            author="helpline",
            client_id=answer_id(row.pk, name),
            text=text,
            line=row.line_id,
            locale=row.locale,
            conversation=row.pk,
        )
        inbound.receive([item])


def note(line: Line, locale: str, until: datetime) -> str:
    """The same for a page that comes back while it is blocked."""
    return words_of("turned_away", locale, line.automatic, **places(line, locale, until))


def places(line: Line, locale: str, until: datetime | None) -> dict[str, str]:
    appeal = APPEAL[locale].format(appeal=line.appeal) if line.appeal else ""
    day = f"{timezone.localtime(until):%Y-%m-%d}" if until else ""
    return {"until": day, "appeal": appeal}
