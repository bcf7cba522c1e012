"""Inside the house: everybody comes in by their door, all is closed and purged, pages are read.

Before the purge each mark must be readable where it belongs: one that never came in proves nothing.
"""

import asyncio
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.utils import timezone
from msgspec import UNSET
from PIL import Image, PngImagePlugin
from prometheus_client import generate_latest

from drill.canary import controls, exports, records
from drill.canary.bringing import OURS, brought
from drill.canary.living import LINE
from drill.canary.marks import CODE, CONTROL, DOORS, NUMBER, Marks, Unsaid
from drill.canary.records import Records
from helpline import metrics
from helpline.errors import Refused
from helpline.models import Conversation, Counsellor, Line
from helpline.roles import Role
from helpline.seekers import token_hash
from routing import alerts, desk, inbound, presence, returning
from routing.beside import handings
from routing.beside.guests import note_of
from routing.entering.conversations import Inbound
from routing.hands import care, caution, company, handover, risks
from routing.models import Guest, Handing, Reveal
from routing.texting import reveals
from transcripts import audit, decisions, pictures, record, retention
from transcripts.erasing import leftovers
from transcripts.models import Audit, Decision, Message, Picture
from transcripts.upkeep import burials

LEFT = "why a high risk was let go"
PAGES = (
    "/console/transcripts/",
    "/console/transcript/{}/",
    "/console/decisions/",
    "/console/demands/",
    "/console/blocks/",
    "/console/figures/",
    "/console/wall/",
)


SHOWN, RESTORED = "pages", "restored"
# Shown; nothing there for them; nothing there any more.
READ = (200, 404, 410)


@dataclass(slots=True)
class House:
    line: Line
    robin: Counsellor
    noor: Counsellor
    dana: Counsellor
    marks: Marks


def play(marks: Marks, folder: Path) -> dict[str, str]:
    """Everything from the first word to the purge, in this process.

    Returns what is needed later: the number for coming back, in clear, and the sign-ins of those
    who work on a second line, for the house while it runs. What pages and figures show afterwards,
    and what can be read of a copy that is put back, is written into the folder.
    """
    house = _house(marks)
    chat, text = _talks(house)
    stays = controls.lay(marks[CONTROL], house.line)
    number = _say_all(house, chat, text)
    row = Conversation.objects.get(pk=chat)
    written = records.write(house.line, house.dana, row, marks, timezone.now())
    _must_be_read(house, chat, text, written)
    backup = list(Message.objects.all())
    written.close(marks, timezone.now())
    for each in (chat, text):
        _close(house, each)
    retention.apply(timezone.now(), despite=True)
    leftovers.truncate_wal()
    leftovers.rewrite()
    if Conversation.objects.filter(erased_at=None).exclude(pk=stays).exists():
        raise Unsaid("the purge")
    (folder / SHOWN).write_bytes(b"".join(_shown(house, chat, written)))
    _restore(backup, stays)
    with (folder / RESTORED).open("wb") as out:
        out.writelines(_read([chat, text, stays]))
        out.write("\n".join(written.as_written()).encode())
        burials.put_away(timezone.now())
        out.writelines(_read([chat, text]))
    return {CODE: number, **_sittings(marks)}


# ---- who is there --------------------------------------------------------------------------------


def _house(marks: Marks) -> House:
    line = Line.objects.create(
        slug=marks[CONTROL],
        name=marks[CONTROL],
        policies={"web": "at_close", "sms": "at_close"},
    )
    line.numbers.create(channel="sms", number=OURS)
    robin, noor = _person(line, "Robin"), _person(line, "Noor")
    dana = _person(line, "Dana", Role.SUPERVISOR)
    presence.set_status(robin.pk, "resting")
    return House(line, robin, noor, dana, marks)


def _person(line: Line, name: str, role: Role = Role.COUNSELLOR) -> Counsellor:
    user = get_user_model().objects.create_user(name.lower(), f"{name.lower()}@example.org")
    return Counsellor.objects.create(user=user, line=line, shift_name=name, role=role, capacity=9)


def _sittings(marks: Marks) -> dict[str, str]:
    """The sign-ins of who works on a second line, which keeps words a while, and runs it."""
    line = Line.objects.create(slug=LINE, name=marks[CONTROL], policies={"web": "month"})
    exports.lay(marks[CONTROL], line)
    people = {
        "ada": _person(line, "Ada"),
        "mika": _person(line, "Mika", Role.SUPERVISOR),
        "olu": _person(line, "Olu", Role.ADMINISTRATOR),
    }
    return {name: _signed_in(person) for name, person in people.items()}


def _signed_in(person: Counsellor) -> str:
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(person.user)
    return str(browser.cookies[settings.SESSION_COOKIE_NAME].value)


# ---- what comes in -------------------------------------------------------------------------------


