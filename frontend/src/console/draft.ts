/** Words being written: kept per conversation, in memory only, never thrown away by anything but sending. */
import { between, blanks, type Blank } from "./blanks";

export interface Inserted {
  readonly slug: string;
  readonly text: string;
}

export interface Draft {
  readonly words: string;
  readonly inserted: readonly Inserted[];
}

export const emptyDraft: Draft = { words: "", inserted: [] };

/** Words that could not go return before what has been typed since, with what was inserted into them. */
export function putBack(draft: Draft, words: string, slugs: readonly string[] = []): Draft {
  const inserted = [...slugs.map((slug) => ({ slug, text: words })), ...draft.inserted];
  return { inserted, words: draft.words.trim() === "" ? words : `${words}\n${draft.words}` };
}

/** As much of a wording as tells that it still stands in the words, its blanks filled in or not. */
function trace({ text }: Inserted): string {
  const longest = between(text).reduce((most, each) => (each.length > most.length ? each : most), "");
  return longest.slice(0, 16);
}

/** What was inserted and still stands in the words; people change their mind and delete it again. */
function standing({ words, inserted }: Draft): readonly Inserted[] {
  return inserted.filter((each) => words.includes(trace(each)));
}

export function stillThere(draft: Draft): readonly string[] {
  return [...new Set(standing(draft).map(({ slug }) => slug))].slice(0, 20);
}

/** The first blank of a wording that was inserted and is not filled in: nothing goes before that. */
export function unfilled(draft: Draft): Blank | null {
  const names = new Set(standing(draft).flatMap(({ text }) => blanks(text).map(({ name }) => name)));
  return blanks(draft.words).find(({ name }) => names.has(name)) ?? null;
}
