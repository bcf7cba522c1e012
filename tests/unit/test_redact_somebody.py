"""Words that are names by what stands around them, and the same words where they are none."""

import pytest

from transcripts.redact.engine import Said, find, over


def hidden(text: str, question: str = "") -> list[str]:
    said = Said(text, question=question)
    return [text[span.start : span.end] for span in find(said)]


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("Ghost wont give me my bag back", "Ghost"),
        ("mark is gonna be so mad", "mark"),
        ("rich kicked her out", "rich"),
        ("bill wont let us leave", "bill"),
        ("art from the shelter keeps following me", "art"),
        ("Rich said he knows my mom", "Rich"),
        ("does angel still come by", "angel"),
        ("is robin working tonight", "robin"),
        ("r u oona?", "oona"),
        ("have u seen peaches? its been 2 days", "peaches"),
        ("wheres bunny", "bunny"),
        ("me n chase had a fight", "chase"),
        ("my friend peaches is gone", "peaches"),
        ("jacks truck is outside", "jacks"),
        ("King's phone is off", "King"),
        ("they know him as T", "T"),
        ("ask for big t", "big t"),
        ("mama bear said no", "mama bear"),
        ("daddy d owns the house", "daddy d"),
        ("i dance as velvet", "velvet"),
        ("son surnom c'est Le Requin", "Le Requin"),
        ("y'a Chanel pis moi dans l'appart", "Chanel"),
        ("it is k a y l e e n", "k a y l e e n"),
        ("jer said hed be back", "jer"),
        ("tou vang was here before me", "tou vang"),
        ("my cousin nasreen begum, she has a key", "nasreen begum"),
        ("le cell a loulou marche pu", "loulou"),
        ("would Tamsin be ok with it", "Tamsin"),
        ("Austin broke my phone", "Austin"),
        ("K.C. said to wait", "K.C."),
        ("u there june?", "june"),
        ("Miss Loretta runs it", "Miss Loretta"),
        ("king m'a pris mon cell", "king"),
        ("jer braided my hair", "jer"),
        ("the nurse (Jun) was kind", "Jun"),
        ("my mom n karo left me", "karo"),
        ("the girl i dance with, sky, is gone", "sky"),
        ("then tino goes get in", "tino"),
        ("frank y'est rendu loin", "frank"),
        ("its at Fawn's place", "Fawn"),
        ("Tawny told me to write", "Tawny"),
        ("mr t owns it", "mr t"),
        ("we lost pixie last nite", "pixie"),
        ("say hi to tasha m", "tasha m"),
        ("c'est ptit jo", "ptit jo"),
        ("i saw baby j", "baby j"),
        ("rip jonny", "jonny"),
        ("Gethin can do Thursday", "Gethin"),
        ("junebug from the van said hi", "junebug"),
        ("she works as Phoenix", "Phoenix"),
        ("nobody seen Trouble since the raid", "Trouble"),
        ("our jodies fella is back", "jodies"),
        ("faut avertir chantale b que le gars est sorti", "chantale b"),
        ("Achebe never answers", "Achebe"),
        ("Jean-Guy du 3e m'achale", "Jean-Guy"),
        ("cuz oyinda snitched", "oyinda"),
        ("i think oyinda took it", "oyinda"),
        ("the cops found oyinda", "oyinda"),
        ("oyinda where r u", "oyinda"),
        ("ran from oyinda last nite", "oyinda"),
        ("sign in says J Delgado", "J Delgado"),
        ("A patient, Mai Vang, came in", "Mai Vang"),
        ("My Hoang parle pas anglais", "My Hoang"),
        ("i work beside An Pham", "An Pham"),
        ("her name is Hoang My", "Hoang My"),
        ("Fiona MacAllister, third year, sent it", "Fiona MacAllister"),
        ("i used to be jade on the ads", "jade"),
        ("cb handle Gravy Boat lol", "Gravy Boat"),
        ("tim came by", "tim"),
        ("jen told me to go", "jen"),
        ("Tina got me a coat", "Tina"),
        ("we owe Mama Queen money", "Mama Queen"),
    ],
)
def test_a_word_is_somebody(text: str, goes: str) -> None:
    assert hidden(text) == [goes]


