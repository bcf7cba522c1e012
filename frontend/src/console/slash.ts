/** Finds the `/query` that the caret stands in, and takes a chosen text into its place. */

export interface Slash {
  /** Where the slash stands. */
  readonly start: number;
  /** What was typed after it, up to the caret. */
  readonly query: string;
}

// A slash at the start of a word; after it at most 40 letters without a line break or a second slash.
const OPEN = /(?:^|\s)\/([^\s/][^\n/]{0,39})?$/u;

export function slashAt(words: string, caret: number): Slash | null {
  const before = words.slice(0, caret);
  const match = OPEN.exec(before);
  if (match === null) return null;
  const query = match[1] ?? "";
  return { start: caret - query.length - 1, query };
}
