/** Where the words of each language lie: a page fetches those of its own, and others when asked for. */
import type { Locale } from "../shared/protocol.ts";
import type { Words } from "./en.ts";
import type { RestWords } from "./en-rest.ts";
import { learn } from "./words.ts";

interface Parts {
  /** Up to the first message. */
  readonly first: () => Promise<Words>;
  /** What is needed after the first picture. */
  readonly rest: () => Promise<RestWords>;
}

const PARTS: Record<Locale, Parts> = {
  en: {
    first: () => import("./en.ts").then(({ en }) => en),
    rest: () => import("./en-rest.ts").then(({ enRest }) => enRest),
  },
  fr: {
    first: () => import("./fr.ts").then(({ fr }) => fr),
    rest: () => import("./fr-rest.ts").then(({ frRest }) => frRest),
  },
};

/** Every language that the page can speak. */
export const LANGUAGES = Object.keys(PARTS) as Locale[];

/** Brings these words here, so that `speak` knows them; fails if the line drops. */
export async function fetchWords(locale: Locale, ...parts: (keyof Parts)[]): Promise<void> {
  const found = await Promise.all(parts.map((part) => PARTS[locale][part]()));
  for (const words of found) learn(locale, words);
}
