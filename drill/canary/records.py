"""Records of staff that are closed: a demand by law, its answer, and a yes that is taken back.

What the rules know of them goes, here an address to write to; and their old copies open no more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from drill.canary.marks import ANSWER, DEMAND, RECORDS, YES, Marks, Unsaid, personal
from helpline.models import Conversation, Counsellor, Line
from transcripts import keys
from transcripts.copies import asking, demands, disclosures, ending
from transcripts.models import Answer, Demand, Disclosure

# A key goes so long after the next one was made.
EACH_KEY = timedelta(minutes=3)
DAY = timedelta(days=1)


@dataclass(slots=True)
class Records:
    """Each as it was written, and whoever wrote them."""

    who: Counsellor
    demand: Demand
    answer: Answer
    yes: Disclosure

    def as_written(self) -> list[str]:
        """What can be read of these rows, whatever the database has in their place by now."""
        keys.forget([self.demand.pk, self.yes.conversation_id])
        said = demands.read(self.demand)
        asked = [said.who, said.basis, said.scope] if said else []
        return [*asked, demands.why(self.answer), *disclosures.texts(self.yes).values()]

    def as_they_are(self) -> list[str]:
        """What stands there now."""
        keys.forget([self.demand.pk, self.yes.conversation_id])
        said = list(demands.texts(Demand.objects.get(pk=self.demand.pk)).values())
        for yes in Disclosure.objects.filter(pk=self.yes.pk):
            said += disclosures.texts(yes).values()
        return said

    def close(self, marks: Marks, now: datetime) -> None:
        """The yes is taken back, the demand is closed, and so much time goes by that keys go."""
        disclosures.withdraw(Disclosure.objects.get(pk=self.yes.pk), self.who, now)
        ending.close(Demand.objects.get(pk=self.demand.pk), _by(self.who), now)
        asking.ask_due(now)
        for times in (1, 2):
            ending.rekey_due(now + times * EACH_KEY)
        left = "\n".join(self.as_they_are())
        for door in RECORDS:
            if marks[door] in left:
                raise Unsaid(f"the closing of {door}")


def write(line: Line, who: Counsellor, talk: Conversation, marks: Marks, now: datetime) -> Records:
    words = {door: personal(marks[door]) for door in RECORDS}
    asked = demands.Said(words[DEMAND], "an act", "all that there is")
    demand = demands.record(line, _by(who), "court", now.date(), asked, now)
    answer = demands.answer(demand, _by(who), "refused", words[ANSWER], now)
    given = disclosures.Asked(words[YES], "a bed", "all", now.date(), now + DAY)
    return Records(who, demand, answer, disclosures.agree(talk, who, given, now))


def _by(who: Counsellor) -> demands.By:
    return demands.By(who.user_id, who.shift_name)
