/** Finds web addresses and telephone numbers in words, so that a place can be reached with one tap. */

export interface Piece {
  readonly text: string;
  /** Empty for plain words. */
  readonly href: string;
}

const ADDRESS = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'’»]/;
const NUMBER = /(?<![\w-])(?:\+?1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-])/;
const EITHER = new RegExp(`${ADDRESS.source}|${NUMBER.source}`, "g");

export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(EITHER)) {
    if (match.index > end) found.push({ text: text.slice(end, match.index), href: "" });
    const [link] = match;
    found.push({ text: link, href: link.startsWith("http") ? link : `tel:${link.replace(/[^\d+]/g, "")}` });
    end = match.index + link.length;
  }
  if (end < text.length) found.push({ text: text.slice(end), href: "" });
  return found;
}
