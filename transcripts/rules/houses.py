"""Shops and restaurants that have somebody's name: the name, and the word behind it that says so.

Written by hand from common knowledge. "Wendy's" is none of them: it may be Wendy's room.
"""

_PAIRS = """
tim horton, tim hortons, tim hortens, jean coutu, arby s, kohl s, papa john, chili s
applebee s, hardee s, nando s, roy rogers, bob evans, ben jerry, mary brown, sally beauty
victoria secret, mcdonald s, marks spencer, lloyds bank, lloyds pharmacy, jimmy johns
trader joe, trader joes, duane reade, walter reed, betty ford, johns hopkins, mary kay
doc martens, leroy merlin, yves rocher, marc jacobs, calvin klein, ralph lauren, tommy hilfiger
harley davidson, wells fargo, elizabeth fry, e fry, john howard, jean lapointe, dollard cormier
marie vincent, fred victor, margaret frazer, ronald mcdonald, abbe pierre, marie stopes
josephine butler, terrence higgins, suzy lamplugh, marguerite bourgeoys, mother teresa
accueil bonneau, chez doris, merrill lynch, morgan stanley, charles schwab, mercedes benz
alfa romeo, jim beam, jack daniels, jack daniel, johnnie walker, captain morgan, saint vincent
phillips andover
"""
# Shops that are called by somebody's first name behind an article: "le wifi du tim".
BY_ARTICLE = frozenset("tim tims timmies".split())
# They begin as surnames do.
SHOPS = frozenset(
    "mcdonald mcdonalds mcdo mcdos mcdee mccafe mcgill mcmaster macewan mcdavid".split()
)
HOUSES: dict[str, set[str]] = {}
for _pair in _PAIRS.replace("\n", ",").split(","):
    if _pair.strip():
        _name, _behind = _pair.split()
        HOUSES.setdefault(_name, set()).add(_behind)
