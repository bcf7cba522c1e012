"""The words of a snippet in its faces: what stands in its row, with the facts of its place."""

from collections.abc import Mapping

from referrals.wording import faces

Wording = dict[str, str]
Faces = dict[str, Wording]
Written = Mapping[str, Mapping[str, str]]


def whole(
    written: Mapping[str, Mapping[str, str]], facts: Mapping[str, Mapping[str, str]]
) -> Faces:
    """Each face in each language; `facts` are those of the place, by language.

    A wording whose place has no such fact is left out: the next best face is taken then.
    """
    return {face: _filled(written.get(face, {}), facts) for face in faces.FACES}


def _filled(words: Mapping[str, str], facts: Mapping[str, Mapping[str, str]]) -> Wording:
    found: Wording = {}
    for locale, said in words.items():
        known = facts.get(locale, {})
        if faces.wants(said) <= known.keys():
            found[locale] = faces.filled(said, known)
    return found
