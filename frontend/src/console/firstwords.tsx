/** What may be said first in a talk that was just taken: put where they write, to be read and sent by them. */
import * as icons from "../shared/icons";
import { Icon } from "../shared/icon";
import type { View } from "../shared/protocol";
import { inFront } from "./commands/going";
import { Key } from "./commands/key";
import { register, shortcut } from "./commands/registry";
import { makeSure } from "./fresh";
import { onHold } from "./hold";
import { turnedTo } from "./picker/faces";
import type { Snippet } from "./search";
import { shelf, used } from "./snippets";
import { type Store, useStore } from "./store";
import { slowly } from "./time";
import { t } from "./words";

/** An organisation marks its own snippet by this tag. */
const TAG = "first words";

/** None once a counsellor has said something in it, while something is being written, or nothing can be sent. */
function firstOf(store: Store, view: View): Snippet | undefined {
  const here = shelf.value;
  if (here.state !== "ready" || view.state !== "active" || onHold(view, slowly.value) !== null) return undefined;
  if (view.messages.some(({ author }) => author === "counsellor")) return undefined;
  if (store.mail.draft(view.conversation).value.words !== "") return undefined;
  return here.entries.find(({ snippet }) => snippet.tags.includes(TAG) && snippet.due !== "expired")?.snippet;
}

function face(view: View): (snippet: Snippet) => string {
  return (snippet) => turnedTo(snippet, view, 0).words;
}

function put(store: Store, view: View, snippet: Snippet): void {
  const { conversation } = view;
  const words = face(view)(snippet);
  const draft = store.mail.draft(conversation);
  draft.value = { words, inserted: [{ slug: snippet.slug, text: words }] };
  used(snippet.slug);
  void makeSure({ conversation, line: view.line ?? "", snippet, words, draft, wording: face(view) });
  store.go(conversation);
}

const ready = (store: Store) => {
  const view = inFront(store);
  return view === undefined ? undefined : firstOf(store, view);
};

register({
  id: "first", part: "talk", words: "keys_first", keys: "Alt+B", when: (store) => ready(store) !== undefined,
  run: (store) => {
    const view = inFront(store);
    const snippet = ready(store);
    if (view !== undefined && snippet !== undefined) put(store, view, snippet);
  },
});

/** Beside the talk in front only: the others wait for their turn. */
export function FirstWords({ view, focused }: { view: View; focused: boolean }) {
  const store = useStore();
  const snippet = focused ? firstOf(store, view) : undefined;
  if (snippet === undefined) return null;
  return (
    <section class="strip first-words" aria-label={t("first_words")}>
      <Icon d={icons.ask} />
      <q lang={view.locale}>{face(view)(snippet)}</q>
      <button class="btn tool" type="button" aria-keyshortcuts={shortcut("first")} onClick={() => put(store, view, snippet)}>
        {t("first_put")} <Key of="first" />
      </button>
    </section>
  );
}
