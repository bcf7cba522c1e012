/** Cuts words that are too long for one text after a sentence, or else after a word; nothing is lost. */
import { straighten } from "./segments";

// Not at a blank that holds French marks to their words, nor between a full stop and the quote that closes after it.
const SENTENCE = /(?<=[.!?…](?:[\u00a0\u202f]?[»”"’')])?)[^\S\u00a0\u202f]+|\n+/gu;
/** What belongs to the letter before it. */
const JOINED = /[\p{M}\p{Emoji_Modifier}\u200d]/u;
/** One mark becomes three letters at most: “…” does. */
const GROWS = 3;

/** How long the server finds a text: as it is or as it leaves, whichever is longer. */
export function lengthOf(words: string): number {
  return Math.max([...words].length, [...straighten(words)].length);
}

/** The words in parts none of which is too long for the server; only blanks at the cuts are left out. */
export function pieces(words: string, longest: number): readonly string[] {
  const parts: string[] = [];
  let rest = words.trim();
  while (lengthOf(rest) > longest) {
    const at = cut(rest, longest);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === "" ? parts : [...parts, rest];
}

/** Where the first part ends. */
function cut(words: string, longest: number): number {
  const most = fitting(words, longest);
  const ends = [...words.slice(0, most + 1).matchAll(SENTENCE)].map(({ index }) => index).filter((at) => at > 0 && at <= most);
  const last = ends.at(-1);
  if (last !== undefined) return last;
  const blank = Math.max(words.lastIndexOf(" ", most), words.lastIndexOf("\n", most));
  return blank > 0 ? blank : most;
}

/** Where the longest beginning ends that fits and parts no letter from its accents. */
function fitting(words: string, longest: number): number {
  const letters = [...words].slice(0, longest + 1);
  let count = Math.min(longest, letters.length);
  for (;;) {
    const excess = lengthOf(letters.slice(0, count).join("")) - longest;
    if (excess <= 0 || count === 1) break;
    count = Math.max(1, count - Math.ceil(excess / GROWS));
  }
  const whole = letters.findLastIndex((letter, place) => place <= count && !JOINED.test(letter) && letters[place - 1] !== "\u200d");
  return letters.slice(0, whole > 0 ? whole : count).join("").length;
}
