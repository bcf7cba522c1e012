"""Words that may be names, seen to be somebody by what they do or by what is asked about them."""

from transcripts.redact.naming.cued import Cued
from transcripts.redact.people import COMMON, SURE, UNKNOWN, worth
from transcripts.rules import acts, cues
from transcripts.rules.lists import CALLED, PLACES, PROPER, SURNAMES


class Acting(Cued):
    """Words that may be names, seen to be somebody by what they do or what is asked about them."""

    def _somebody(self, index: int, *, opens: bool) -> bool:
        """Whether a listed word that is also a plain one must be somebody here."""
        word = self.words[index]
        if word in acts.MODALS:
            return False
        if self._asked_whether(index) or (word not in PLACES and self._apposed(index)):
            return True
        if opens and self._so_old(index):
            return True
        if word in PROPER or word in PLACES:
            return opens and not self._is(index) and self._toward_me(index)
        return (
            self._asked_about(index)
            or self._says_hi(index)
            or self._between_commas(index)
            or self._beside_me(index)
            or self._of_whom(index)
            or self._paired(index)
            or self._known_as(index)
            or (
                opens
                and (
                    self._with_me(index)
                    or self._toward_me(index)
                    or self._of_there(index)
                    or self._says_so(index)
                )
            )
        )

    def _thing_does(self, index: int) -> bool:
        """Whether it may as well be a thing that does something: "smoke got in my eyes"."""
        does, more = (*self.words[index + 1 : index + 3], "", "")[:2]
        if does in ("is", "was", "s"):
            opens = self.words[index] in acts.ABSTRACT and self.reading.begins(index)
            return more in acts.STATES_TOO and (opens or self._small_thing(index))
        return self._small_thing(index) and does in acts.THINGS_TOO

    def _small_thing(self, index: int) -> bool:
        """Whether it is the word for a thing as well, and has no capital."""
        thing = self.words[index] in CALLED or self.words[index] in acts.ABSTRACT
        return thing and not self.cased_at(index)

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
        if self.words[index] in acts.ABSTRACT and not self.cased_at(index):
            return False  # "if winter comes"
        if before not in acts.ASKING or self.reading.gap(index - 1) not in (" ", "-"):
            return False
        behind = [one for one in self._following(index, 3) if one not in acts.STILL]
        return bool(behind) and behind[0] in acts.IS_DOING[acts.ASKING[before]]

    def _asked_whether(self, index: int) -> bool:
        """Whether it is asked if that is who reads: "are you oona?"."""
        before = self.words[max(0, index - 2) : index]
        ends = self.reading.gap(index)[:1] == "?" or self.reading.text.endswith("?")
        last = index + 1 == len(self.words) or self.reading.gap(index)[:1] == "?"
        whom = before in acts.ARE_YOU or (
            before[-1:] != [] and before[-1] in acts.THERE and before[0] in ("u", "you", "tu", "ya")
        )
        return ends and last and whom

    def _so_old(self, index: int) -> bool:
        """Whether it has a capital and is a few years old: "London is 4 and Paris is 2"."""
        behind = self._following(index, 3)
        if len(behind) < 2 or behind[0] != "is" or not behind[1].isdigit() or len(behind[1]) > 2:
            return False
        capital = self.cased and self.reading.capital(index)
        return capital and (len(behind) < 3 or behind[2] in acts.AFTER_AGE)

    def _of_whom(self, index: int) -> bool:
        """Whether something is somebody's: "le cell a melo", "la mere de rose"."""
        before = self.words[max(0, index - 2) : index]
        if len(before) < 2 or self.reading.gap(index - 1) != " ":
            return False
        return before[1] in ("a", "de") and before[0] in acts.OWNED

    def _beside_me(self, index: int) -> bool:
        """Whether somebody is meant with the writer: "me n chase"."""
        if index < 2 or self.words[index - 1] not in cues.AND:
            return False
        close = self.reading.gap(index - 1) == " " and self.reading.gap(index - 2) == " "
        before = self.words[index - 2]
        return close and (before in acts.SELVES or (before in cues.KIN and self._lonely(index)))

    def _says_hi(self, index: int) -> bool:
        """Whether it greets, or speaks behind "then" or "so"; French: "frank y'est rendu"."""
        behind = self._following(index, 2)
        if len(behind) < 2:
            return False
        if behind == ["y", "est"] or (behind[0] in acts.SPEAKS and behind[1] in acts.GREETS):
            return True
        before = self.words[index - 1] if index else ""
        return before in acts.THEN and behind[0] in acts.SPEAKS

    def _then_did(self, index: int) -> bool:
        """Whether a word of no list did something behind "cuz" or "think": "cuz oyinda left"."""
        behind = self._following(index, 1)
        before = self.words[index - 1] if index else ""
        if not behind or len(self.words[index]) < 4 or before not in acts.THEN | acts.THINKING:
            return False
        did = len(behind[0]) > 4 and behind[0].endswith("ed")
        return did or behind[0] in acts.DID_TO or behind[0] in acts.LEFT

    def _called_out_to(self, index: int) -> bool:
        """Whether it opens a message to somebody: "oyinda where r u"."""
        behind = self._following(index, 3)
        return index == 0 and behind[:3] in acts.WHERE_ARE_YOU

    def _between_commas(self, index: int) -> bool:
        """Whether it stands between commas as who was spoken of: "the girl, savannah, is"."""
        if not index or self.reading.gap(index - 1) != ", " or self.reading.gap(index) != ", ":
            return False
        return self.words[index + 1] in acts.GOES_ON_SO and self.words[index - 1] not in acts.SPEAKS

    def _known_as(self, index: int) -> bool:
        """Whether the writer is called so where she works: "i used to be jade on the ads"."""
        before, behind = self.words[max(0, index - 4) : index], self._following(index, 3)
        mine = before[-1:] in (["am"], ["m"], ["im"], ["as"], ["was"], ["be"])
        if not mine or not {"i", "im"}.intersection(before) or behind[:1] != ["on"]:
            return False
        return not acts.WHERE_SHOWN.isdisjoint(behind[1:])

    def _paired(self, index: int) -> bool:
        """Whether it opens a sentence beside another name with a capital: "Mercy and Joy are"."""
        if not (self.cased and self.reading.opens(index) and self.reading.capital(index)):
            return False
        at = index + 2
        joined = self._following(index, 2)
        if len(joined) < 2 or joined[0] not in cues.AND:
            return False
        return worth(self.words[at]) >= COMMON and self.reading.capital(at)

    def _toward_me(self, index: int) -> bool:
        """Whether it does something to somebody: "bill wont leave me", "rich kicked her out"."""
        behind = self._following(index, 4)
        if len(behind) < 2:
            return False
        if behind[0] in ("is", "was", "s") and behind[1] in acts.STATES:
            return not (behind[1] in acts.STATES_TOO and self._small_thing(index))
        if behind[0] in acts.WILL:
            rest = (
                behind[1:3]
                if behind[1] in ("gonna", "going", "to", "even", "ever")
                else behind[1:2]
            )
            return not acts.DO_TO.isdisjoint(rest)
        if behind[0] in ("m", "t"):
            return behind[1] in acts.TO_ME
        if behind[0] in acts.THINGS_TOO and self._small_thing(index):
            return False
        if len(behind[0]) > 4 and behind[0].endswith("ed") and not self._small_thing(index):
            return behind[1] in acts.OBJECTS
        return behind[0] in acts.DID_TO and not acts.OBJECTS.isdisjoint(behind[1:4])

    def _of_there(self, index: int) -> bool:
        """Whether it is said where somebody is from who then acts: "art from the shelter keeps"."""
        behind = self._following(index, 7)
        if behind[:2] == ["next", "door"]:
            return True
        if len(behind) < 3 or behind[0] not in ("from", "off", "du", "de", "at", "on"):
            return False
        return not (acts.DID_TO | acts.WILL | acts.SAID).isdisjoint(behind[2:])

    def _will_come(self, index: int) -> bool:
        """Whether it opens a sentence and can or will do what people do: "Gethin can do"."""
        behind = self._following(index, 2)
        return len(behind) > 1 and behind[0] in acts.CAN and behind[1] in acts.COME

    def _says_so(self, index: int) -> bool:
        """Whether it says something to somebody or of somebody: "Rich said he would"."""
        behind = self._following(index, 2)
        return len(behind) > 1 and behind[0] in acts.SAID and behind[1] in acts.SAID_WHAT

    def _told_of(self, index: int) -> bool:
        """Whether a word of no list is somebody by what stands on both sides of it."""
        return (
            self._two_names(index)
            or self._beside_me(index)
            or self._says_hi(index)
            or self._between_commas(index)
            or self._then_did(index)
            or self._called_out_to(index)
        )

    def _two_names(self, index: int) -> bool:
        """Whether it and the next are no words, and one is a listed name: "tou vang"."""
        at = index + 1
        if at >= len(self.words) or self.reading.gap(index) != " " or not self._free(at):
            return False
        name = self.words[at]
        strange = worth(name) in (UNKNOWN, SURE) and len(name) > 2
        return strange and (name in SURNAMES or self.words[index] in SURNAMES)