@pytest.mark.parametrize(
    "text",
    [
        "i saw a ghost in that house",
        "they left a mark on my arm",
        "he got rich off us",
        "the bill is due on the first",
        "art class is at 2",
        "he calls me his angel",
        "peaches are in season",
        "its honey and lemon tea",
        "who will chase me next",
        "i lost my king size blanket",
        "c'est mon ange gardien",
        "smoke made my eyes hurt",
        "is candy bad for my teeth",
        "the fox ran by the tent",
        "faith keeps me going",
        "une marguerite pis des excuses",
        "Housing told me to wait",
        "Summer is the worst for us",
        "I moved here from Brandon, Manitoba",
        "i lost my keys, cards, everything",
        "we went, sadly, too late",
        "y veut son cash",
        "i found hope again",
        "she dropped acid at the party",
        "since everything went wrong",
        "c'est à côté du Jean Coutu",
        "he's from town, Lithuanian, drives a van",
        "c'est temporaire",
        "c'est compliqué",
        "je suis autochtone",
        "le 115 ne répond pas",
        "if winter comes early",
        "captain morgan nights",
        "j'ai pété un plomb hier",
        "aimée ou pas, je pars",
        "is this the text line?",
        "a ray of light in all this",
        "meet me at jasper n 101st",
        "I came from Iloilo in the spring",
        "the inn 300 meters away",
        "My file number with the tribunal is 2024-03817",
        "jviens de la plage",
        "snow is coming and i have no boots",
        "i miss loud music",
        "a john drove by",
        "he calls me worthless",
        "Christmas Eve was hard",
        "Austin is far from here",
        "shift starts at 1900, ends 0300",
        "My Van is parked outside",
        "it used to be winter on the farm",
        "i am on the site",
        "j'ai pris le wifi du tim",
        "si jen parle jperds ma job",
        "tina got me up 4 days",
        "off tina since monday",
        "my worker repond pas",
        "tansi. anybody there",
        "i take spiro and estradiol",
        "a viet place by the river",
        "her number came from ORR last week",
        "baby, princess, doll, he calls everyone that",
        "Fort McMurray is cold",
        "University McGill was closed",
        "Fraser McLeod Street is busy",
    ],
)
def test_the_same_word_is_none(text: str) -> None:
    assert hidden(text) == []


