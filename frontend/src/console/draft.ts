/** Words being written: kept per conversation, in memory only, never thrown away by anything but sending. */

export interface Inserted {
  readonly slug: string;
  readonly text: string;
}

export interface Draft {
  readonly words: string;
  readonly inserted: readonly Inserted[];
}

export const emptyDraft: Draft = { words: "", inserted: [] };

/** Words that could not go return before what has been typed since. */
export function putBack(draft: Draft, words: string): Draft {
  return { ...draft, words: draft.words.trim() === "" ? words : `${words}\n${draft.words}` };
}

/** What was inserted and still stands in the words; people change their mind and delete it again. */
export function stillThere({ words, inserted }: Draft): readonly string[] {
  return [...new Set(inserted.filter(({ text }) => words.includes(text.slice(0, 16))).map(({ slug }) => slug))].slice(0, 20);
}
