"""E-mail, links, network addresses and places on a map: what a pattern knows by itself."""

import re

from transcripts.redact.reading import Reading
from transcripts.rules.lists import WORDS

_NAME = r"[a-z0-9][\w.+\-]{0,63}"
_HOST = r"[a-z0-9][a-z0-9\-]{0,40}(?:\.[a-z0-9][a-z0-9\-]{0,40}){0,4}"
_TLD = (
    "com|net|org|ca|uk|fr|io|co|info|biz|edu|gov|xxx|app|dev|site|online|example|link|club|live|tv"
    "|gg|xyz|eu|be|ch|de|us|qc|quebec|shop|store|page|test|invalid|me|ly|gl|cc|to|ru|"
    "nl|au|ie|cam|sex|porn|adult"
)
_SURE_TLD = (
    "com|net|org|ca|co\\.uk|org\\.uk|fr|info|biz|example|xxx|io|app|xyz|gg|"
    "online|site|quebec|gc\\.ca"
)
_AT = (
    r"(?: ?@ ?| ?[(\[{<] ?(?:at|arobase|a commercial|arobas) ?[)\]}>] ?| (?:at|"
    r"arobase|arobas|chez) )"
)
_DOT = r"(?:\.| ?[(\[{<] ?(?:dot|point) ?[)\]}>] ?| (?:dot|point) )"
_WORD_DOT = r"(?: ?[(\[{<] ?(?:dot|point) ?[)\]}>] ?| (?:dot|point) )"

_PROVIDERS = "gmail|hotmail|outlook|yahoo|icloud|protonmail|proton|videotron|sympatico|live|aol|msn"
EMAIL = re.compile(
    rf"(?<![\w@]){_NAME}@{_HOST}\.(?:[a-z]{{2,24}})\b"
    rf"|"
    rf"(?<![\w@])[a-z0-9][\w+\-]{{0,40}}(?:{_DOT}[\w+\-]{{1,40}}){{0,3}}{_AT}[a-z0-9][a-z0-9\-]{{0,40}}"
    rf"(?:{_DOT}[a-z0-9\-]{{1,30}}){{0,3}}{_DOT}(?:{_TLD})(?:{_DOT}(?:uk|ca|au|fr))?\b"
    rf"|(?<![\w@])[a-z][\w.+\-]{{2,40}}{_AT}(?:{_PROVIDERS})(?![\w.])"
)
URL = re.compile(
    r"\b(?:https?|hxxps?)://[^\s<>\"\0\1]{1,400}"
    r"|\bwww\.[a-z0-9][^\s<>\"\0\1]{1,300}"
    rf"|(?<![\w@.]){_HOST}\.(?:{_TLD})/[^\s<>\"\0\1]{{1,300}}"
    rf"|(?<![\w@.\-])(?:[a-z0-9][a-z0-9\-]{{0,40}}\.){{1,4}}(?:{_SURE_TLD})(?![\w@]|\.\w|-\w)"
    rf"|(?<![\w@.])[a-z0-9][a-z0-9\-]{{1,40}}(?:{_WORD_DOT}[a-z0-9\-]{{2,30}}){{0,2}}{_WORD_DOT}"
    r"(?:com|net|org|ca|info|biz)(?: (?:slash|barre oblique) [\w\-]{1,40}){0,4}\b"
)
HANDLE_LINK = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:t\.me|instagram|snapchat|twitter|x|tiktok|facebook|fb)\b"
)
MAP_LINK = re.compile(r"maps\.|/maps|goo\.gl/maps|osm\.org|openstreetmap|what3words|w3w")
MAC = re.compile(
    r"\b[0-9a-f]{2}(?:[:\-][0-9a-f]{2}){5}\b"
    r"|\b(?=[\d.]{0,13}[a-f])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}\b"
)
IP4 = re.compile(
    r"(?<![\w.])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:/\d{1,2}|:\d{2,5})?(?![\w]|\.\d)"
)
IP6 = re.compile(
    r"(?<![\w:])(?=[0-9a-f:]*[0-9a-f])"
    r"(?:[0-9a-f]{1,4}:){2,7}(?:[0-9a-f]{1,4})?(?::[0-9a-f]{1,4}){0,6}(?:/\d{1,3})?(?![\w:])"
    r"|(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4}(?![\w:])"
)
_DECIMAL = r"[-+−]?\d{1,3}\.\d{2,9}"
_AXIS = r"(?:lat(?:itude)?|lo?ng?(?:itude)?|lon)\.?[ :=]{0,3}"
GEO = re.compile(
    rf"(?:{_AXIS})?(?<![\w.$£€])({_DECIMAL}) ?°? ?[nsewo]?(?:\s?[,;/]\s?|\s{{1,2}}|"
    rf"\s?(?:and|et|by|x)\s)"
    rf"(?:{_AXIS})?({_DECIMAL})(?: ?° ?[nsewo]?\b| ?[ewo]\b)?(?![\w%]|\.\d)"
    r"|\b\d{1,3} ?° ?\d{1,2}(?:[.,]\d{1,4})? ?['′](?: ?\d{1,2}(?:\.\d{1,3})? ?(?:\"|″|"
    r"''))? ?[nsewo]\b"
    r"|(?<!\w)[23456789cfghjmpqrvwx]{4,8}\+[23456789cfghjmpqrvwx]{2,3}\b"
    r"|///[a-z]{2,20}\.[a-z]{2,20}\.[a-z]{2,20}"
)
_ABOUT_PLACE = re.compile(
    r"\b(?:pin|gps|lat|long|lng|lon|coord\w*|location|position|map|maps|localisation|"
    r"im at|im here|i am at)\b"
)
_VERSION = re.compile(r"\b(?:version|ver|v|build|release|app)\.? ?$")
_SOLE = ".,;:!?)]}'\"»"


