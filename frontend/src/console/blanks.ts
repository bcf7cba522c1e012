/**
 * Blanks of a wording, as {date}: what a counsellor fills in before it goes, one Tab after the other. What stands in
 * two braces is words, whatever another program would make of it. The server finds the same (`referrals/wording/faces.py`).
 */

export interface Blank {
  readonly from: number;
  readonly to: number;
  /** What stands between the braces. */
  readonly name: string;
}

// Every run of braces is taken whole, so that those of two are seen to be none.
const BRACES = /\{+([^{}\n]*)\}+/gu;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ’'._-]{0,38}$/u;

export function blanks(words: string): readonly Blank[] {
  return [...words.matchAll(BRACES)]
    .map((found) => ({ from: found.index, to: found.index + found[0].length, name: found[1] ?? "" }))
    .filter(({ from, to, name }) => to - from === name.length + 2 && NAME.test(name));
}

/** The first blank that begins at this place or after it. */
export function blankFrom(words: string, place: number): Blank | null {
  return blanks(words).find(({ from }) => from >= place) ?? null;
}

/** The last blank that ends at this place or before it. */
export function blankBefore(words: string, place: number): Blank | null {
  return blanks(words).findLast(({ to }) => to <= place) ?? null;
}

/** The words cut at their blanks: what stands between them stays when they are filled in. */
export function between(words: string): readonly string[] {
  const all = blanks(words);
  return [...all, null].map((blank, place) => words.slice(all[place - 1]?.to ?? 0, blank?.from ?? words.length));
}

/** The words with what this desk knows by itself in its place: {me} is the shift name. */
export function known(words: string, facts: Readonly<Record<string, string>>): string {
  const said = blanks(words).map(({ name }) => (Object.hasOwn(facts, name) ? facts[name] : undefined) ?? `{${name}}`);
  return between(words).map((each, place) => each + (said[place] ?? "")).join("");
}

/** Selects a blank, so that what is typed stands in its place; says whether there was one. */
export function select(box: HTMLTextAreaElement, blank: Blank | null): boolean {
  if (blank !== null) box.setSelectionRange(blank.from, blank.to);
  return blank !== null;
}
