"""What hangs on a row, so that it may not be deleted: said in a sentence for each reason."""

from collections import Counter
from collections.abc import Iterator

from django.db import router
from django.db.models import Model
from django.db.models.deletion import Collector, ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpline.models import Conversation, Counsellor, Line, Number, Tally
from referrals.models import Organisation


def reasons(row: Model) -> list[str]:
    """Why this row stays; empty if nothing is lost with it."""
    return [*_of_itself(row), *_of_others(row)]


def _of_itself(row: Model) -> Iterator[str]:
    if isinstance(row, Line):
        yield from _of_a_line(row)
    elif isinstance(row, Organisation) and (count := row.services.count()):
        said = ngettext("%d service belongs to it.", "%d services belong to it.", count)
        yield said % count
    elif isinstance(row, Number) and (count := _readable(row)):
        yield (
            ngettext(
                "%d conversation came by this number and is not erased: an answer leaves from it.",
                "%d conversations came by this number and are not erased: answers leave from it.",
                count,
            )
            % count
        )


def _readable(number: Number) -> int:
    return Conversation.objects.filter(number=number, erased_at=None).count()


def _of_a_line(line: Line) -> Iterator[str]:
    people = Counsellor.objects.filter(line=line).count()
    if people:
        said = ngettext("%d person belongs to it.", "%d people belong to it.", people)
        yield said % people
    if Tally.objects.filter(line=line).exists():
        yield _("It was counted what happened here: the figures would go with it.")
    if Conversation.objects.filter(line=line).exists():
        yield _("It holds conversations: what happened in them stays, though words are erased.")


def _of_others(row: Model) -> Iterator[str]:
    """What the database itself would not let go of."""
    held = _held(row)
    if isinstance(row, Line) or not held:
        return
    count = sum(held.values())
    said = ngettext(
        "%d record of what happened names it.", "%d records of what happened name it.", count
    )
    yield said % count


def _held(row: Model) -> Counter[str]:
    collector = Collector(using=router.db_for_write(type(row)), origin=row)
    try:
        collector.collect([row])
    except ProtectedError as held:
        return Counter(each._meta.model_name or "" for each in held.protected_objects)
    return Counter()
