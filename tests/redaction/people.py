"""Draws the people, numbers and places of the second set, all of them invented."""

import random
from functools import partial
from itertools import pairwise

FIRST = (
    "Aaliyah Abena Adaeze Agnieszka Ahmed Aisling Alejandra Amarjit Amina Anastasia Anjali Ayodele "
    "Bashir Beatriz Bogdan Brandi Callum Catalina Chidi Cody Crystal Cyrus Danika Darnell Dakota "
    "Deepika Delroy Dolores Dwayne Ekaterina Emeka Enrique Eun-ji Farah Fatima Feng "
    "Gabriela Gurpreet "
    "Hadiya Hailey Hamza Hannah Harjit Heather Ikram Ingrid Isabela Jamal Jasleen "
    "Javier Jaxon Joaquin "
    "Kateryna Keanu Kelsey Khadija Krystal Kwame Lakshmi Latoya Leticia Liam Ling Lorenzo Malik "
    "Marisol Mehdi Mei Meghan Monique Musa Nadia Naomi Ngozi Niamh Nimrat Oksana "
    "Olivia Omar Oluwaseun "
    "Parveen Patrice Petra Priscilla Rajesh Ramona Rashid Rhiannon Rosalie Roxana Samira Sandeep "
    "Sergei Shanice Shauna Siobhan Sukhdeep Svetlana Tamara Tanisha Tenzin Thandiwe Trinity Tyrone "
    "Uchenna Valentina Viktor Wambui Wei Xiomara Yasmin Yolanda Yusuf Zainab Zoe Zuzanna Aponi "
    "Winona Nanook Tala Kateri Chayton Stacey Doug Brenda Carla Kyle Brad Tanner"
).split()
SURNAME = (
    "Abdullahi Achterberg Adeyemi Baptiste Bhatt Blackwater Castellanos Cardinal "
    "Chaudhry Chen Cheung "
    "Czerny Dhaliwal Dubrovsky Echaquan Fairweather Fitzgerald Gonzales Grewal "
    "Haddad Hernandez Hussein "
    "Ivanova Jimenez Kaur Kowalczyk Lindqvist Littlechild MacDonald Mahmoud McKinnon Mbeki Moreau "
    "Nakamura Nguyen O'Connor Obi Okoro Ortega Papadakis Petrov Qureshi Ramirez "
    "Redsky Romanov Saini "
    "Sanderson Sinclair Sokolov Thibodeaux Tran Ugwu Valdez Washington Wojcik Xu Yilmaz Zapata"
).split()
FR_FIRST = (
    "Abdoulaye Adèle Aïssatou Alexandrine Aminata Annick Antonin Awa Benoît Bertrand "
    "Camille Carole "
    "Chloé Coralie Djamila Dominic Élodie Émile Étienne Fabienne Fanta Farida "
    "Florian Gaétan Ghislaine "
    "Guylaine Hakim Hugo Ibrahima Ingrid Jean-Philippe Jocelyne Judith Julien Karim "
    "Kevin Khady Laurie "
    "Lise Loïc Lorraine Ludovic Maïka Marie-Josée Marjolaine Martine Mathilde Maude Mohamed Moussa "
    "Nadine Nawel Normand Océane Odette Ousmane Pascal Pierrette Rachid Régis Rénald "
    "Rokhaya Roxanne "
    "Sabrina Salimata Sandrine Sébastien Sofiane Solange Suzanne Sylvain Thierry Tiphaine Valérie "
    "Véronique Widlène Wilfrid Yacine Yannick Yolaine Zoé Uapukun Mikinak"
).split()
FR_SURNAME = (
    "Arsenault Baril Bouchard Benali Chouinard Cissé Courtemanche Diallo Duhaime Fortin Gingras "
    "Jean-Baptiste Kanapé Laframboise Lafleur Lamontagne Larivière Mbaye Ouellet "
    "Paquette Pelletier "
    "Pinette Poirier Robitaille Saint-Louis Sawadogo Thériault Toussaint Traoré Vollant Zeroual"
).split()
STREETS = {
    "CA": "Fir St;Cedar Hill Rd;Larch Cres;W 41st Ave;Victoria Dr;Quebec St;Bathurst Street;"
    "Jarvis St;Portage Ave;E 22nd Ave;Knight St;Barrington Street;Wascana Pkwy;Penticton St",
    "US": "N Wabash Ave;Oak Hollow Dr;Magnolia Blvd;SW 8th St;Pleasant View Ln;County Road 14;"
    "Elmwood Court;Rosecrans Ave;Martin Luther King Jr Blvd;Peachtree Pl NE",
    "UK": "Station Road;Albert Terrace;Mill Lane;Gladstone Street;The Crescent;Thornhill Close;"
    "Vicarage Gardens;Bury New Road;St Marys Walk;Castle Hill",
}
FR_STREETS = (
    "rue Saint-Zotique;boulevard Pie-IX;avenue du Parc;rue de la Commune Ouest;chemin Sainte-Foy;"
    "rue Dorchester;av. Cartier;boul. Charest Est;rang Saint-Joseph;place Royale;rue King Ouest;"
    "4e Avenue;rue D'Youville;allée des Ormes;montée Masson"
).split(";")
FR_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()
MONTHS = (
    "January February March April May June July August September October November December"
).split()
WORDS = "zero one two three four five six seven eight nine".split()
MOTS = "zéro un deux trois quatre cinq six sept huit neuf".split()
CARDS = (
    "4000056655665556 5200828282828210 4012888888881881 6011000990139424 378734493671000 "
    "5105105105105100 4111111111111112"
).split()


