/** Makes sure that what was put in is what the organisation says now; if it is not, it is put right, or told. */
import { signal } from "@preact/signals";
import { announce } from "../shared/announce";
import type { Uuid } from "../shared/protocol";
import type { Draft } from "./draft";
import { page } from "./page";
import { askPlace, placeOf } from "./picker/places";
import type { Snippet } from "./search";
import { askAgain, snippetOf } from "./snippets";
import { locale, t, type Name } from "./words";

/** What happened to words that were put in a moment ago, by conversation, until it has been read. */
export const stale = signal<Readonly<Record<Uuid, string>>>({});

export function forgetStale(conversation: Uuid): void {
  const { [conversation]: _, ...rest } = stale.peek();
  stale.value = rest;
}

function tell(conversation: Uuid, words: Name, { title }: Snippet): void {
  const sentence = t(words, { title: title[locale.peek()] || title.en || "" });
  stale.value = { ...stale.peek(), [conversation]: sentence };
  announce(sentence);
}

export interface PutIn {
  readonly conversation: Uuid;
  /** The line whose talk it is. */
  readonly line: string;
  readonly snippet: Snippet;
  readonly words: string;
  readonly draft: { value: Draft };
  /** The wording that would be put in now. */
  readonly wording: (snippet: Snippet) => string;
}

/** Asks the server again, after the words stand in the draft: nobody waits for it. */
export async function makeSure({ conversation, line, snippet, words, draft, wording }: PutIn): Promise<void> {
  const asked = placeOf(snippet.slug) === undefined ? askAgain(page.snippets) : askPlace(snippet.slug, line);
  if (!(await asked)) return;
  const now = snippetOf(snippet.slug);
  if (now === undefined || now.due === "expired") return tell(conversation, "snippet_gone", snippet);
  const better = wording(now);
  if (better === words) return;
  const { words: all, inserted } = draft.value;
  if (!all.includes(words)) return tell(conversation, "snippet_changed", now);
  draft.value = {
    words: all.replace(words, () => better),
    inserted: inserted.map((each) => (each.text === words ? { ...each, text: better } : each)),
  };
  tell(conversation, "snippet_renewed", now);
}
