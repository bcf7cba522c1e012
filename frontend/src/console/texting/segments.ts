/**
 * Counts how many texts some words will cost as they leave (straightened), by the default alphabet of 3GPP
 * TS 23.038: 160 septets in one text or 153 in each of several; any letter outside it turns all into UCS-2,
 * 70 or 67 units each. The server counts alike: both are held to tests/unit/segments.json.
 */

export interface Cost {
  readonly alphabet: "gsm" | "ucs2";
  readonly texts: number;
  /** How full the last text is, and what still fits into it, in the units of its alphabet. */
  readonly used: number;
  readonly left: number;
  /** Room of one text as things stand: 160, 153, 70 or 67. */
  readonly room: number;
  readonly units: number;
  /** The letters that made it UCS-2, each once, in order. */
  readonly costly: readonly string[];
}

// Table of section 6.2.1 in its own order, without the escape at 0x1B.
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
// Table of section 6.2.1.1: reached by the escape, so two septets each.
const EXTENSION = new Set("\f^{}\\[~]|€");

const ROOM = { gsm: { one: 160, many: 153 }, ucs2: { one: 70, many: 67 } } as const;

// Marks that a keyboard makes by itself, and the plain ones that say the same for less. Three are here for what
// joining makes of them: U+0374, U+1FEF and U+1FFD are one with ʹ, ` and ´.
const STRAIGHT: ReadonlyMap<string, string> = new Map([
  ...each("‘’‚‛′ʹʼˈ`´\u0374\u1fef\u1ffd", "'"),
  ...each("“”„‟″«»", '"'),
  ...each("‐‑‒–—―−", "-"),
  ...each("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " "),
  ...each("\u200b\u200c\u2060\ufeff\u00ad", ""),
  ["‹", "<"],
  ["›", ">"],
  ["•", "-"],
  ["…", "..."],
]);

function each(marks: string, plain: string): readonly (readonly [string, string])[] {
  return [...marks].map((mark) => [mark, plain] as const);
}

/**
 * The text with plain quotes, dashes, dots and blanks; no letter of a word is lost by it. An accent that stands by
 * itself, as a paste from a Mac may bring it, joins its letter (NFC): é is cheap, e and an accent are dear.
 */
export function straighten(words: string): string {
  return [...words].map((letter) => STRAIGHT.get(letter) ?? letter).join("").normalize("NFC");
}

function gsmWidth(letter: string): number {
  if (BASIC.has(letter)) return 1;
  return EXTENSION.has(letter) ? 2 : 0;
}

/** Lays the letters into texts of `room` units; a letter of two units is never cut in half. */
function lay(widths: readonly number[], room: number): { texts: number; used: number } {
  let texts = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > room) {
      texts += 1;
      used = 0;
    }
    used += width;
  }
  return { texts, used };
}

export function cost(words: string): Cost {
  const letters = [...straighten(words)];
  const costly = [...new Set(letters.filter((letter) => gsmWidth(letter) === 0))];
  const alphabet = costly.length > 0 ? "ucs2" : "gsm";
  const widths = letters.map((letter) => (alphabet === "gsm" ? gsmWidth(letter) : letter.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const { one, many } = ROOM[alphabet];
  const room = units <= one ? one : many;
  const { texts, used } = lay(widths, room);
  return { alphabet, texts, used, left: room - used, room, units, costly };
}