def test_a_name_may_be_spelt_when_it_is_asked_for() -> None:
    assert hidden("S-h-a-u-n-i", "Could you spell that?") == ["S-h-a-u-n-i"]
    assert hidden("my friends say zig", "What should I call you?") == ["zig"]


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("lot 14 concession 3, out past the mill", ["lot 14 concession 3"]),
        ("4417 Concession Road 7", ["4417 Concession Road 7"]),
        ("23415 Hwy 16 W is us", ["23415 Hwy 16 W"]),
        ("HC 61 Box 230", ["HC 61 Box 230"]),
        ("lot 22 at the trailer park", ["lot 22"]),
        ("its lot 33 rang 2", ["lot 33 rang 2"]),
        ("po box 33 stn main", ["po box 33 stn main"]),
        ("Rose Cottage, Mill Lane", ["Rose Cottage, Mill Lane"]),
        ("415 1/2 S Spring St", ["415 1/2 S Spring St"]),
        ("address is 77 Maple", ["77 Maple"]),
        ("the blue house 516 Agnes", ["516 Agnes"]),
        ("Ann Leroux, 1974-04-22", ["Ann Leroux", "1974-04-22"]),
        ("Ann Leroux 03/06/1999", ["Ann Leroux", "03/06/1999"]),
        ("i turn 18 on march 9", ["march 9"]),
        ("born 02/2001", ["02/2001"]),
        ("0188, thats the last 4", ["0188"]),
        ("your number with the BRP office is ZU0417739", ["ZU0417739"]),
        ("I have October 5, 1989 as your birthday", ["October 5, 1989"]),
        ("coast plaza, 1104", ["coast plaza, 1104"]),
        ("turning 19 july 7", ["july 7"]),
        ("fête le 7/7", ["7/7"]),
        ("7 juillet 88 ma date de naissance", ["7 juillet 88"]),
        ("dob 2000 july 7", ["2000 july 7"]),
        ("share code W8K 4FR 2PP", ["W8K 4FR 2PP"]),
        ("my id card 4483920", ["4483920"]),
        ("house is 9921 149A Street", ["9921 149A Street"]),
        ("12 Co Rd 418", ["12 Co Rd 418"]),
        ("22nd floor, 1050 Bute", ["22nd floor, 1050 Bute"]),
        ("cab to the Astoria, room 14", ["Astoria, room 14"]),
        ("the place on 418 ravine, upstairs", ["418 ravine"]),
        ("her auntie is over on 1907 Lamar", ["1907 Lamar"]),
        ("46 Seven Sisters Road", ["46 Seven Sisters Road"]),
        ("2B - 411 Powell Street", ["2B - 411 Powell Street"]),
        ("1045 Howe, across from the court", ["1045 Howe"]),
        ("digicode 27B4", ["27B4"]),
        ("2800 block of Cherokee", ["2800 block of Cherokee"]),
        ("mon numéro de demande c E002 114 887", ["E002 114 887"]),
        ("2002-11-30 brown hair, tiny", ["2002-11-30"]),
        ("hsk 4402, ns plates", ["hsk 4402"]),
        ("room 24 or 26 i think", ["24 or 26"]),
        ("chez moi, 9 rue du petit puy", ["9 rue du petit puy"]),
        ("moved to 9 Hollin Bank", ["9 Hollin Bank"]),
        ("discord: wolfy#4411", ["wolfy#4411"]),
        ("on dort au motel Bon Repos, la 12, y ronfle", ["motel Bon Repos", "12"]),
        ("suis a l'hotel B7 de Lyon ch 204", ["hotel B7", "204"]),
        ("they're in 126 at the Pinelodge Inn, come", ["126", "Pinelodge Inn"]),
        ("they have us in 31 at the Thriftlodge", ["31 at the Thriftlodge"]),
        ("habite au 7716, 2e Avenue, app. 4", ["7716, 2e Avenue, app. 4"]),
        ("mail it to Box 92, Moosonee", ["Box 92"]),
        ("bday May 6/03 so am i youth", ["May 6/03"]),
        ("use rosannas 778 555 0194", ["rosannas", "778 555 0194"]),
    ],
)
def test_other_shapes_are_hidden(text: str, goes: list[str]) -> None:
    assert hidden(text) == goes


@pytest.mark.parametrize(
    "text",
    [
        "i took bus route 3 to stop 4",
        "highway 16 is closed",
        "there are 2 lots and 1 box",
        "The hotline is 1-888-373-7888, free, 24/7.",
        "meeting id 844 2291 0037",
        "our half share was 12 of 30",
        "10/10 would cry again",
        "im on 100 tablets, still sick",
        "2025-11-30 was the last time",
        "march 9 is when rent is due",
        "the farm house on the road was empty",
        "a box of 12 and a box of 6",
        "motel Bon Repos is full",
        "Hotel Vancouver is too fancy",
        "meet at the Sunrise Inn, 10",
        "he took 80 at the motel down the road",
        "on a vu 120, 2e fois cette semaine",
        "write it in box 3 of the form",
        "we met May 6/03",
    ],
)
def test_what_is_like_them_stays(text: str) -> None:
    assert hidden(text) == []


def test_a_number_after_a_hotel_or_a_door_is_a_room() -> None:
    def second(first: str, then: str) -> list[str]:
        talk = [Said(first, side="seeker"), Said(then, side="seeker")]
        return [then[span.start : span.end] for span in over(talk)[1].spans]

    assert second("im at the Sunset Inn by myself", "217. come up the back") == ["217"]
    assert second("im at the Sunset Inn by myself", "200 he paid") == []
    assert second("im by the river", "217. come up the back") == []
    assert hidden("217. come up the back", "Can you tell me which door?") == ["217"]


def test_the_rest_of_a_number_is_one() -> None:
    assert hidden("0186", "It cut off after the 555, what comes next?") == ["0186"]
    assert hidden("0186", "Is it far?") == []


def test_a_plate_of_britain_needs_no_car() -> None:
    def british(text: str) -> list[str]:
        return [text[span.start : span.end] for span in find(Said(text, region="UK"))]

    assert british("white transit YX19 OQI comes for us") == ["YX19 OQI"]
    assert british("grade AB12 THE end") == []
