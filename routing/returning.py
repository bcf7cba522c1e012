"""Coming back from another tab or device: by a number that was asked for, and nothing else.

Only the keyed hash of such a number is kept, and only as long as it is good. Meanwhile the place of
whoever asked for it is held: they are not called while they are away, and not given up.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from helpline.errors import Refused
from helpline.models import Conversation, Line, ReturnCode, Seeker
from helpline.states import FINAL, State
from routing import moves, outbound, phonelike, queue
from routing.entering import limits
from routing.models import Step
from transcripts.keyring import hashes

# Who has given no sign of life for so long is away: a page that is there gives one every 10 s.
AWAY_AFTER = timedelta(seconds=40)
# A hold that ends so soon is made longer before anybody could be called.
SOON = timedelta(seconds=30)
# Wrong numbers of one address, and of a line: then it takes none for a while, whoever types them.
ADDRESS_WRONG, ADDRESS_SECONDS = 5, 10 * 60
LINE_WRONG, LINE_SECONDS, REST_SECONDS = 60, 60 * 60, 15 * 60
# A token that was replaced is refused like one that is far too old, until it is not young any more.
AN_AGE = timedelta(days=36_500)
YOUNG = timedelta(minutes=10)

TOO_OFTEN = "Too many numbers that open nothing were typed. Try again later."


# ---- the number --------------------------------------------------------------------------------


def make(seeker: UUID) -> tuple[str, datetime]:
    """A new number for this seeker's talk, and until when it is good; it replaces the one before.

    Raises `Refused`: `no_conversation`, `over`, `token` after a quick exit, `not_offered`.
    """
    now = timezone.now()
    with transaction.atomic():
        row = _talk_of(seeker)
        if row.exited_at is not None:
            raise Refused("token")
        if row.state in FINAL:
            raise Refused("over")
        if not row.line.return_hours:
            raise Refused("not_offered")
        number, until = _unused(row.seeker.line), now + timedelta(hours=row.line.return_hours)
        ReturnCode.objects.update_or_create(
            seeker_id=seeker,
            defaults={"code_hash": hashes.code_hash(row.seeker.line_id, number), "until": until},
        )
    return phonelike.written(number), until


def revoke(seeker: UUID) -> None:
    """Their number opens nothing from now on, if they have one."""
    ReturnCode.objects.filter(seeker_id=seeker).delete()


def good_until(seeker: UUID, now: datetime) -> datetime | None:
    """Until when this seeker may come back with a number; None if they have none."""
    codes = ReturnCode.objects.filter(seeker_id=seeker, until__gt=now)
    return codes.values_list("until", flat=True).first()


def holds(now: datetime) -> Q:
    """Conversations of those who may come back with a number."""
    return Q(seeker__in=ReturnCode.objects.filter(until__gt=now).values("seeker"))


def forget(now: datetime) -> int:
    """Numbers that are good no more, and replaced tokens that are young no more, are forgotten."""
    gone, _ = ReturnCode.objects.filter(until__lte=now).delete()
    Seeker.objects.filter(seen_at__lt=now - AN_AGE - YOUNG, conversations=None).delete()
    return gone


def _unused(line: Line) -> str:
    while True:
        number = phonelike.new_number(line.country)
        if not ReturnCode.objects.filter(
            code_hash__in=hashes.code_hashes(line.pk, number)
        ).exists():
            return number


def _talk_of(seeker: UUID) -> Conversation:
    row = moves.latest_of(seeker)
    if row is None:
        raise Refused("no_conversation")
    return row


# ---- coming back with it -----------------------------------------------------------------------


def come_back(line: int, typed: str, token_hash: bytes, whence: str = "") -> UUID:
    """Whose talk this number opens: from now on under the new token, and the number is used up.

    `whence` stands for the address, where that is known. Raises `Refused("bad_code")`, alike for a
    number that is mistyped, used, revoked, too old or of another line; `too_many_tries`.
    """
    if limits.marked("code_rests", line) or limits.marked("code_rests_of", whence):
        raise Refused("too_many_tries", TOO_OFTEN)
    seeker = _opened(line, phonelike.read(typed), token_hash, timezone.now())
    if seeker is None:
        _count_wrong(line, whence)
        raise Refused("bad_code")
    queue.assign(line)
    return seeker


def _count_wrong(line: int, whence: str) -> None:
    if not limits.allow("wrong_code", line, LINE_WRONG - 1, LINE_SECONDS):
        limits.mark("code_rests", line, REST_SECONDS)
    if not limits.allow("wrong_code_of", whence, ADDRESS_WRONG - 1, ADDRESS_SECONDS):
        limits.mark("code_rests_of", whence, ADDRESS_SECONDS)


def _opened(line: int, number: str, token_hash: bytes, now: datetime) -> UUID | None:
    known = hashes.code_hashes(line, number)
    good = ReturnCode.objects.filter(code_hash__in=known, until__gt=now, seeker__line=line)
    seeker = good.values_list("seeker_id", flat=True).first()
    if seeker is None:
        return None
    with transaction.atomic():
        row = _talk_of(seeker)
        used, _ = good.filter(seeker_id=seeker).delete()
        # Two who type it at once: one opens the talk, the other is told as for any used number.
        if not used or _is_erased(row, now):
            return None
        _replace_token(row, token_hash, now)
        row.exited_at = row.paused_until = None
        outbound.publish(row, "returned", actor="seeker", at=now, before=row.state)
    return seeker


def _is_erased(row: Conversation, now: datetime) -> bool:
    return row.erased_at is not None or (row.erase_at is not None and row.erase_at <= now)


def _replace_token(row: Conversation, token_hash: bytes, now: datetime) -> None:
    """The old token is kept as nobody's for a while: unknown and young, it would be welcomed.

    With it goes the ticket of a page without scripts: it would go on showing what is said.
    """
    seeker = Seeker.objects.select_for_update().get(pk=row.seeker_id)
    old, seeker.token_hash, seeker.seen_at = seeker.token_hash, token_hash, now
    seeker.ticket_hash = None
    seeker.save(update_fields=["token_hash", "ticket_hash", "seen_at"])
    if old is not None:
        Seeker.objects.create(
            line_id=seeker.line_id, channel=row.channel, token_hash=old, seen_at=now - AN_AGE
        )


# ---- the held place ----------------------------------------------------------------------------


def hold(row: Conversation, until: datetime, now: datetime) -> None:
    """Nobody is called for them for a while; to be saved with a step of a locked conversation."""
    row.paused_until = min(until, now + timedelta(minutes=row.line.hold_minutes))


def hold_places(now: datetime) -> int:
    """Who waits and is away, and may come back with a number, is not called until they are back.

    Returns how many places are newly held.
    """
    away = Conversation.objects.filter(
        holds(now),
        Q(exited_at__isnull=False)
        | Q(seeker__seen_at__lte=now - AWAY_AFTER, last_seeker_word_at__lte=now - AWAY_AFTER),
        Q(paused_until=None)
        | Q(paused_until__lte=now + SOON, paused_until__lt=F("seeker__return_code__until")),
        state=State.WAITING,
        channel="web",
    )
    held = 0
    for pk in away.values_list("pk", flat=True):
        with transaction.atomic():
            row = moves.locked(pk)
            until = good_until(row.seeker_id, now)
            if until is not None and away.filter(pk=pk).exists():
                held += _hold(row, until, now)
    return held


def _hold(row: Conversation, until: datetime, now: datetime) -> bool:
    """Whether this is new; a hold that goes on is no news to anybody."""
    new = row.paused_until is None
    hold(row, until, now)
    if new:
        outbound.publish(row, "paused", actor="helpline", at=now, before=row.state)
    else:
        row.save(update_fields=["paused_until"])
    return new


def is_back(conversation: UUID) -> bool:
    """Whoever's place was held while they were away is here again in the same tab.

    A pause that they asked for themselves goes on. Returns whether anything was changed.
    """
    now = timezone.now()
    with transaction.atomic():
        row = moves.locked(conversation)
        last = Step.objects.filter(conversation=row, happening="paused").order_by("-seq").first()
        if row.paused_until is None or last is None or last.actor != "helpline":
            return False
        row.paused_until = None
        outbound.publish(row, "resumed", actor="seeker", at=now, before=row.state)
    queue.assign(row.line_id)
    return True