_DOTTED = re.compile(r"\w\.[a-z]")
_AT_WORD = re.compile(r"[ (\[{<](?:at|arob|a com)")
_HOST_WORD = re.compile(rf"\w\.[a-z]|dot|point|{_PROVIDERS}")
_MAPPED = re.compile(r"\.\d\d|[°+]")


def find(reading: Reading) -> None:
    """Take what is on the net or on a map."""
    text = reading.text
    if "@" in text or (_AT_WORD.search(text) and _HOST_WORD.search(text)):
        for found in EMAIL.finditer(text):
            if "@" in found.group() or _mailbox(found.group(), text[found.end() :]):
                reading.take(found.start(), found.end(), "EMAIL")
    if (
        _DOTTED.search(text)
        or "://" in text
        or " dot " in text
        or " point " in text
        or "dot)" in text
    ):
        _links(reading)
    if ":" in text or "." in text or "-" in text:
        _addresses(reading)
    if "///" in text or (reading.digits and _MAPPED.search(text)):
        _coordinates(reading)


def _mailbox(written: str, behind: str) -> bool:
    """Whether what is spelt with "at" is a mailbox and no sentence about a site."""
    name, _, host = written.partition(" at ")
    if not host or host in _PROVIDERS.split("|"):
        return name not in _NO_MAILBOX and name not in WORDS
    spelt = " dot " in host or " point " in host
    return spelt or not (name in _NO_MAILBOX or host.startswith("www.") or behind[:1] == "/")


_NO_MAILBOX = frozenset(
    "is are was look looking me him her us them it on ad ads profile online found "
    "live lives page here pics posted".split()
)


def _links(reading: Reading) -> None:
    for found in URL.finditer(reading.text):
        link = found.group().rstrip(_SOLE)
        label = "GEO" if MAP_LINK.search(link) else "SOCIAL" if HANDLE_LINK.match(link) else "URL"
        reading.take(found.start(), found.start() + len(link), label)


def _addresses(reading: Reading) -> None:
    text = reading.text
    if text.count(":") > 4 or text.count("-") > 4 or text.count(".") > 1:
        for found in MAC.finditer(text):
            reading.take(found.start(), found.end(), "IP")
    for found in IP4.finditer(reading.text) if text.count(".") > 2 else ():
        small = all(int(part) <= 255 for part in found.groups())
        if small and not _VERSION.search(reading.before(found.start())):
            reading.take(found.start(), found.end(), "IP")
    if reading.text.count(":") > 1:
        for found in IP6.finditer(reading.text):
            written = found.group()
            if "::" in written or written.count(":") >= 5:
                reading.take(found.start(), found.end(), "IP")


def _coordinates(reading: Reading) -> None:
    for found in GEO.finditer(reading.text):
        if found.group(1) is None or _on_a_map(reading, found):
            reading.take(found.start(), found.end(), "GEO")


def _on_a_map(reading: Reading, found: re.Match[str]) -> bool:
    """Whether two decimals are a place: fine enough, one below zero, or said to be one."""
    north, west = found.group(1), found.group(2)
    if abs(float(north.replace("−", "-"))) > 90 or abs(float(west.replace("−", "-"))) > 180:
        return False
    fine = min(len(north.split(".")[1]), len(west.split(".")[1]))
    said = _ABOUT_PLACE.search(reading.before(found.start())) or "lat" in found.group()
    return fine >= 3 or west[0] in "-−" or bool(said)
