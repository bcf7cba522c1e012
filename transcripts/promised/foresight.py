"""What would become of the words that are there if a line chose another policy: as counts."""

from dataclasses import dataclass
from datetime import datetime

from helpline.models import Conversation, Line
from transcripts import policies

AGREED = ("days", "follow_up")


@dataclass(frozen=True, slots=True)
class Effect:
    """How many conversations would go at once, how many sooner than now, how many as they do."""

    at_once: int = 0
    sooner: int = 0
    same: int = 0

    @property
    def touches(self) -> bool:
        return bool(self.at_once or self.sooner)


def of(line: Line, channel: str, written: str, now: datetime) -> Effect:
    """What choosing this policy would do to what is there; what is laxer touches nothing."""
    there = Conversation.objects.filter(line=line, channel=channel, erased_at=None)
    known = set(there.order_by().values_list("policy", flat=True).distinct())
    laxer = [each for each in known if policies.keeps(each) > policies.keeps(written)]
    touched = there.filter(policy__in=laxer).exclude(closed_at__isnull=False, keep_wish__in=AGREED)
    policy = policies.of(written)
    clock = "closed_at" if policy.clock == "closed" else "last_word_at"
    due = {f"{clock}__lte": now - policy.keep, "closed_at__isnull": False}
    at_once, all_touched = touched.filter(**due).count(), touched.count()
    return Effect(at_once, all_touched - at_once, there.count() - all_touched)
