"""Words that may be names, seen to be somebody by what they do or by what is asked about them."""

from transcripts.redact.naming.cued import Cued
from transcripts.rules import acts, cues
from transcripts.rules.lists import CALLED, PLACES, PROPER


class Acting(Cued):
    """Words that may be names, seen to be somebody by what they do or what is asked about them."""

    def _somebody(self, index: int, *, opens: bool) -> bool:
        """Whether a listed word that is also a plain one must be somebody here."""
        word = self.words[index]
        if word in acts.MODALS or word in PLACES:
            return False
        if word in PROPER:
            return opens and not self._is(index) and self._toward_me(index)
        return (
            self._asked_about(index)
            or self._beside_me(index)
            or (opens and (self._toward_me(index) or self._of_there(index) or self._says_so(index)))
        )

    def _thing_does(self, index: int) -> bool:
        """Whether it may as well be a thing that does something: "smoke got in my eyes"."""
        small = self.words[index] in CALLED and not (self.cased and self.reading.capital(index))
        return small and self.words[index + 1] in acts.THINGS_TOO

    def _is(self, index: int) -> bool:
        return self.words[index + 1 : index + 2] in (["is"], ["was"], ["s"])

    def _following(self, index: int, many: int) -> list[str]:
        """So many words behind a piece, as far as its sentence goes."""
        found: list[str] = []
        for at in range(index, min(index + many, len(self.words) - 1)):
            gap = self.reading.gap(at)
            if not set(gap) <= {" ", "'"}:
                break
            found.append(self.words[at + 1])
        return found

    def _asked_about(self, index: int) -> bool:
        """Whether it is asked after: "is wren in tonight", "does angel still come"."""
        before = self.words[index - 1] if index else ""
        if before not in acts.ASKING or self.reading.gap(index - 1) not in (" ", "-"):
            return False
        behind = [one for one in self._following(index, 3) if one not in acts.STILL]
        return bool(behind) and behind[0] in acts.IS_DOING[acts.ASKING[before]]

    def _asked_whether(self, index: int) -> bool:
        """Whether it is asked if that is who reads: "are you oona?"."""
        before = self.words[max(0, index - 2) : index]
        ends = self.reading.gap(index)[:1] == "?" or self.reading.text.endswith("?")
        last = index + 1 == len(self.words) or self.reading.gap(index)[:1] == "?"
        return ends and last and before in acts.ARE_YOU

    def _beside_me(self, index: int) -> bool:
        """Whether somebody is meant with the writer: "me n chase"."""
        if index < 2 or self.words[index - 1] not in cues.AND:
            return False
        close = self.reading.gap(index - 1) == " " and self.reading.gap(index - 2) == " "
        return close and self.words[index - 2] in acts.SELVES

    def _toward_me(self, index: int) -> bool:
        """Whether it does something to somebody: "bill wont leave me", "rich kicked her out"."""
        behind = self._following(index, 4)
        if len(behind) < 2:
            return False
        if behind[0] in ("is", "was", "s") and behind[1] in acts.STATES:
            return True
        if behind[0] in acts.WILL:
            rest = (
                behind[1:3]
                if behind[1] in ("gonna", "going", "to", "even", "ever")
                else behind[1:2]
            )
            return not acts.DO_TO.isdisjoint(rest)
        return behind[0] in acts.DID_TO and not acts.OBJECTS.isdisjoint(behind[1:4])

    def _of_there(self, index: int) -> bool:
        """Whether it is said where somebody is from who then acts: "art from the shelter keeps"."""
        behind = self._following(index, 7)
        if len(behind) < 3 or behind[0] not in ("from", "off", "du", "de", "at", "on"):
            return False
        return not (acts.DID_TO | acts.WILL).isdisjoint(behind[2:])

    def _says_so(self, index: int) -> bool:
        """Whether it says something to somebody or of somebody: "Rich said he would"."""
        behind = self._following(index, 2)
        return len(behind) > 1 and behind[0] in acts.SAID and behind[1] in acts.SAID_WHAT
