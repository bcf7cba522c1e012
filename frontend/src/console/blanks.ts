/** Blanks of a wording, as {date}: what a counsellor fills in before it goes, one Tab after the other. */

export interface Blank {
  readonly from: number;
  readonly to: number;
  /** What stands between the braces. */
  readonly name: string;
}

const BLANK = /\{([\p{L}\p{N}][\p{L}\p{N} ’'._-]{0,38})\}/gu;

function blanks(words: string): readonly Blank[] {
  return [...words.matchAll(BLANK)].map((found) => ({ from: found.index, to: found.index + found[0].length, name: found[1] ?? "" }));
}

/** The first blank that begins at this place or after it. */
export function blankFrom(words: string, place: number): Blank | null {
  return blanks(words).find(({ from }) => from >= place) ?? null;
}

/** The last blank that ends at this place or before it. */
export function blankBefore(words: string, place: number): Blank | null {
  return blanks(words).findLast(({ to }) => to <= place) ?? null;
}

/** Selects a blank, so that what is typed stands in its place; says whether there was one. */
export function select(box: HTMLTextAreaElement, blank: Blank | null): boolean {
  if (blank !== null) box.setSelectionRange(blank.from, blank.to);
  return blank !== null;
}
