"""Fills the demo: a line with its people, snippets, and stories played through the two doors.

No conversation is inserted: every word goes in by `inbound.receive`, everything else by the desk,
under a clock that is set back to the time of the story.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from demo.cast import (
    LINE_SLUG,
    LINES,
    LOCALHOST_KEY,
    NUMBER,
    PARTNER,
    PARTNER_SLUG,
    PEOPLE,
    SITE_KEY,
    Person,
)
from demo.stories import STORIES, Story, Turn
from demo.texts import new_sid
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line, Number, Partner, Seeker, Site
from helpline.seekers import new_token, token_hash
from referrals.guidance import load_first_cards
from referrals.snippets import first_set, load_first_set
from referrals.transfer.firstdirectory import load_first_directory
from routing import deliveries, desk, presence
from routing.adapters import channels
from routing.entering.conversations import Inbound
from routing.inbound import receive
from routing.models import Delivery
from transcripts import keys

BETWEEN_TURNS = timedelta(seconds=40)


class NotDemo(Exception):
    """This installation is not a demo on one machine; nothing was touched."""


def seed(*, fresh: bool = False) -> int:
    """Make what is missing of the demo; returns how many stories were played.

    Stories are played when the line has no conversation. `fresh` erases the conversations it has
    first. Raises NotDemo unless DEMO is on and the public address is a loopback one.
    """
    if not settings.DEMO or settings.PRODUCTION:
        raise NotDemo("DEMO is off, or PUBLIC_BASE_URL is not a loopback address.")
    load_first_set()
    load_first_cards()
    load_first_directory()
    line = _line()
    people = {person: _counsellor(person) for person in PEOPLE}
    if fresh:
        _wipe(line)
    if Conversation.objects.filter(line=line).exists():
        return 0
    now = timezone.now()
    for story in STORIES:
        _play(story, line, people, now - timedelta(minutes=story.minutes))
    return len(STORIES)


# ---- the set -----------------------------------------------------------------------------------


def _line() -> Line:
    """Make the lines; returns the one that people write to."""
    for slug, about in LINES.items():
        Line.objects.get_or_create(slug=slug, defaults=about)
    line = Line.objects.get(slug=LINE_SLUG)
    to = Line.objects.get(slug=PARTNER_SLUG)
    Partner.objects.get_or_create(line=line, to=to, defaults=PARTNER)
    for name in (each.name for each in channels().values() if not each.live):
        Number.objects.get_or_create(channel=name, number=NUMBER, defaults={"line": line})
    for key, host in ((SITE_KEY, "127.0.0.1"), (LOCALHOST_KEY, "localhost")):
        origin = f"http://{host}:{settings.DEMO_PORT}"
        Site.objects.update_or_create(key=key, defaults={"line": line, "origin": origin})
    return line


def _counsellor(person: Person) -> Counsellor:
    """The person with their account."""
    line = Line.objects.get(slug=person.line)
    found = Counsellor.objects.filter(line=line, user__email=person.email).first()
    if found is not None:
        return found
    with transaction.atomic():
        user = get_user_model().objects.create_user(
            person.shift_name.lower(),
            person.email,
            person.password,
        )
        return Counsellor.objects.create(
            user=user, line=line, shift_name=person.shift_name, role=person.role
        )


def _wipe(line: Line) -> None:
    """Erase every conversation and seeker of this line, keys first."""
    conversations = Conversation.objects.filter(line=line)
    seekers = Seeker.objects.filter(line=line)
    owners = [*conversations.values_list("pk", flat=True), *seekers.values_list("pk", flat=True)]
    keys.destroy(owners)
    conversations.delete()
    seekers.delete()


# ---- the play ----------------------------------------------------------------------------------


@contextmanager
def _at(moment: datetime) -> Iterator[None]:
    """Set the clock that the doors read."""
    with patch.object(timezone, "now", return_value=moment):
        yield


def _play(story: Story, line: Line, people: dict[Person, Counsellor], start: datetime) -> None:
    holder = people[story.counsellor] if story.counsellor else None
    token, conversation = new_token(line.pk), None
    moment = start
    for place, turn in enumerate(story.turns):
        with _at(moment):
            who = holder if turn.who == "counsellor" else None
            conversation = _say(_message(story, turn, line, token, conversation, who))
            if place == 0 and holder:
                presence.set_status(holder.pk, "here")
                desk.accept(holder.pk, conversation)
        moment += BETWEEN_TURNS
    if holder and conversation:
        with _at(moment):
            desk.end(holder.pk, conversation)
            desk.wrap(holder.pk, conversation, story.kind)
            presence.set_status(holder.pk, "away")
            _arrived(conversation)


def _arrived(conversation: UUID) -> None:
    """What was texted in a talk that is long over reached its phone; by now it may not leave."""
    for pk in Delivery.objects.filter(conversation=conversation).values_list("pk", flat=True):
        deliveries.move(pk, "delivered", counted=False)


def _message(
    story: Story,
    turn: Turn,
    line: Line,
    token: str,
    conversation: UUID | None,
    who: Counsellor | None,
) -> Inbound:
    web = not story.phone
    return Inbound(
        channel="web" if web else "sms",
        author=who.pk.hex if who else "seeker",
        client_id=uuid.uuid4(),
        text=_words(story, turn),
        line=line.pk,
        locale=story.locale,
        conversation=conversation,
        token_hash=token_hash(token) if web and not who else None,
        address="" if web or who else story.phone,
        external_id=None if web or who else new_sid(),
        # Without it nothing could be answered from it.
        number=None if web else Number.objects.get(line=line, channel="sms").pk,
        name=who.shift_name if who else "",
        snippets=(turn.snippet,) if turn.snippet else (),
    )


def _words(story: Story, turn: Turn) -> str:
    if not turn.snippet:
        return turn.words
    item = next(item for item in first_set() if item.slug == turn.snippet)
    return (item.sms if story.phone else item.chat)[story.locale]


def _say(message: Inbound) -> UUID:
    """Through the door in; a refusal is a fault of the story and is raised."""
    [outcome] = receive([message])
    if isinstance(outcome, Refused):
        raise outcome
    return outcome.conversation
