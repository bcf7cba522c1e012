"""Services found while somebody types: by the beginnings of words, and forgiving a slip. Pure.

An index holds which listings have which word, and how much the word says there. A word that begins
none is looked for among those that share most of its triples of letters, and are one slip away, or
two if it is long.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from referrals.directory import Listing, folded
from referrals.search.sieve import Sieve

# How much a word says: in the name, in what it is sorted by and where, in all that is said.
NAME, SORTED, SAID = 8, 4, 1
# So short a word is another word with one letter changed.
SURE, LONG = 4, 8
# So many words of the index are looked at for one that nobody wrote so.
NEAREST = 12


class Index:
    """What words lead to which listings; made once for what stands in the directory."""

    def __init__(self, listings: Sequence[Listing]) -> None:
        self.listings = listings
        self.sieve = Sieve(listings)
        found: dict[str, dict[int, int]] = defaultdict(dict)
        for place, listing in enumerate(listings):
            for word, weight in _weighed(listing).items():
                found[word][place] = weight
        self._found: Mapping[str, Mapping[int, int]] = found
        self._words = sorted(found)
        self._triples: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._words):
            for triple in _triples(word):
                self._triples[triple].append(number)

    def ranked(self, words: Sequence[str]) -> list[int]:
        """The places of those that have every word, the best first; without words all of them."""
        if not words:
            return list(range(len(self.listings)))
        scores = self.scores(words)
        return sorted(scores, key=lambda place: (-scores[place], place))

    def scores(self, words: Iterable[str]) -> dict[int, int]:
        """The listings that have every word, or one nearly like it, and how well they fit."""
        total: dict[int, int] | None = None
        for word in words:
            scores = self._beginning(word) or self._nearly(word)
            if total is None:
                total = dict(scores)
            else:
                small, large = sorted((total, scores), key=len)
                total = {at: score + large[at] for at, score in small.items() if at in large}
        return dict.fromkeys(range(len(self.listings)), 0) if total is None else total

    def _beginning(self, word: str) -> dict[int, int]:
        """Whole words say a little more than words that only begin so."""
        found: dict[int, int] = {}
        place = bisect_left(self._words, word)
        while place < len(self._words) and self._words[place].startswith(word):
            more = 2 if self._words[place] == word else 1
            for listing, weight in self._found[self._words[place]].items():
                if found.get(listing, 0) < weight * more:
                    found[listing] = weight * more
            place += 1
        return found

    def _nearly(self, word: str) -> dict[int, int]:
        found: dict[int, int] = {}
        for near in self._near(word):
            for listing, weight in self._found[near].items():
                found[listing] = max(found.get(listing, 0), weight)
        return found

    def _near(self, word: str) -> list[str]:
        """Those that are a slip away, the nearest alone."""
        slips = _slips(word)
        if not slips:
            return []
        shared: dict[int, int] = defaultdict(int)
        for triple in _triples(word):
            for number in self._triples.get(triple, ()):
                shared[number] += 1
        likely = sorted(shared, key=lambda number: (-shared[number], number))[: NEAREST * 8]
        told = [(_apart_from_beginning(word, self._words[number]), number) for number in likely]
        near = sorted(each for each in told if each[0] <= slips)[:NEAREST]
        return [self._words[number] for apart, number in near if apart == near[0][0]]


def _weighed(listing: Listing) -> dict[str, int]:
    found = dict.fromkeys((listing.words + listing.inside).split(), SAID)
    found.update(dict.fromkeys(listing.places.split(), SORTED))
    names = [*listing.name.values(), *listing.organisation.name.values()]
    found.update(dict.fromkeys(folded(" ".join(names)).split(), NAME))
    return found


def openly(listing: Listing, words: Iterable[str]) -> bool:
    """Whether these words lead to it by what may leave the house."""
    if not listing.inside:
        return True
    own = (listing.words + listing.places).split()
    return not [word for word in words if not (_begins(word, own) or nearest(word, own))]


def _begins(word: str, own: Iterable[str]) -> bool:
    return bool([each for each in own if each.startswith(word)])


def _triples(word: str) -> set[str]:
    marked = f" {word} "
    return {marked[place : place + 3] for place in range(len(marked) - 2)}


def nearest(word: str, among: Iterable[str]) -> str:
    """The one of few words that this word is a slip of; "" if it is of none."""
    slips = _slips(word)
    near = [(_apart_from_beginning(word, each), each) for each in among] if slips else []
    return min((each for each in near if each[0] <= slips), default=(0, ""))[1]


def _slips(word: str) -> int:
    return 0 if len(word) < SURE else 1 if len(word) < LONG else 2


def _apart_from_beginning(word: str, whole: str) -> int:
    """How many slips lead from a word to how another begins."""
    if word[0] != whole[0]:
        return len(word)
    size = len(word)
    return min(apart(word, whole[: size + more]) for more in (-1, 0, 1))


@lru_cache(maxsize=4096)
def apart(one: str, two: str) -> int:
    """Letters left out, put in, changed, or two next to each other the wrong way round."""
    before, row = [0], list(range(len(two) + 1))
    for down, letter in enumerate(one, 1):
        following = [down]
        for across, other in enumerate(two, 1):
            least = min(row[across] + 1, following[-1] + 1, row[across - 1] + (letter != other))
            crossed = across > 1 and down > 1 and letter == two[across - 2]
            if crossed and one[down - 2] == other:
                least = min(least, before[across - 2] + 1)
            following.append(least)
        before, row = row, following
    return row[-1]
