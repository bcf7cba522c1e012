"""The cues of the rules, by their first words."""

from transcripts.rules import cues

Ends = list[tuple[tuple[str, ...], int]]
WEAK, MEDIUM, STRONG = range(1, 4)


def _tree() -> dict[str, dict[str, Ends]]:
    """Cues by their first word and their second ("" for none): the rest, and how strong it is."""
    tree: dict[str, dict[str, Ends]] = {}
    for strength, phrases in ((STRONG, cues.STRONG), (MEDIUM, cues.MEDIUM), (WEAK, cues.WEAK)):
        for first, *rest in phrases:
            seconds = tree.setdefault(first, {})
            seconds.setdefault(rest[0] if rest else "", []).append((tuple(rest), strength))
    for seconds in tree.values():
        for ends in seconds.values():
            ends.sort(key=lambda end: -len(end[0]))
    return tree


TREE = _tree()
# So many words stand behind the first of a cue at the most.
LONGEST = max(map(len, (*cues.STRONG, *cues.MEDIUM, *cues.WEAK))) - 1
