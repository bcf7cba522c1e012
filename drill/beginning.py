"""Begins a drill: so many made-up seekers of a script, one after the other, on a drill line."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from drill import scripts
from drill.models import Actor, Drill
from drill.scripts import Script
from helpline.errors import Refused
from helpline.models import Counsellor, Line
from helpline.seekers import new_token, token_hash
from routing.adapters import channels
from transcripts import audit

MOST = 10
BETWEEN = timedelta(seconds=5)
# When all of it is erased, by the installation's clock; what began just before lasts another hour.
NIGHT, AT_LEAST = time(4), timedelta(hours=1)
# Numbers that are given to nobody: 555-0100 to 555-0199.
PHONE = "+120455501{:02}"


def playable() -> list[Script]:
    """The scripts whose channel is switched on here."""
    return [each for each in scripts.every().values() if each.channel in channels()]


def begin(person: Counsellor, line: Line, names: list[str], locale: str, count: int) -> list[Drill]:
    """Begin a drill for each of these scripts. Raises `Refused` on a line where people write."""
    known = {each.name: each for each in playable()}
    if not line.drill or not 1 <= count <= MOST or not names or set(names) - known.keys():
        raise Refused("not_allowed")
    now = timezone.now()
    begun = []
    with transaction.atomic():
        for place, name in enumerate(names):
            drill = _drill(person, line, known[name], locale, now)
            _cast(drill, known[name], count, now + place * count * BETWEEN)
            begun.append(drill)
        audit.note(person, "drill", about=f"line:{line.pk}", detail="begin")
    return begun


def _drill(person: Counsellor, line: Line, script: Script, locale: str, now: datetime) -> Drill:
    return Drill.objects.create(
        line=line,
        by=person,
        who=person.shift_name,
        script=script.name,
        locale=locale,
        began_at=now,
        until=tonight(now),
    )


def _cast(drill: Drill, script: Script, count: int, begins: datetime) -> None:
    for place in range(count):
        at = begins + place * BETWEEN
        texting = script.channel != "web"
        actor = Actor(drill=drill, channel=script.channel, spoke_at=at, next_at=at)
        actor.pending = "opens:0"
        if not texting:
            actor.token_hash = token_hash(new_token(drill.line_id))
        actor.save()
        if texting:
            actor.address = _free_number(drill.line)
            actor.save(update_fields=["address"])


def _free_number(line: Line) -> str:
    """One that nobody on this line has: two with one number would be one person."""
    taken = set(Actor.objects.filter(drill__line=line).values_list("address", flat=True))
    free = [number for number in map(PHONE.format, range(100)) if number not in taken]
    if not free:
        raise Refused("not_allowed")
    return free[0]


def tonight(now: datetime) -> datetime:
    """The next night's hour, an hour from now at the soonest."""
    here = timezone.localtime(now)
    night = here.replace(hour=NIGHT.hour, minute=0, second=0, microsecond=0)
    return night if night - here >= AT_LEAST else night + timedelta(days=1)
