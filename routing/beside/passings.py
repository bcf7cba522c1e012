"""Who is passed on to a partner, and what became of it; what whoever answers may read of it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count

from helpline.models import Conversation, Counsellor, Partner, Referral
from helpline.referred import Lot, Turn, follow
from routing import outbound, serving
from routing.events import NOTE
from transcripts import policies
from transcripts.held import times
from transcripts.models import Hold
from transcripts.record import Words

# Where nothing follows any more, unless it is over.
SETTLED = frozenset({Lot.CONNECTED, Lot.NOT_AVAILABLE, Lot.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Before:
    """What a line has again of a conversation that comes back from a partner."""

    skill: str
    words_after: int
    notes_after: int


def of(row: Conversation) -> Referral | None:
    """The referral of a locked conversation, if it has one, with its partner."""
    rows = Referral.objects.select_related("partner__to", "partner__line")
    return rows.filter(conversation=row).first()


def turn(referral: Referral, what: Turn, now: datetime) -> None:
    """Let it go on by the table; raises `Refused("not_now")`."""
    referral.lot = follow(Lot(referral.lot), what)
    if referral.lot in SETTLED and referral.settled_at is None:
        referral.settled_at = now
    referral.save()


def begin(row: Conversation, partner: Partner, who: Counsellor, now: datetime) -> Referral:
    """A partner was named to whoever writes in a locked conversation, in the place of another."""
    ended(row, now)
    return Referral.objects.create(
        partner=partner, conversation=row, offered_at=now, offered_by=who
    )


def ended(row: Conversation, now: datetime) -> None:
    """A locked conversation is over, or goes elsewhere: what became of its referral is so for good,
    and nothing leads from it to the words any more."""
    referral = Referral.objects.filter(conversation=row).first()
    if referral is not None:
        referral.conversation = None
        turn(referral, Turn.ENDED, now)


def answered(row: Conversation, now: datetime) -> None:
    """Somebody at the partner answers a locked conversation that was passed on."""
    referral = Referral.objects.filter(conversation=row, lot=Lot.HANDED_OVER).first()
    if referral is not None:
        turn(referral, Turn.ANSWERED, now)
        _tell(row.giver_id)


def left_alone(row: Conversation, now: datetime) -> None:
    """Whoever answered a locked conversation at the partner is gone, and it waits there again.

    If nobody answers now, it goes back as it would have before, but with nothing that was said
    there: that was said to the partner. What they write from now on nobody has heard yet.
    """
    referral = Referral.objects.filter(conversation=row, lot=Lot.CONNECTED).first()
    if referral is None:
        return
    skill = referral.before["skill"]
    referral.before = asdict(Before(skill, words_after=row.last_seq, notes_after=row.last_seq))
    _wait(referral, now)
    turn(referral, Turn.LEFT_ALONE, now)
    _tell(row.giver_id)


def _wait(referral: Referral, now: datetime) -> None:
    referral.handed_at, referral.settled_at = now, None
    referral.until = now + timedelta(seconds=referral.partner.answer_seconds)


# ---- from line to line -------------------------------------------------------------------------


def give(row: Conversation, referral: Referral, now: datetime, *, words: bool) -> None:
    """A locked conversation is the partner's line's from now on, at the place it had.

    What was said before is theirs to read only if the yes was to that, too; notes never are. Of two
    policies the one that keeps less holds. A skill that nobody may have there is not asked for.
    """
    kept = Before(row.skill, row.words_after, row.notes_after)
    times.passed_on(row)
    row.giver, row.line = row.line, referral.partner.to
    row.notes_after = row.last_seq
    if not words:
        row.words_after = row.last_seq
    row.policy = policies.stricter(row.policy, _policy_of(row))
    # A name of their own list, and their own words.
    row.skill, row.phrase = "", None
    referral.with_words = words
    _wait(referral, now)
    referral.before = asdict(kept)
    turn(referral, Turn.HANDED, now)
    _tell(row.giver_id)


def give_back(row: Conversation, referral: Referral, now: datetime) -> None:
    """A locked conversation is its giver's again, as it was, but for what was said to others."""
    before = Before(**referral.before)
    times.passed_on(row)
    _tell(row.line_id)
    row.line, row.giver = referral.partner.line, None
    row.skill, row.words_after = before.skill, before.words_after
    row.notes_after = before.notes_after
    turn(referral, Turn.SENT_BACK, now)


def _policy_of(row: Conversation) -> str:
    chosen = row.line.policies.get(row.channel)
    return chosen if policies.is_one(chosen) else row.policy


def _tell(line: int | None) -> None:
    if line is not None:
        outbound.after_commit(serving.board_changed, line)


# ---- what may be read --------------------------------------------------------------------------


def readable(row: Conversation, words: Iterable[Words]) -> list[Words]:
    """Of these words of a conversation, what whoever answers it now may read."""
    return [
        each
        for each in words
        if each.seq > (row.notes_after if each.kind == NOTE else row.words_after)
    ]


def held(hold: Hold, words: Iterable[Words]) -> list[Words]:
    """Of these words, what the line whose hold it is had to read; nothing that was said to another.

    Where it was passed on since, that is what was there by then.
    """
    row = hold.conversation
    if row.line_id == hold.line_id:
        return readable(row, words)
    words_from, notes_from, upto = hold.words_from or 0, hold.notes_from or 0, hold.upto or 0
    return [
        each
        for each in words
        if (notes_from if each.kind == NOTE else words_from) < each.seq <= upto
    ]


def waiting(line: int, now: datetime) -> list[dict[str, Any]]:
    """Whom this line has passed on and nobody answers there yet: where, and since how long."""
    rows = Referral.objects.select_related("partner__to").filter(
        partner__line=line, lot=Lot.HANDED_OVER, handed_at__isnull=False
    )
    return [
        {
            "names": row.partner.in_both(),
            "seconds": int((now - row.handed_at).total_seconds()) if row.handed_at else 0,
            "back": row.partner.answer_seconds,
        }
        for row in rows.order_by("handed_at")
    ]


def counts(lines: Iterable[int]) -> list[tuple[Partner, dict[str, int]]]:
    """Of each partner of these lines, how many referrals came to which lot."""
    partners = Partner.objects.select_related("to", "line").filter(line__in=list(lines))
    found: dict[int, dict[str, int]] = {}
    rows = Referral.objects.filter(partner__in=partners).values_list("partner", "lot")
    for pk, lot, count in rows.annotate(count=Count("pk")).order_by():
        found.setdefault(pk, {})[lot] = count
    return [(each, found.get(each.pk, {})) for each in partners.order_by("line", "to__name")]
