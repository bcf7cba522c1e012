/** The keys of company, and what calls a counsellor who is asked in, until they have answered. */
import { computed, effect, untracked } from "@preact/signals";
import { announce } from "../../shared/announce";
import { callUntil, countInTitle } from "../calls";
import { inFront, letGo, unfold } from "../commands/going";
import { register } from "../commands/registry";
import type { Store } from "../store";
import { dialog } from "../ui";
import { t } from "../words";
import { askedIn, mineIn } from "./company";

const RING_EVERY = 3_000;

const asked = (store: Store) => askedIn(store.desk.value?.company ?? []);
const supervises = (store: Store) => store.desk.value?.me.supervisor === true;

function answer(store: Store, yes: boolean): void {
  const first = asked(store)[0];
  if (first !== undefined) store.visits.answer(first.conversation, yes);
}

function mine(store: Store) {
  const view = inFront(store);
  return view === undefined ? undefined : mineIn(store.desk.value?.company ?? [], view.conversation);
}

register(
  { id: "come", part: "queue", words: "keys_come", keys: "Alt+M", when: (store) => asked(store).length > 0, run: (store) => { answer(store, true); letGo(store); } },
  { id: "company", part: "talk", words: "keys_company", keys: "", when: (store) => inFront(store)?.state === "active" && mine(store) === undefined, run: (store) => unfold(store, "company") },
  {
    id: "depart", part: "talk", words: "keys_depart", keys: "", when: (store) => mine(store) !== undefined,
    run: (store) => { const there = mine(store); if (there !== undefined) store.visits.depart(there.conversation); },
  },
  { id: "line", part: "queue", words: "keys_line", keys: "", when: supervises, run: () => { dialog.value = "line"; } },
);

countInTitle("handover", (store) => asked(store).length);

/** Rings while anything is asked; another question is said aloud, and rings on. */
export function ringInvitations(store: Store): () => void {
  const names = computed(() => asked(store).map(({ by }) => by).join(", "));
  return effect(() => {
    if (names.value === "") return;
    announce(t("asked_in", { name: names.value }), "assertive");
    return untracked(() => callUntil("handover", RING_EVERY));
  });
}
