"""How it was, as somebody says when it is over: counted, and kept nowhere else.

Of the conversation stays only that they were asked; no step says when, so nothing can be joined.
"""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from helpline import tallies
from helpline.errors import Refused
from helpline.states import FINAL, State
from routing import moves

QUESTIONS = {
    "feel": ("much_worse", "worse", "same", "better", "much_better"),
    "helped": ("yes", "some", "no"),
}


def answer(seeker: UUID, answers: Mapping[str, str]) -> None:
    """Count these answers of a seeker whose conversation is over; once, and either may be missing.

    Raises `Refused`: `bad_field`, `no_conversation`, `not_offered`, `token` after a quick exit, or
    `not_now` before the end and when they have answered before.
    """
    counted = [(f"survey.{each}", said) for each, said in answers.items() if _is_one(each, said)]
    if not counted or len(counted) < len(answers):
        raise Refused("bad_field", "This is no answer to any of the questions.")
    now = timezone.now()
    with transaction.atomic():
        row = moves.latest_of(seeker)
        if row is None:
            raise Refused("no_conversation")
        if row.exited_at is not None:
            raise Refused("token")
        if not row.line.survey:
            raise Refused("not_offered")
        if row.surveyed or row.state not in {*FINAL, State.WRAP_UP}:
            raise Refused("not_now")
        row.surveyed = True
        row.save(update_fields=["surveyed"])
        tallies.count(row.line, counted, now)


def _is_one(question: str, said: str) -> bool:
    return said in QUESTIONS.get(question, ())
