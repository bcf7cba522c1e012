"""Sorts of writing that a stranger's set showed to leak, and harmless twins of each."""

import pytest

from transcripts.redact.engine import Said, find
from transcripts.redact.people import like_a_name
from transcripts.rules.lists import LIKENESS


def hidden(text: str, lang: str = "en", region: str = "CA", question: str = "") -> list[str]:
    spans = find(Said(text, lang, region, "client", question))
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        # names
        ('"Peaches" is my stage name', "Peaches"),
        ("mon linge est chez Samba rue Myrha", "Samba"),
        ("T-Bone took my bag", "T-Bone"),
        ("Big Ben y'appellent", "Big Ben"),
        ("the licence said Fraser Ignatius Doyle, i think", "Fraser Ignatius Doyle"),
        ("Thunder from the friendship centre drove me here", "Thunder"),
        ("Buck drives for a carrier", "Buck"),
        ("Ma grande, Merveille, a 11 ans", "Merveille"),
        ("Wisly, merci d'avoir appelé", "Wisly"),
        ("Parm, 32, tall", "Parm"),
        ("Sukhmanpreet Gill signed the lease", "Sukhmanpreet Gill"),
        ("thx u r the best xo mandy", "mandy"),
        ("deanna moosomin. my girl is here", "deanna moosomin"),
        # made as names are, of no list and with nothing beside them
        ("my cousin kanwalpreet came on a student visa", "kanwalpreet"),
        ("my homegirl tranisha crib in decatur", "tranisha"),
        ("that new dr abolhassani gave me carries", "abolhassani"),
        ("Wendjina pleure tout le temps", "Wendjina"),
        # streets, and what stands beside them
        ("9917 Cottonwood Bend", "9917 Cottonwood Bend"),
        ("2218 Gallatin Pike apt D", "2218 Gallatin Pike apt D"),
        ("2260 Lawrence e apt 911", "2260 Lawrence e apt 911"),
        ("street is 419 Tchoupitoulas upstairs", "419 Tchoupitoulas"),
        ("it is 6640 Old Hickory Hwy, lot 58", "6640 Old Hickory Hwy, lot 58"),
        ("come to 810 1/2 S Main upstairs", "810 1/2 S Main"),
        ("le 940 de Maisonneuve app 1201", "940 de Maisonneuve app 1201"),
        ("au 77 rue Notre-Dame des Victoires", "77 rue Notre-Dame des Victoires"),
        ("au 4 lotissement des Chênes", "4 lotissement des Chênes"),
        ("c'est résidence Les Tilleuls, bâtiment C, appartement 14",
         "résidence Les Tilleuls, bâtiment C, appartement 14"),
        ("the house number is 77 on Fleming", "77"),
        ("a house on Mill Road, number 112", "112"),
        ("twenty two birch lane", "twenty two birch lane"),
        ("2 Ings Lane Cottages, Goole", "2 Ings Lane Cottages"),
        # rooms
        ("holiday inn downtown, 1109", "holiday inn|1109"),
        ("the Sandman on georgia, 1808", "Sandman|1808"),
        ("were in 602 at the chateau lacombe", "602|chateau lacombe"),
        ("hotel quartier des spectacles chambre 914", "hotel quartier des spectacles|914"),
        ("they got us at the Fairfield by the airport, room 233", "Fairfield|233"),
        ("the manager at the Economy Lodge knows, we in 204", "Economy Lodge|204"),
        ("à la 212 de l'Ibis Budget", "212|Ibis Budget"),
        ("the girl in 412 is crying", "412"),
        ("im on leolist as Asia", "Asia"),
        ("a s'appelle pas Candy", "Candy"),
        ("Bébé c'est comme ça qu'y m'appelle", "Bébé"),
        ("in the towers, block 4, flat 212", "block 4, flat 212"),
        ("the neighbour lives at number 9", "9"),
        # numbers and dates
        ("a silver Astra, think it starts BD16", "BD16"),
        ("ma carte d'hopital c'est le 881 204", "881 204"),
        ("they took my pasport C03005988", "C03005988"),
        ("he has a burner, last four 0168", "0168"),
        ("0033 6 39 98 77 42", "0033 6 39 98 77 42"),
        ("license starts with CX4", "CX4"),
        ("a 12-02-2007 comme date de fete", "12-02-2007"),
        ("b day aug 30 '01", "aug 30 '01"),
        ("je suis du 14 juillet 1995", "14 juillet 1995"),
    ],
)  # fmt: skip
def test_it_is_hidden(text: str, goes: str) -> None:
    assert hidden(text) == goes.split("|")


def test_letters_tell_names_from_words() -> None:
    names = ["osarugue", "ooleepika", "benhaddou", "lanfranchi", "vukovic"]
    words = ["somethingg", "appointement", "recepshunist", "erliest", "conservativ"]
    assert [one for one in names + words if like_a_name(one)] == names


def test_the_letters_are_weighed_by_the_lists() -> None:
    assert LIKENESS["ing"] < 0 < LIKENESS["hei"]
    assert {len(group) for group in LIKENESS} == {3}


@pytest.mark.parametrize(
    "text",
    [
        # towns, houses, peoples
        "In Red Deer there was no grandmother",
        "my aunt is in Las Cruces still",
        "i was born in Tamatave",
        "i work at the Golden Lotus",
        "she wants a Canada Goose",
        "la maison Marguerite est loin",
        "shes in treatment at john howard",
        "Elizabeth Fry called me back",
        "Southall Black Sisters can help with this",
        "on est cinq filles, toutes thaïlandaises",
        "call the philippines number",
        "i work at the Tim Hortons on Barton",
        "my gabapentin got stolen at the Vivian",
        "cops at kingsway n joyce again",
        "52 ave by the liquor store",
        "Kalayaan can advise you",
        "is Raincity still open",
        # mistyped
        "they gave me the run arround agian",
        "i need a counciler who does trama",
        "Pôle emploi m'a radiée",
        "on est partis de Val-d'Or",
        "stuck in 200 km of traffic",
        "the guy in 2019 was worse",
        # French without its apostrophe, or with one
        "non y sait pas que jvous parle",
        "je veux parler a quelquun",
        "ma mère les garde",
        "Le monsieur c'est un client",
        "C'est parfait, merci",
        # numbers of nobody
        "12 girls live there",
        "i was 14 creek side drinking with friends",
        "15 park benches and not one free",
        "2 mission workers came by",
        "la porte à gauche",
        "the clinic is in room 204 at the community centre",
        "theres no room at the inn",
        "number 2 on my list",
        "Butter, eggs, milk",
        "Plz, can u help",
    ],
)
def test_what_is_like_it_stays(text: str) -> None:
    assert hidden(text) == []