class People:
    """Draws one value of a kind for a region; the same seed draws the same."""

    def __init__(self, seed: int) -> None:
        self.lot = random.Random(seed)
        self.region = "CA"

    def draw(self, what: str, region: str) -> str:
        self.region = region
        return str(getattr(self, f"_{what}")())

    def _first(self) -> str:
        return self.lot.choice(FIRST)

    def _surname(self) -> str:
        return self.lot.choice(SURNAME)

    def _full(self) -> str:
        return f"{self._first()} {self._surname()}"

    def _frfirst(self) -> str:
        return self.lot.choice(FR_FIRST)

    def _frsurname(self) -> str:
        return self.lot.choice(FR_SURNAME)

    def _frfull(self) -> str:
        return f"{self._frfirst()} {self._frsurname()}"

    def _parts(self) -> tuple[str, str, str]:
        area = {"CA": "604 778 403 204 416 613 514 902 867 306", "US": "312 713 404 702 216 503"}
        last = f"01{self.lot.randrange(100):02}"
        return self.lot.choice(area.get(self.region, "020").split()), "555", last

    def _phone(self) -> str:
        if self.region == "UK":
            return f"07700 900{self.lot.randrange(1000):03}"
        a, b, c = self._parts()
        return self.lot.choice([f"{a}-{b}-{c}", f"({a}) {b}-{c}", f"{a} {b} {c}", f"1-{a}-{b}-{c}"])

    def _phonedots(self) -> str:
        return ".".join(self._parts())

    def _phonesolid(self) -> str:
        return "".join(self._parts())

    def _phoneplus(self) -> str:
        return "+1" + self.lot.choice(["", " "]) + self._phonesolid()

    def _phonespelt(self) -> str:
        a, b, c = self._parts()
        spelt = " ".join(WORDS[int(d)] for d in a)
        return f"{spelt} {b} " + " ".join(WORDS[int(d)] for d in c)

    def _frspelt(self) -> str:
        a, b, c = self._parts()
        return " ".join(MOTS[int(d)] for d in a) + f" {b} {c}"

    def _email(self) -> str:
        name = self._first().lower().replace("-", "")
        tail = self.lot.choice(["", "_xo", ".work", "99"])
        return f"{name}{tail}@{self.lot.choice(['example.com', 'example.net', 'mail.example.org'])}"

    def _emailspelt(self) -> str:
        name, host = self._email().split("@")
        at, dot = self.lot.choice([(" at ", " dot "), ("(at)", "(dot)"), (" [at] ", ".")])
        return f"{name}{at}{host.replace('.', dot)}"

    def _fremail(self) -> str:
        name, host = self._email().split("@")
        return f"{name} arobase {host.replace('.', ' point ')}"

    def _street(self) -> str:
        return f"{self.lot.randrange(3, 9900)} {self.lot.choice(STREETS[self.region].split(';'))}"

    def _frstreet(self) -> str:
        apart = self.lot.choice([", ", " "])
        return f"{self.lot.randrange(3, 9900)}{apart}{self.lot.choice(FR_STREETS)}"

    def _postcode(self) -> str:
        letter = partial(self.lot.choice, "ABCEGHJKLMNPRSTVXY")
        if self.region == "UK":
            return (
                f"{letter()}{letter()}{self.lot.randrange(1, 29)} "
                f"{self.lot.randrange(1, 9)}{letter()}{letter()}"
            )
        d = self.lot.randrange
        return f"{letter()}{d(10)}{letter()}{self.lot.choice([' ', ''])}{d(10)}{letter()}{d(10)}"

    _frpostcode = _postcode

    def _handle(self) -> str:
        return self.lot.choice(
            ["miss.ruby.xo", "babyj_416", "nikki_bunny2", "the.real.keem", "lunaa__", "dollface403"]
        )

    def _athandle(self) -> str:
        return "@" + self._handle()

    def _card(self) -> str:
        number = self.lot.choice(CARDS)
        apart = self.lot.choice(["", " ", "-"])
        cuts = [0, 4, 10, 15] if len(number) == 15 else [0, 4, 8, 12, 16]
        return apart.join(number[a:b] for a, b in pairwise(cuts))

    def _sin(self) -> str:
        number = self.lot.choice(["046454286", "130692544", "900123456", "512889013"])
        apart = self.lot.choice(["", " ", "-"])
        return apart.join((number[:3], number[3:6], number[6:]))

    def _ssn(self) -> str:
        apart = self.lot.choice(["", " ", "-"])
        return apart.join(
            ("9" + f"{self.lot.randrange(100):02}", "07", f"{self.lot.randrange(1000, 9999)}")
        )

    def _day(self) -> tuple[int, int, int]:
        return self.lot.randrange(1970, 2008), self.lot.randrange(1, 13), self.lot.randrange(1, 29)

    def _date(self) -> str:
        y, m, d = self._day()
        return self.lot.choice(
            [f"{y}-{m:02}-{d:02}", f"{d:02}/{m:02}/{y}", f"{m}/{d}/{y % 100:02}"]
        )

    def _datewords(self) -> str:
        y, m, d = self._day()
        month = self.lot.choice([MONTHS[m - 1], MONTHS[m - 1][:3].lower()])
        return self.lot.choice([f"{month} {d} {y}", f"{d} {month} {y}", f"{month} {d}, {y}"])

    def _frdate(self) -> str:
        y, m, d = self._day()
        return self.lot.choice(
            [f"{d} {FR_MONTHS[m - 1]} {y}", f"{d:02}/{m:02}/{y}", f"{y}-{m:02}-{d:02}"]
        )

    def _plate(self) -> str:
        letter = partial(self.lot.choice, "ABCDEFGHJKLMNPRSTVWXYZ")
        a, b, c = letter(), letter(), letter()
        n = self.lot.randrange(100, 999)
        return self.lot.choice(
            [f"{a}{b}{c} {n}", f"{a}{b}{n % 10} {n % 90 + 10}{c}", f"{a}{b}{c}{n}{n % 10}"]
        )

    def _url(self) -> str:
        return self.lot.choice(
            [
                "https://www.example.com/ads/ruby-31",
                "example.net/girls/4471",
                "www.example.org/u/amberx",
            ]
        )
