/** Cuts words that are too long for one text after a sentence, or else after a word; nothing is lost. */

// Where a text may be cut, as in routing/texting/segments.py.
const SENTENCE = /(?<=[.!?…])\s+|\n+/gu;

/** The words in parts of at most `longest` letters; only blanks at the cuts are left out. */
export function pieces(words: string, longest: number): readonly string[] {
  const parts: string[] = [];
  let rest = [...words.trim()];
  while (rest.length > longest) {
    const at = cut(rest, longest);
    parts.push(rest.slice(0, at).join("").trimEnd());
    rest = [...rest.slice(at).join("").trimStart()];
  }
  return rest.length > 0 ? [...parts, rest.join("")] : parts;
}

/** After how many letters the first part ends. */
function cut(letters: readonly string[], longest: number): number {
  const head = letters.slice(0, longest + 1).join("");
  const ends = [...head.matchAll(SENTENCE)].map(({ index }) => count(head, index)).filter((at) => at > 0 && at <= longest);
  const last = ends.at(-1);
  if (last !== undefined) return last;
  const blank = Math.max(head.lastIndexOf(" "), head.lastIndexOf("\n"));
  return blank > 0 ? count(head, blank) : longest;
}

/** How many letters stand before this place; some letters take two places. */
function count(text: string, place: number): number {
  return [...text.slice(0, place)].length;
}
