"""How much room a counsellor has, in the columns of their shift, and what takes how much of it."""

from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Greatest

from helpline import access
from helpline.models import Conversation, Counsellor
from helpline.ranks import HIGH
from helpline.roles import Role
from routing.adapters import channels
from routing.models import Shift

PEER = "peer"
# More places than anything takes.
WHOLE = 6


def live_names() -> list[str]:
    """The channels on which somebody sits and waits."""
    return [channel.name for channel in channels().values() if channel.live]


def skills_of(person: Counsellor) -> frozenset[str]:
    """What this counsellor may be offered: a peer what is for peers and nothing else."""
    if person.role == Role.PEER:
        return frozenset({PEER})
    return frozenset({"", *person.skills} - {PEER})


def known_on(line_id: int) -> list[str]:
    """The skills that somebody of this line has, whether here just now or not."""
    people = _people(line_id)
    return sorted(set().union(*map(skills_of, people)) - {""})


def is_served(row: Conversation) -> bool:
    """Whether anybody of its line speaks its language and has the skill it asks for."""
    return any(
        row.locale in person.languages and row.skill in skills_of(person)
        for person in _people(row.line_id)
    )


def speaks(line_id: int, locale: str) -> bool:
    """Whether anybody of this line speaks this language and takes what asks for no skill."""
    return any(locale in each.languages and "" in skills_of(each) for each in _people(line_id))


def _people(line_id: int) -> list[Counsellor]:
    people = Counsellor.objects.filter(line_id=line_id, user__is_active=True)
    return [person for person in people if access.may(person, "accept")]


def left(person: Counsellor, shift: Shift) -> tuple[int, int]:
    """How many places are left for chats and for texts; whoever holds nothing may take anything."""
    most_live = person.capacity if person.most_live is None else person.most_live
    most_texts = person.capacity if person.most_texts is None else person.most_texts
    texts, free = shift.load - shift.live, person.capacity - shift.load
    room = (min(free, most_live - shift.live), min(free, most_texts - texts))
    if shift.load == 0:
        room = (WHOLE if room[0] > 0 else 0, WHOLE if room[1] > 0 else 0)
    return max(room[0], 0), max(room[1], 0)


def claim(row: Conversation, counsellor: UUID) -> None:
    """This conversation takes its places of the counsellor, whose shift is locked or ours alone."""
    places = row.weight
    Shift.objects.filter(pk=counsellor).update(
        load=F("load") + places, live=F("live") + (places if _is_live(row) else 0)
    )


def release(row: Conversation, counsellor: UUID) -> None:
    """And gives them back."""
    places = row.weight
    Shift.objects.filter(pk=counsellor).update(
        load=Greatest(F("load") - places, 0),
        live=Greatest(F("live") - (places if _is_live(row) else 0), 0),
    )


def weigh(row: Conversation) -> None:
    """What a locked conversation takes follows its risk, as its line has set it up."""
    weight = row.line.risk_weight if row.risk >= HIGH else 1
    if weight == row.weight:
        return
    if row.counsellor_id:
        release(row, row.counsellor_id)
    row.weight = weight
    if row.counsellor_id:
        claim(row, row.counsellor_id)


def fitting(person: Counsellor, shift: Shift) -> Q:
    """The conversations for which this counsellor has room; as `assign.has_room` says."""
    live = Q(channel__in=live_names())
    most_live = person.capacity if person.most_live is None else person.most_live
    most_texts = person.capacity if person.most_texts is None else person.most_texts
    if shift.load == 0:
        kinds = [
            kind
            for kind, most in ((live, most_live), (~live, most_texts))
            if min(person.capacity, most) > 0
        ]
        return kinds[0] | kinds[-1] if kinds else Q(pk__in=[])
    texts = shift.load - shift.live
    of_kind = live & Q(weight__lte=most_live - shift.live) | ~live & Q(
        weight__lte=most_texts - texts
    )
    return of_kind & Q(weight__lte=person.capacity - shift.load)


def _is_live(row: Conversation) -> bool:
    return channels()[row.channel].live
