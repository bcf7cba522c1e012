/** Calls the counsellor to what a colleague asks: it rings until it is answered, and has its keys. */
import { computed, effect, untracked } from "@preact/signals";
import { announce } from "../../shared/announce";
import { callUntil, countInTitle } from "../calls";
import { letGo } from "../commands/going";
import { register } from "../commands/registry";
import type { Store } from "../store";
import { t } from "../words";
import { askedHere } from "./handing";

const RING_EVERY = 3_000;

const asked = (store: Store) => askedHere(store.desk.value?.asks ?? []);

function answer(store: Store, yes: boolean): void {
  const first = asked(store)[0];
  if (first !== undefined) store.handing.answer(first.conversation, yes);
}

register(
  { id: "receive", part: "queue", words: "keys_receive", keys: "Alt+Y", when: (store) => asked(store).length > 0, run: (store) => { answer(store, true); letGo(store); } },
  { id: "refuse", part: "queue", words: "keys_refuse", keys: "", when: (store) => asked(store).length > 0, run: (store) => answer(store, false) },
);

countInTitle("handover", (store) => asked(store).length);

/** Rings while anything is asked; another question is said aloud, and rings on. */
export function ringAsks(store: Store): () => void {
  // By their names: a frame that says the same again does not ring anew.
  const names = computed(() => asked(store).map(({ name }) => name).join(", "));
  return effect(() => {
    if (names.value === "") return;
    announce(t("asked_over", { name: names.value }), "assertive");
    return untracked(() => callUntil("handover", RING_EVERY));
  });
}
