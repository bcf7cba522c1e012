"""How identity numbers and vehicle plates are written."""

import re

_S = r"[ .\-/]?"
_NOT_A_WORD = (
    r"(?!(?:to|in|at|is|or|on|no|my|me|by|of|it|so|he|an|im|we|if|as|ok|et|ou|je|la|le|ma|au|du|de"
    r"|un|en|il|tu|se|sa|ce|ne|pm|mg|kg|ml|km|ft|hr|yr|mo)\b)"
)
SHAPES = re.compile(
    r"(?<!\w)(?:"
    # health insurance of Quebec, health card of Ontario
    rf"[a-z]{{4}}{_S}\d{{4}}{_S}\d{{4}}(?!\w)|\d{{4}}{_S}\d{{3}}{_S}\d{{3}}{_S}"
    rf"{_NOT_A_WORD}[a-z]{{2}}(?!\w)"
    # national insurance, Britain
    rf"|{_NOT_A_WORD}[a-z]{{2}}{_S}\d\d{_S}\d\d{_S}\d\d{_S}[a-d](?!\w)"
    # driving licences of North America, of Britain
    r"|[a-z]\d{3,4}[ \-]\d{4,6}[ \-]\d{2,5}(?!\w)"
    rf"|[a-z9]{{5}}{_S}\d{{6}}{_S}[a-z9]{{1,2}}\d?{_S}\d?[a-z]{{2}}(?!\w)"
    # immigration, United States
    r"|a[ \-]?\d{3}[ \-]\d{3}[ \-]\d{3}(?!\w)|a\d{8,9}(?!\w)"
    # social security and passport of France
    r"|[12][ .]\d\d[ .]\d\d[ .]\d[\da-z][ .]\d{3}[ .]\d{3}(?:[ .]\d\d)?(?!\w)"
    r"|\d{2}[a-z]{2}\d{5}(?!\w)"
    # applications for immigration, Canada; claims, United States
    r"|[efsuvwt]\d{3}[ \-]?\d{3}[ \-]?\d{3}(?!\w)|\d{9}[a-d](?!\w)"
    # visa applications, Britain; receipts of immigration, United States
    r"|(?:gwf|ioe|eac|wac|lin|src|msc|nbc|ysc)[ \-]?\d{9,10}(?!\w)"
    # prisons of England and Wales
    rf"|a\d{{4}}{_NOT_A_WORD}[a-z]{{2}}(?!\w)"
    r")"
)
# By which somebody in Britain shows that they may work: only behind its name.
SHARE_CODE = re.compile(
    r"\bshare ?code(?: is|:)? ?((?=[a-z0-9 \-]{0,8}\d)"
    r"[a-z0-9]{3}[ \-]?[a-z0-9]{3}[ \-]?[a-z0-9]{3})(?!\w)"
)
# Letters and digits in one, behind a word for an identity number.
MIXED = re.compile(
    r"(?<!\w)(?=[a-z0-9]{0,10}\d[a-z0-9]{0,10}\d)(?=\d{0,11}[a-z])[a-z0-9]{8,12}(?!\w)"
)
SORT_CODE = re.compile(r"\bsort(?: ?codes?)?(?: is| number)?:? ?(\d\d[ \-]?\d\d[ \-]?\d\d)(?!\w)")
IBAN = re.compile(r"(?<!\w)[a-z]{2}\d\d(?:[ \-]?[a-z0-9]{4}){2,7}(?:[ \-]?[a-z0-9]{1,4})?(?!\w)")
CODE = re.compile(
    r"(?<!\w)(?:[a-z]{1,5}[ \-]?)?\d+[a-z]{0,4}(?:[ \-./]?[a-z]{0,4}\d+[a-z]{0,2}){0,8}"
    r"(?:[ \-]?[a-z]{1,2}(?!\w))?"
)
PLATE = re.compile(
    r"(?<!\w)(?:[a-z]{1,3}\d[ \-]?\d{1,3}[a-z]{1,3}"
    r"|[a-z]{1,4}[ \-]?\d{1,4}(?:[ \-]?\d?[a-z]{1,3}\d?)?"
    r"|\d{1,4}[ \-]?[a-z]{1,4}(?:[ \-]?\d{1,4})?"
    r"|[a-z]\d{2,3}[ \-]?[a-z]{2,3}|\d{3}[ \-]\d{3}|\d[a-z]\d[ \-]?\d\d[a-z])(?!\w)"
)
# Of a plate that was not seen whole: "starts with", what, and perhaps what comes then.
PART_OF_PLATE = re.compile(
    r"\b(?:start|begin|end|finish|commen|debut|fini|termin)\w* (?:with|wit|w|in|by|par|avec|en|a)"
    r"(?: a| an| the)? ([a-z0-9]{2,4})(?:,? (?:and|n|then|et|pis|puis)(?: (?:i think|maybe|je"
    r" pense|then|ends? (?:in|with|w)|fini\w* par))* ([a-z]*\d[a-z0-9]{1,3}))?(?!\w)"
)
# The same beside a car, letters and digits both: "silver Astra, think it starts BD16".
PART_BY_CAR = re.compile(
    r"\b(?:start|begin|end|finish|commen|debut|fini|termin)\w* "
    r"(?:(?:with|wit|w|in|by|par|avec|en) )?"
    r"([a-z]{1,4}\d{1,4}[a-z]{0,3}|\d{1,3}[a-z]{2,3})(?!\w)"
)
# Without a word before it: what only plates look like, and in capitals.
SURE_PLATE = re.compile(
    r"(?<!\w)(?:[a-z]{2}[ \-]\d{3}[ \-][a-z]{2}|[a-z]{2}\d\d[ \-]?[a-z]{3}|[a-z]{2,4}[ \-]?\d{3,4}"
    r"|[a-z]{3}[ \-]?\d{2}[a-z]|[a-z]{2}\d[ \-]?\d{2}[a-z]|\d[a-z]{3}[ \-]?\d{3}"
    r"|\d{3}[ \-][a-z]{3}|[a-z]\d\d[ \-][a-z]{3})(?!\w)"
)
