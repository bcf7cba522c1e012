"""One text in one language: the one we ship, its blanks, how it will look, and what is doubtful."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from helpline.countries import NUMBERS
from helpline.models import Line, Number
from helpline.reading import english_grade, french_ease
from helpline.segments import Size, measure, straighten
from office.texts.wordlist import Text
from routing.entering.openings import policy_of
from routing.hands import partings
from routing.plain.words import WORDS
from routing.texting.lengths import OTHERS
from routing.texting.reaction import DATED, opening
from routing.texting.words import DEFAULTS, Name, tells, words_of
from transcripts import policies

BLANK = re.compile(r"\{(\w+)\}")
# A formula says nothing of a few words; from here on, a text is harder than those we ship.
FEW, GRADE, EASE = 6, 6.0, 65.0
# What fits into a line of the strip on a small phone.
STRIP = 40
THURSDAY = datetime(2026, 11, 26, 18, tzinfo=UTC)
Own = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as it will be read; `size` is what it costs as a text message."""

    locale: str
    words: str
    size: Size | None
    doubts: list[str]

    def cost(self) -> str:
        """How many texts it is, and how full they are."""
        if self.size is None:
            return ""
        said = ngettext("%d text", "%d texts", self.size.texts) % self.size.texts
        letters = {"units": self.size.units, "room": self.size.room}
        return f"{said}{_(', %(units)s of %(room)s letters.') % letters}"


def shipped(text: Text, locale: str) -> str:
    """What stands there as long as nobody writes another."""
    if text.face == "phone":
        return DEFAULTS[locale].get(cast(Name, text.name), "")
    with translation.override(locale):
        said = WORDS[text.name]
        return pgettext(text.name, said) if said else ""


def blanks(words: str) -> list[str]:
    return list(dict.fromkeys(BLANK.findall(words)))


def filled(text: Text, locale: str, line: Line, own: Own, words: str) -> str:
    """The text with examples in its blanks, as it will be read."""
    if text.face == "page":
        examples = _examples(line, locale, text.name)
        return BLANK.sub(lambda blank: examples.get(blank[1], blank[0]), words)
    if text.name == OTHERS:
        return straighten(words)
    places = {
        "kept": policies.of(policy_of(line, "sms")).says(locale),
        "opens": opening(THURSDAY, THURSDAY - timedelta(days=DATED - 1), locale),
        "others": own.get(locale, {}).get(OTHERS, ""),
        **partings.places(line, locale, THURSDAY),
    }
    return straighten(
        words_of(cast(Name, text.name), locale, {locale: {text.name: words}}, **places)
    )


def _examples(line: Line, locale: str, name: str) -> dict[str, str]:
    numbers = NUMBERS[line.country]
    french = locale == "fr"
    return {
        "name": "Robin",
        "n": "7",
        "limit": "2\u202f000" if french else "2,000",
        "time": "21\u00a0h\u00a040" if french else "21:40",
        "when": "demain à 18\u00a0h\u00a000" if french else "tomorrow at 18:00",
        "day": "jeudi" if french else "Thursday",
        "zone": "Winnipeg",
        "number": numbers.despair if name == "despair" else numbers.danger,
    }


def see(text: Text, locale: str, subject: Line | Number, own: Own, words: str) -> Seen:
    """How the text will look in this language, and what somebody should think of once more."""
    line = subject.line if isinstance(subject, Number) else subject
    said = filled(text, locale, line, own, words) if words else ""
    size = measure(said) if text.face == "phone" and said else None
    return Seen(locale, said, size, list(_doubts(text, locale, line, words, size)))


def _doubts(text: Text, locale: str, line: Line, words: str, size: Size | None) -> Iterator[str]:
    if not words:
        return
    for blank in [each for each in blanks(shipped(text, locale)) if each not in blanks(words)]:
        yield _("{%s} is not in it: what stands there in ours is then not said.") % blank
    if hard(locale, words):
        yield _("This is harder to read than our texts. Shorter sentences and words help.")
    if text.face == "page" and text.name.endswith(("_now", "_next")) and len(words) > STRIP:
        yield _("It is longer than a line of a small phone.")
    if size is not None:
        yield from doubts_of_a_phone([line.name], words, size)


def doubts_of_a_phone(names: list[str], words: str, size: Size) -> Iterator[str]:
    """What somebody who looks at the phone would learn, and what makes the text dear."""
    if told := tells(words, names):
        said = ", ".join(_("“%s”") % word for word in told)
        yield _("It says %s: anybody may read that on their phone.") % said
    if size.costly:
        yield _(
            "These letters make it dear: %s. Without them one text holds 160 letters, not 70."
        ) % (" ".join(size.costly))
    if size.texts > 1:
        yield _("It does not fit into one text.")


def hard(locale: str, words: str) -> bool:
    """Whether it is harder than what we ship; of a few words no formula says anything."""
    if len(words.split()) < FEW:
        return False
    return french_ease([words]) < EASE if locale == "fr" else english_grade([words]) > GRADE


def wrong_blanks(text: Text, locale: str, words: str) -> list[str]:
    """What cannot be used: blanks that nothing fills, and braces that are none."""
    known = blanks(shipped(text, locale))
    unknown = [blank for blank in blanks(words) if blank not in known]
    found = [_unknown(blank, known) for blank in unknown]
    if set(BLANK.sub("", words)) & set("{}"):
        found.append(_("A brace stands alone. Blanks are written as {name}."))
    if text.name in ("danger", "despair") and text.face == "page" and "number" not in blanks(words):
        found.append(_("{number} must be in it: it is the number to call."))
    return found


def _unknown(blank: str, known: list[str]) -> str:
    if not known:
        return _("{%s} is filled by nothing: this text has no blanks.") % blank
    said = ", ".join(f"{{{each}}}" for each in known)
    return _("{%(blank)s} is filled by nothing. Known here: %(known)s.") % {
        "blank": blank,
        "known": said,
    }