def _talks(house: House) -> tuple[UUID, UUID]:
    """A chat and a text, each in Robin's hands."""
    first = Inbound(
        channel="web",
        author="seeker",
        client_id=uuid4(),
        text=house.marks["chat"],
        line=house.line.pk,
        locale="en",
        token_hash=token_hash(house.marks["token of a page"]),
    )
    inbound.receive([first])
    desk.take(house.robin.pk)
    if asyncio.run(brought(house.marks[NUMBER], house.marks["text"])) != 200:
        raise Unsaid("text")
    desk.take(house.robin.pk)
    held = Conversation.objects.filter(counsellor=house.robin)
    return held.get(channel="web").pk, held.get(channel="sms").pk


def _say_all(house: House, chat: UUID, text: UUID) -> str:
    """Everything else that anybody writes; returns the number for coming back."""
    marks, robin = house.marks, house.robin.pk
    _reply(house, chat, marks["reply"], "")
    _reply(house, chat, marks["note"], "note")
    _picture(text, marks["hidden in a picture"])
    caution.code_word(robin, text, marks["agreed word"])
    caution.reveal(robin, text, marks["why a number was shown"])
    presence.set_status(house.noor.pk, "here")
    handover.hand(robin, chat, house.noor.pk, marks["note to a colleague"])
    company.invite(robin, chat, house.noor.pk, marks["note to a guest"])
    care.raise_hand(robin, chat, "unsure", marks["raised hand"])
    desk.flag(robin, chat, 3)
    reason = marks["why it was decided"]
    risks.decide(robin, chat, "plan", {}, "alone", UNSET, "unknown", reason)
    with transaction.atomic():
        reason = marks["why words were opened"]
        audit.note(house.dana, "transcript", conversation=chat, reason=reason)
    handover.unhand(robin, chat)
    number, _ = returning.make(Conversation.objects.get(pk=chat).seeker_id)
    return number


def _reply(house: House, conversation: UUID, words: str, kind: str) -> None:
    said = Inbound(
        channel="web",
        author=house.robin.pk.hex,
        client_id=uuid4(),
        text=words,
        line=house.line.pk,
        conversation=conversation,
        kind=kind,
        name=house.robin.shift_name,
    )
    [outcome] = inbound.receive([said])
    if isinstance(outcome, Refused):
        raise Unsaid(kind or "reply")


def _picture(conversation: UUID, mark: str) -> None:
    """One that says where it was taken, as phones do."""
    hidden = PngImagePlugin.PngInfo()
    hidden.add_text("Comment", mark)
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "PNG", pnginfo=hidden)
    pictures.expect([(conversation, 1, "sms", f"MM{uuid4().hex}", "ME1")], timezone.now())
    waiting = Picture.objects.get(conversation=conversation)
    pictures.keep(waiting, pictures.redraw(made.getvalue()))
    Picture.objects.filter(pk=waiting.pk).update(state="kept", next_at=None)


# ---- is it there, and is it gone -----------------------------------------------------------------


def _must_be_read(house: House, chat: UUID, text: UUID, written: Records) -> None:
    """Each mark where it belongs; what is hashed or left out is nowhere to be read."""
    read = [words.text for words in record.after({chat: 0, text: 0})]
    read += [note_of(each) for each in Guest.objects.all()]
    read += [handings.note_of(each) for each in Handing.objects.all()]
    read += [each.words for each in alerts.shown(house.line.pk)]
    read += [reveals.reason_of(each) or "" for each in Reveal.objects.all()]
    read += [audit.reason_of(each) or "" for each in Audit.objects.all()]
    read += [decisions.reason_of(each) for each in Decision.objects.all()]
    read += written.as_written()
    read += [caution.number_of(Conversation.objects.get(pk=text))]
    never = {"hidden in a picture", "agreed word", "token of a page", LEFT}
    for door in (*DOORS, NUMBER):
        if door not in never and not any(house.marks[door] in each for each in read):
            raise Unsaid(door)


def _close(house: House, conversation: UUID) -> None:
    desk.end(house.robin.pk, conversation, house.marks[LEFT])
    desk.wrap(house.robin.pk, conversation, "support")


def _shown(house: House, conversation: UUID, written: Records) -> Iterator[bytes]:
    """What staff find on their pages, and whoever runs the line in its figures."""
    for person in (house.robin, house.dana):
        browser = Client(SERVER_NAME="localhost")
        browser.force_login(person.user)
        for page in (*PAGES, f"/console/demands/{written.demand.pk}/"):
            answer = browser.get(page.format(conversation))
            if answer.status_code not in READ:
                raise Unsaid(f"{page} ({answer.status_code})")
            yield answer.content
        yield browser.post(PAGES[1].format(conversation), {"reason": "to look"}).content
    yield generate_latest(metrics.registry)


def _restore(backup: list[Message], stays: UUID) -> None:
    """An old copy of the main database is put back; that of the keys is as it is now."""
    Message.objects.bulk_create([each for each in backup if each.conversation_id != stays])
    Conversation.objects.update(erased_at=None)


def _read(conversations: list[UUID]) -> Iterator[bytes]:
    for words in record.after(dict.fromkeys(conversations, 0)):
        yield words.text.encode()
