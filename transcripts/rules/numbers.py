"""Words and shapes that say what a row of digits is."""

DIGIT_WORDS = {
    "zero": "0",
    "oh": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "thirteen": "13",
    "fourteen": "14",
    "fifteen": "15",
    "sixteen": "16",
    "seventeen": "17",
    "eighteen": "18",
    "nineteen": "19",
    "twenty": "2",
    "thirty": "3",
    "forty": "4",
    "fifty": "5",
    "sixty": "6",
    "seventy": "7",
    "eighty": "8",
    "ninety": "9",
    "fiv": "5",
    "sevn": "7",
    "fore": "4",
    "nought": "0",
    "hundred": "00",
    "un": "1",
    "une": "1",
    "deux": "2",
    "trois": "3",
    "quatre": "4",
    "cinq": "5",
    "sept": "7",
    "huit": "8",
    "neuf": "9",
    "dix": "10",
    "onze": "11",
    "douze": "12",
    "treize": "13",
    "quatorze": "14",
    "quinze": "15",
    "seize": "16",
    "vingt": "20",
    "trente": "30",
    "quarante": "40",
    "cinquante": "50",
    "soixante": "60",
    "septante": "70",
    "nonante": "90",
}
JOINERS = frozenset("dash tiret hyphen dot point space espace double triple".split())
# Only inside a row that has begun.
INNER = {"o": "0", "oo": "00"}

CARD = frozenset(
    "card cards carte visa mastercard amex cc debit credit discover num interac".split()
)
PHONE = frozenset(
    """
    phone fone cell cel mobile mob mobs number numbers num numero no tel telephone call txt text
    texts texting ring reach whatsapp signal appelle appelez apelle appel texte joindre
    rejoindre telephoner rappelle rappeler contact landline home work dial digits fax ext poste
    cellulaire fixe
    """.split()
)
# Area codes of North America for which whoever is called pays.
FREE_OF_CHARGE = frozenset("800 833 844 855 866 877 888".split())
# The last digits of something.
ENDS = frozenset(
    "ends ending end last derniers dernier finit finissant finissent termine terminant".split()
)
# What is nobody's: the number behind it stays.
LEAVE = frozenset(
    """
    ticket file dossier case order commande invoice facture claim reference ref confirmation
    version code form formulaire level lvl niveau score bus route section bill article loi
    occurrence tracking chat chapter agm isbn chapitre page question step option report
    incident batch lot
    rapport reclamation meeting zoom docket plainte pv crn suivi colis
    """.split()
)
UNITS = frozenset(
    """
    mg mcg ug g gram grams kg ml l lb lbs oz cc x percent pct ans an annees mois jours jour
    semaines heures heure h hr hrs hour hours min mins minutes sec days day weeks week wks wk
    months month mths years year yrs yr yo dollars dollar bucks buck quid euros euro pounds
    piastres cents cad usd eur gbp ft feet inches cm m km mi miles blocks beds lits people
    personnes times fois pm am k grand pills comprimes tabs credits stars etoiles calories bpm
    degrees c f ko gb mb watts volts amp piasse piasses balles boules sous tickets ft lbs
    """.split()
)
IDS = frozenset(
    """
    pasaporte pasaport passprt passeports lisence lisense licens license liscence licence permi
    sin sins nas ssn ssns social nhs nino ni phn ohip ramq msp passport passeport passports
    licence license licences licenses permis health care medicare soleil maladie insurance
    assurance alien uci account acct acc compte status ahcip mhsc hcn iban immigration permit
    resident student driver drivers carecard secu securite nir brp dl medicaid client-id mrn hcp
    iuc itin uan inmate prison prisoner detenu ecrou recepisse sejour allocataire matricule
    treaty band hospital patient pr residence residency permanent citizenship
    id identity identite cni hopital agdref anef neph siret ameli cmu etranger
    """.split()
)
# Of these one alone says little: only with a second, or with "number".
WEAK_IDS = frozenset(
    "social health care client status account acct insurance assurance"
    " permit immigration resident student driver drivers licence license"
    " prison prisoner treaty band hospital hopital etranger patient pr residence residency"
    " permanent citizenship id".split()
)
VEHICLES = frozenset(
    """
    car truck pickup van minivan suv vus camion voiture auto char fourgonnette fourgon
    camionnette bike moto motorcycle sedan coupe hatchback cab taxi uber vehicle vehicule
    driving drives drove roule conduit rental honda toyota ford dodge chevy chevrolet nissan
    mazda hyundai kia jeep tesla lexus acura audi bmw mercedes benz volkswagen vw volvo subaru
    gmc cadillac chrysler buick lincoln mitsubishi fiat peugeot renault vauxhall skoda porsche
    jaguar rover civic accord corolla camry rav4 tacoma tundra sienna prius altima sentra rogue
    jetta golf passat focus fiesta escape explorer mustang ranger silverado ram charger
    challenger caravan durango wrangler cherokee elantra sonata tucson impala malibu cruze
    equinox escalade tahoe yukon suburban sprinter astra corsa odyssey pilot f150 yaris kuga qashqai
    micra polo clio twingo megane scenic kangoo duster dacia sandero citroen berlingo picasso
    berline
    scooter utilitaire trafic lorry
    """.split()
)
PLATES = frozenset(
    "plate plates plt plaque plaques reg regs registration immatricule immatriculee"
    " immatriculation immat tag tags rego numberplate numberplates licenceplate"
    " licenseplate".split()
)
BORN = (
    r"\b(?:d\.?o\.?b\.?|born|birth ?(?:day|date)?s?|b[\- ]?days?|date of birth|"
    r"turn(?:s|ed|ing|in)? \d{1,2}(?: on| in)?|"
    r"(?:eu|aurai?|avoir|fet\w+|fais) \d{1,2} ans(?: le| en)?|"
    r"naissance|ddn|d\.d\.n|nee?s?(?= le\b| en\b| un\b| ?:| \d)"
    r"|(?:suis|est) (?=du \d{1,2} [a-z]{3,9} (?:19|20))"
    r"|i(?:'? ?m| am)(?= \d{1,2}[/.\-]\d{1,2}[/.\-]\d{2})"
    r"|ne\(e\)|nait|anniversaire|anniv|fete|ft|birthdate|age verification)\b"
)
MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|janv|fevr|fev|avr|juil"
)
