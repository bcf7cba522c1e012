"""Names on social networks: what begins with @ or $, or stands behind the name of a network."""

import re

from transcripts.redact.reading import Reading
from transcripts.rules.lists import PROPER, WORDS
from transcripts.rules.slang import SLANG

AT = re.compile(r"(?<![\w@.])@(?=[\w.]*[a-z])[a-z0-9_][\w.\-]{1,40}")
CASH = re.compile(r"(?<![\w$])\$(?=[a-z])[a-z][\w\-]{2,30}")
_NETWORK = (
    r"(?:snap(?:chat)?s?|insta(?:gram)?|ig|tele(?:gram)?|tg|tik ?tok|tt|twitter|face "
    r"?book|fb|messenger|discord|kik|reddit|only ?fans"
    r"|cash ?app|venmo|paypal|whatsapp|skype|linkedin|bluesky|threads|x account|wickr|"
    r"viber|line|signal|zelle|roblox|steam|handle|user ?names?|user|pseudo"
    r"|follow(?: me| her| him)?|add me|find me|dm me|screen ?name|@ ?name|profile name|"
    r"nom d'utilisateur|compte)"
)
_LINK = (
    r"(?:(?: (?:name|handle|user(?:name)?|account|user name|pseudo|id))?(?: ?(?:is|"
    r"is:|are|c'?est|cest|c|est|s'appelle|=|:|;|-|im|i'm|under|as|called|sous le "
    r"nom(?: de)?"
    r"|avec le pseudo|pseudo|user(?:name)?|handle|at|@|his|is his))?|'s|s| (?:his|my|"
    r"her) [a-z]+ is)"
)
BEHIND = re.compile(
    rf"(?<!\w){_NETWORK}{_LINK}(?: ?[:=] ?| +|, ?|/)[\"'(]?([a-z0-9_][\w.\-]{{2,40}}(?:#\d{{4}})?)"
)
LONE = re.compile(r"(?<![\w@.\-/])(?:u/)?[a-z][a-z0-9_.]{3,40}(?![\w@])")
TOKEN = re.compile(r"[a-z0-9_$@][\w.\-]{1,40}")
# The first words of those: without one, and without what is like a handle, no pattern is asked.
_FIRST = (
    "snap snapchat insta instagram ig tele telegram tg tik tiktok tt twitter face facebook fb"
    " messenger discord kik reddit only onlyfans cash cashapp venmo paypal whatsapp skype linkedin"
    " bluesky threads x wickr viber line signal zelle roblox steam handle user username pseudo"
    " screen screenname name profile nom compte follow add find dm".split()
)
_NETWORKS = frozenset(_FIRST) | {f"{word}s" for word in _FIRST}
# Beside the name of a network.
_DOTTED = re.compile(r"(?<![\w@.\-/])[a-z]{3,30}\.[a-z]{2,20}(?![\w@.])")
_ALIKE = re.compile(r"_|[a-z.]\d\d|\bu/")
_STOP = frozenset(
    "and the is was are not but for name account user story stories page profile app "
    "my his her their them".split()
)


def find(reading: Reading, asked: frozenset[str]) -> None:
    """Take handles and cash tags."""
    text = reading.text
    if "@" in text:
        for found in AT.finditer(text):
            reading.take(found.start(), found.end() - _trail(found.group()), "SOCIAL")
    if "$" in text:
        for found in CASH.finditer(text):
            reading.take(found.start(), found.end() - _trail(found.group()), "SOCIAL")
    reading.cut()
    named = not _NETWORKS.isdisjoint(reading.words)
    for found in BEHIND.finditer(reading.text) if named else ():
        word = found.group(1).rstrip(".-")
        if _like_a_handle(word):
            reading.take(found.start(1), found.start(1) + len(word), "SOCIAL")
    for found in _DOTTED.finditer(reading.text) if named and "." in text else ():
        if _like_a_handle(found.group()):
            reading.take(found.start(), found.end(), "SOCIAL")
    if _ALIKE.search(text):
        for found in LONE.finditer(reading.text):
            if _surely_a_handle(found.group()):
                reading.take(found.start(), found.end() - _trail(found.group()), "SOCIAL")
    if "SOCIAL" in asked:
        _answer(reading)


def _surely_a_handle(word: str) -> bool:
    """Whether it is nothing but a handle, wherever it stands."""
    letters = re.sub(r"[^a-z]", "", word)
    if "_" in word.strip("_") or word.startswith("u/"):
        return len(letters) > 2
    plain = letters in WORDS or letters in PROPER or letters in SLANG
    return len(letters) > 4 and not plain and bool(re.fullmatch(r"[a-z.]+\d{2,}", word))


def _trail(handle: str) -> int:
    """How many signs behind a handle are no part of it."""
    return len(handle) - len(handle.rstrip(".-"))


def _like_a_handle(word: str) -> bool:
    """Whether it has what words have not: a digit and letters, a line below, a dot inside."""
    letters = re.search("[a-z]", word)
    if not letters:
        return False
    if "_" in word or re.search(r"\d", word):
        return not re.fullmatch(r"\d+(?:st|nd|rd|th|am|pm|h|mg|x|k|s|yrs?|hrs?)?\d*", word)
    if "." in word:
        return ".." not in word and not all(part in WORDS for part in word.split("."))
    plain = "-" in word and all(part in WORDS or len(part) < 3 for part in word.split("-"))
    return len(word) > 5 and word not in WORDS and not plain and not _inflected(word)


def _inflected(word: str) -> bool:
    return word.endswith(("ing", "ed", "s", "ly", "er", "ant", "ait", "ent"))


def _answer(reading: Reading) -> None:
    """Take what answers a question for a handle: what looks like one, else a lone word."""
    tokens = list(TOKEN.finditer(reading.text))
    alike = [one for one in tokens if _like_a_handle(one.group().rstrip(".-").lstrip("@$"))]
    lone = tokens if len(tokens) == 1 and tokens[0].group() not in WORDS else []
    for one in alike or lone:
        word = one.group().rstrip(".-")
        if word not in _STOP:
            reading.take(one.start(), one.start() + len(word), "SOCIAL")
