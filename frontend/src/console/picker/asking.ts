/** "May I send you a place?", by one key: the organisation's own question, where they write, to be sent by them. */
import { putIn } from "../palette-state";
import { inFront } from "../commands/going";
import { register } from "../commands/registry";
import { makeSure } from "../fresh";
import type { Snippet } from "../search";
import { shelf, used } from "../snippets";
import type { Store } from "../store";
import { turnedTo } from "./faces";

/** An organisation marks its own question by this tag; ours has it in its name. */
const TAG = "ask first";
const OURS = "ask-before-place";

function question(): Snippet | undefined {
  const here = shelf.peek();
  if (here.state !== "ready") return undefined;
  const all = here.entries.map(({ snippet }) => snippet).filter(({ due }) => due !== "expired");
  return all.find(({ tags }) => tags.includes(TAG)) ?? all.find(({ slug }) => slug === OURS);
}

function ask(store: Store): void {
  const view = inFront(store);
  const snippet = question();
  const box = document.querySelector<HTMLTextAreaElement>(".thread.is-focus textarea[data-entry]");
  if (view === undefined || snippet === undefined || box === null) return;
  const wording = (each: Snippet) => turnedTo(each, view, 0).words;
  const words = wording(snippet);
  // Where the caret stands, and nothing of the draft is touched.
  putIn(box, box.selectionStart, box.selectionEnd, words);
  const draft = store.mail.draft(view.conversation);
  draft.value = { ...draft.value, inserted: [...draft.value.inserted, { slug: snippet.slug, text: words }] };
  used(snippet.slug);
  const line = view.line || (store.desk.peek()?.me?.line ?? "");
  void makeSure({ conversation: view.conversation, line, snippet, words, draft, wording });
}

register({
  id: "ask_place", part: "talk", words: "keys_ask_place", keys: "Alt+P",
  when: (store) => inFront(store)?.state === "active" && question() !== undefined,
  run: ask,
});
