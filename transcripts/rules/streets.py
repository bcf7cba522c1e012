"""How addresses, units, hotels and rooms are written in English and in French."""

TYPES = frozenset(
    """
    st str street ave av avenue aven rd road dr drive blvd boulevard boul ln lane crescent cres
    crt court ct pl place way wy hwy highway sq square terrace ter terr trail trl parkway pkwy
    close grove gardens gdns garden walk row mews circle cir alley path rise hill park view
    green bay loop gate quay wharf line sideroad concession turnpike expressway heights mount
    esplanade promenade commons landing cove ridge run crossing pass point plaza junction estate
    estates vale parade broadway bank brae fold croft wynd dene moor lea meadow meadows fields
    orchard copse pike tpke hollow causeway cswy bypass freeway fwy motorway lookout knoll spinney
    garth drove vennel glen gln bluff bluffs spur villas xing bnd cv hts holw rdg jct lndg mdws mnr
    vlg grn grv cyn expy townline ridgeway acres chase heath wood woods trace bend reach glade end
    manor mill mills springs spring shores shore valley village vista corner corners creek dale
    downs farm forest fork forks harbour harbor haven highlands island isle lake link mountain oval
    passage pines pine plains ranch summit track yard cliff glebe paddock paddocks lawns brow head
    strand private circuit curve key ferry bottom canyon rapids falls ford prairie keep
    cottages cottage leys nook parade drift twitten ginnel snicket loaning gait
    """.split()
)
# As the last word of a street these are also plain words: the number must be at least so plain.
SOFT_TYPES = frozenset(
    "way place park view green line point run pass hill rise row path walk gate "
    "close court bay loop garden gardens ridge mount landing crossing commons "
    "junction bank fold croft moor lea meadow meadows fields orchard glen spur chase heath wood"
    " woods trace bend reach glade end manor mill mills springs spring shores shore valley village"
    " vista corner corners creek dale downs farm forest fork forks harbour harbor haven highlands"
    " island isle lake link mountain oval passage pines pine plains ranch summit track yard cliff"
    " glebe paddock paddocks lawns brow head strand private circuit curve key ferry bottom canyon"
    " rapids falls ford prairie keep nook parade drift gait drove lookout hollow acres villas"
    " bypass freeway motorway cottages cottage".split()
)
TYPES_BEFORE = frozenset(
    """
    rue r avenue av ave boulevard boul bd blvd chemin ch rang route rte place pl allee ruelle
    cote montee impasse heol ffordd calle via faubourg sente traverse venelle quai croissant
    terrasse carre cours promenade autoroute passage square
    sentier rg lotissement hameau villa cite clos domaine levee parvis esplanade rocade sq
    """.split()
)
DIRECTIONS = frozenset("n s e w ne nw se sw north south east west est ouest nord sud o".split())
PARTICLES = frozenset("de du des la le les l d saint sainte st ste van".split())
UNITS = (
    r"(?:apt|apartment|appt|appartement|app|ap|unit|suite|ste|bureau|bur|porte|lot|spc|"
    r"logement|log|local|escalier|esc|batiment|bloc|entree|flat|floor|buzzer|buzz|bzzr|#|no|num|room|rm|ph|"
    r"penthouse|bsmt|basement)"
)
# Houses that have a name and no number.
BUILDINGS = r"(?:house|court|mansions?|towers?|heights|lodge|buildings?|villas?|residences?|manor)"
# Hotels by the names that people write; a blank in one may be left out.
_HOTELS = """
super 8, days inn, travelodge, travel lodge, motel 6, studio 6, econo lodge, sandman
ramada inn, ramada, premier inn, premie inn, premer inn, preme inn, best western
holiday inn express, holiday inn, holiday, comfort inn, comfort suites, howard johnson, hojo
quality inn, red roof inn, red roof
la quinta inn, la quinta, ibis, novotel, marriott, hilton, sheraton, hampton inn, hampton, hyatt
fairmont, delta, radisson, wyndham, knights inn, rodeway inn, rodeway, extended stay
residence inn, courtyard, doubletree, embassy suites, four points, westin, microtel, baymont
americas best, budget inn, blue bird, patricia, balmoral, empress, ritz, regency, travelers inn
candlewood, homewood suites, sleep inn, mainstay, country inn, coast hotel, accent inn
premiere classe, formule 1, campanile, kyriad, mercure, balladins, etap hotel, mister bed
la place hotel, red lion, value lodge, budget host, scottish inns, ascend, clarion, park plaza
thriftlodge, thrift lodge, royal host, surestay, staybridge suites, staybridge
woodspring suites, woodspring, americinn, drury inn, hotel f1
canadas best value inn, canad inns, magnuson, siegel suites, ibis budget
fairfield inn, fairfield, springhill suites, springhill, towneplace suites, towneplace, aloft
moxy, crowne plaza, home2 suites, home2, tru by hilton, avid hotel, cambria hotel, everhome
suburban studios, wingate, hawthorn suites, trademark hotel, hometowne studios, intown suites
sonesta, budgetel
pomeroy, prestige hotel, executive inn, stay inn, studio inn, red carpet inn, relax inn, motel 1
passport inn, master hosts, key inn, great western, super8, rest inn, western inn, crossland
citizenm, premier suites, point a, leonardo hotel, village hotel, malmaison, z hotel, yotel
hub hotel, maldron, copthorne, thistle hotel, mama shelter, appart'city, brit hotel
fasthotel, fast hotel, greet hotel, timhotel, citotel, b&b hotel, bb hotel, hotel bb, ibis styles
quick palace, lemon hotel, p'tit dej, noctuel, inter hotel, hotel kyriad, logis hotel
universel, le concorde, gouverneur, motel one, britannia, easy hotel, jurys inn, park inn, airbnb
"""
_NAMES = [name.strip() for name in _HOTELS.replace(",", "\n").splitlines() if name.strip()]
BRANDS = "|".join(name.replace(" ", " ?") for name in sorted(_NAMES, key=len, reverse=True))
_ROOMS = "room rooms rm rmm chambre chamb chbre chb ch door porte cabin cabine suite unit".split()
ROOM_WORDS = rf"(?:{'|'.join(_ROOMS)})"
# Without one of these there is no room: the first words of all of them.
ROOM_HINTS = (
    frozenset(_ROOMS)
    | {word for name in _NAMES for word in (name.split()[0], name.replace(" ", ""))}
    | {"plaza", "inn", "motel", "hotel", "auberge", "lodge", "suites"}
)
PUBLIC = (
    r"\b(?:community|centre|center|clinic|clinique|hospital|hopital|library|"
    r"bibliotheque|court|courthouse|palais|office|bureau|church|eglise"
    r"|school|ecole|college|university|drop-?in|city hall|clsc|shelter|refuge|legal|"
    r"food bank|salle)\b"
)
