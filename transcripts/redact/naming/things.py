"""Words that may be names and are things here: streets, shops, drugs, one of many."""

from transcripts.redact.naming.sight import Sight
from transcripts.rules import acts, cues, things
from transcripts.rules.houses import BY_ARTICLE, HOUSES
from transcripts.rules.lists import PLACES, PROPER


class Things(Sight):
    """Words that may be names and are things here."""

    def _no_person(self, index: int) -> bool:
        house = index > 0 and self.words[index] in HOUSES.get(self.words[index - 1], ())
        thing = self._crossing(index) or self._one_of(index) or self._shop_or_drug(index)
        return (
            house
            or thing
            or self._contracted(index)
            or self._of_a_town(index)
            or self._to_everybody(index)
            or self.reading.in_town(index)
            or self._on_a_street(index)
        )

    def _to_everybody(self, index: int) -> bool:
        """Whether it is in a row of what somebody calls everybody: "sweetie, baby, princess"."""
        row = self.words[index] in acts.ENDEARMENTS and not self.cased_at(index)
        if not row or things.CALLS.isdisjoint(self.words):
            return False
        before = index > 0 and self.reading.gap(index - 1) == ", "
        behind = index + 1 < len(self.words) and self.reading.gap(index) == ", "
        near = self.words[index - 1 : index] * before + self.words[index + 1 : index + 2] * behind
        return not acts.ENDEARMENTS.isdisjoint(near)

    def _of_a_town(self, index: int) -> bool:
        """Whether it is the second word of a town's or a school's name: "Fort McMurray"."""
        before = self.words[index - 1] if index else ""
        both = self.cased_at(index) and before in things.TOWNS and self.reading.capital(index - 1)
        return both and self.reading.gap(index - 1) == " "

    def _on_a_street(self, index: int) -> bool:
        """Whether it is where something is: "the Tim Hortons on Barton", "at the Vivian"."""
        if not self.cased_at(index) or index < 2:
            return False
        first, before = self.words[index - 2 : index]
        if before == "the":
            return first in things.AT_A_HOUSE
        where = first in cues.PLACE_NOUNS or first in things.SHOPS_ON or first in PROPER
        return before == "on" and where

    def _shop_or_drug(self, index: int) -> bool:
        """Whether it is a shop behind an article, or what is smoked: "du tim", "off tina"."""
        word, before = self.words[index], self.words[index - 1] if index else ""
        if word in BY_ARTICLE:
            return before in ("du", "au") or (before == "the" and word != "tim")
        if word not in things.DRUGS or self.cased_at(index):
            return False
        behind = self.words[index + 1 : index + 4]
        lifted = behind[:2] == ["got", "me"] and behind[2:] != [] and behind[2] in things.HIGH
        return lifted or before in things.TAKING

    def _contracted(self, index: int) -> bool:
        """Whether it is French without its apostrophe: "si jen parle"."""
        following = self.words[index + 1 : index + 2]
        french = bool(following) and following[0] in things.I_DO
        return self.words[index] in things.CONTRACTED and not self.cased_at(index) and french

    def _crossing(self, index: int) -> bool:
        """Whether it is a street by the one it crosses: "jasper n 101st"."""
        following, before = self.words[index + 1 : index + 4], self.words[max(0, index - 3) : index]
        if len(before) > 2 and before[2] in cues.AND and before[1] in PLACES:
            return before[0] in cues.AT_PLACES
        if len(following) < 3 or following[0] not in cues.AND:
            return False
        return following[1].isdigit() and following[2] in ("st", "nd", "rd", "th", "e")

    def _one_of(self, index: int) -> bool:
        """Whether it is a thing that there are more of: "une marguerite", "a ray of"."""
        if not index or (self.cased and self.reading.capital(index)):
            return False
        before, behind = self.words[index - 1], self.words[index + 1 : index + 2]
        return before in ("une", "un", "des") or (before in ("a", "an") and behind == ["of"])

    def _a_thing(self, index: int) -> bool:
        """Whether what follows is said of houses and things only: "Insite is closed"."""
        following = self.words[index + 1 : index + 3]
        asked = index > 0 and self.words[index - 1] in things.IS_OR_HAS
        if asked and not things.OF_THINGS.isdisjoint(following):
            return True  # "is Raincity still open"
        return (
            len(following) > 1
            and following[0] in things.IS_OR_HAS
            and following[1] in things.OF_THINGS
        )
