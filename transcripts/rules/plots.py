"""How places in the country are written: plots, parks of trailers, roads with a number."""

# With a number behind them: "site 14 box 9".
_PLOTS = (
    r"r\.? ?r|rural route|route rurale|routes?|rte?|hc|hcr|star route|sites?|comp|compartment"
    r"|box|boite|lots?|concession|conc?|rang|rg|range|rge|township|twp|spaces?|spc|pad|group|grp"
    r"|plan|block|blk|flat|apt|building|bldg|tower|parcel|pcl|lsd|trailer|terrain|emplacement"
)
_PLOT = rf"(?:{_PLOTS})\.? ?#? ?(?:no\.? ?)?\d{{1,5}}[a-z]?(?!\w|[/:.]\d)"
# Two of them in a row.
PLOTS = rf"(?<!\w){_PLOT}(?:,? ?(?:on |of |and |du |de la )?{_PLOT}){{1,4}}"
# One place where trailers stand.
_PARK = (
    r"(?:(?:trailer|mobile home|rv|caravan)s? ?(?:park|court|home park)|campground|camping\b"
    r"|parc de (?:roulottes|maisons mobiles)|mobile homes?)"
)
IN_PARK = (
    r"(?<!\w)(?:lots?|spaces?|spc|site|unit|pad|trailer|number|no|#|terrain)\.? ?#? ?\d{1,4}"
    rf"[a-z]?(?!\w)(?=.{{0,40}}{_PARK})"
)
# A house on a road that has a number: "4417 Concession Road 7", "N6120 County Rd M".
_KINDS = (
    r"(?:concession|co|township|twp|range|rge|county|cty|regional|state|us|rural|old|forest"
    r"|forest service|grid|secondary|side)"
)
_ROAD = rf"{_KINDS}? ?(?:roads?|rd|hwy|highway|route|rte|sideroad|trunk|concession|line|cr|fm)"
ON_ROAD = (
    rf"(?<![\w$£€.,])(?:[nsew]\d{{3,5}}|\d{{3,6}}) {_ROAD}\.? ?#?(?:\d{{1,4}}[a-z]?|[a-z]{{1,2}}"
    r"(?= |$|,))(?: (?:north|south|east|west|[nsew])(?!\w))?(?!\w|[:.]\d)"
    rf"|(?<![\w$£€.,])\d{{1,6}} {_KINDS} (?:road|rd|highway|hwy|route|line)\.? \d{{1,4}}[a-z]?"
    r"(?!\w)"
    r"|(?<![\w$£€.,])\d{3,5} block (?:of )?(?:[nsew]\.? )?[a-z]{3,20}"
    r"(?: (?:st|street|ave|avenue|rd))?(?!\w)"
    # A house in a numbered street: "9921 149A Street".
    r"|(?<![\w$£€.,])\d{2,6} \d{1,3}[a-z] (?:street|st|avenue|ave|drive|dr|crescent)(?!\w)"
)
# A house that has a name, and its lane.
_HOUSE = (
    r"(?:cottage|house|farm|farmhouse|lodge|villa|manor|barn|bungalow|croft|cabin|forge|mill"
    r"|vicarage|rectory|stables)"
)
_LANE = r"(?:lane|road|rd|street|st|avenue|ave|drive|close|way|hill|row|crescent|terrace|green)"
NAMED = (
    rf"(?<!\w)([a-z][a-z']+ (?:[a-z][a-z']+ )?{_HOUSE}),? ((?:[a-z][a-z']+ ){{1,2}}{_LANE})(?!\w)"
)
# A house whose name stands before the number of a home in it, or whose number stands apart.
RESIDENCE = (
    r"(?<!\w)(?:residences?|immeuble|tour|hlm|lotissement|hameau|domaine|clos|villa|cite)"
    r"(?: [a-z][a-z'\-]+){1,4}?,? "
    r"(?:(?:batiment|bat|escalier|esc|entree|hall)\.? [a-z0-9]{1,2},? )?"
    r"(?:appartement|appart|appt|apt|app|porte|logement|lot|n°|numero) ?\d{1,4}[a-z]?(?!\w)"
)
CIVIC = (
    r"(?<!\w)(?:(?:house|building|bldg|civic|street) (?:number|no|num|#)|numero (?:civique|de porte"
    r"|de maison))(?: is|'s|:| c'?est| est)?\.? ?#?(\d{1,5}[a-z]?)(?![\w%])"
    r"|(?:lives?|living|neighbou?rs?|stay\w*|house) at (?:number|no\.?) (\d{1,5}[a-z]?)(?![\w%])"
    r"|(?:(?<= road)|(?<= lane)|(?<=treet)|(?<= rue)|(?<=venue)),? (?:at |au )?"
    r"(?:number|no\.?|num|numero|#) ?(\d{1,5}[a-z]?)(?![\w%])"
)
# Without one of these none of them is asked for.
HINTS = frozenset(
    """
    rr route routes rt hc hcr site sites comp box boite lot lots concession con conc rang rg range
    rge township twp space spaces spc pad unit trailer terrain road roads rd hwy highway rte
    residence residences immeuble tour hlm lotissement hameau domaine clos villa cite num numero
    building bldg civic
    street st avenue ave sideroad line cr fm trunk emplacement number no block blk parcel pcl lsd
    """.split()
)
HOUSES = frozenset(
    "forge mill vicarage rectory stables cottage farm farmhouse lodge villa manor barn bungalow"
    " croft cabin house".split()
)
