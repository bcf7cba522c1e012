"""The cues of the rules, by their first words."""

from functools import cache

from transcripts.rules import cues

Trie = dict[str, "list[tuple[tuple[str, ...], int]]"]
WEAK, MEDIUM, STRONG = range(1, 4)


@cache
def trie() -> Trie:
    """Cues by their first word: the rest of each, and how strong it is."""
    tree: Trie = {}
    for strength, phrases in ((STRONG, cues.STRONG), (MEDIUM, cues.MEDIUM), (WEAK, cues.WEAK)):
        for first, *rest in phrases:
            tree.setdefault(first, []).append((tuple(rest), strength))
    for ends in tree.values():
        ends.sort(key=lambda end: -len(end[0]))
    return tree
