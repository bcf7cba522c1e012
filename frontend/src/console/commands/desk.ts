/** The desk's own commands; a part that brings more registers them in a file of its own. */
import { startShift } from "../me";
import { find } from "../state";
import type { Store } from "../store";
import { dialog } from "../ui";
import { around, beside, goTo, inFront, letGo, nextPane, unfold, waiting, wrap } from "./going";
import { register, type Command } from "./registry";

const talking = (store: Store) => inFront(store) !== undefined;
const statusOf = (store: Store) => store.desk.value?.me.status;
const active = (store: Store) => inFront(store)?.state === "active";

function go(slot: number): Command {
  const who = (store: Store) => find(store.desk.value, store.desk.value?.slots[slot - 1] ?? null);
  return {
    id: `go_${slot}`, part: "talk", words: "keys_go", values: { slot }, keys: `Alt+${slot}`,
    when: (store) => who(store) !== undefined,
    about: (store) => who(store)?.handle ?? "",
    run: (store) => goTo(store, who(store)?.conversation),
  };
}

function turnTo(store: Store, step: 1 | -1): void {
  const desk = store.desk.peek();
  if (desk === null) return;
  const next = step === 1 ? waiting(desk, store.focus.peek()) : undefined;
  goTo(store, next ?? around(desk, store.focus.peek(), step));
}

register(
  ...[1, 2, 3, 4, 5, 6].map(go),
  { id: "previous", part: "talk", words: "keys_previous", keys: "Alt+ArrowUp", when: talking, run: (store) => turnTo(store, -1) },
  { id: "waiting", part: "talk", words: "keys_waiting", keys: "Alt+ArrowDown", when: talking, run: (store) => turnTo(store, 1) },
  { id: "risk", part: "talk", words: "keys_risk", keys: "Alt+R", when: talking, run: (store) => unfold(store, "risk") },
  { id: "back", part: "talk", words: "keys_back", keys: "Alt+O", when: active, run: (store) => unfold(store, "back") },
  { id: "wrap", part: "talk", words: "keys_wrap", keys: "Alt+W", when: talking, run: wrap },
  {
    id: "take", part: "queue", words: "keys_take", keys: "Alt+A", when: (store) => store.offers.open.value !== null,
    run: (store) => { store.offers.accept(); letGo(store); },
  },
  {
    id: "later", part: "queue", words: "keys_later", keys: "Alt+L", when: (store) => store.offers.open.value !== null,
    run: (store) => store.offers.decline(),
  },
  { id: "next", part: "queue", words: "keys_next", keys: "Alt+N", run: (store) => { store.offers.next(); letGo(store); } },
  { id: "about", part: "beside", words: "keys_about", keys: "Alt+I", when: talking, run: () => beside(".about .note") },
  {
    id: "start", part: "queue", words: "keys_start", keys: "", when: (store) => statusOf(store) !== "here",
    run: startShift,
  },
  { id: "rest", part: "queue", words: "keys_rest", keys: "", when: (store) => statusOf(store) === "here", run: (store) => store.offers.status("resting") },
  {
    id: "leave", part: "queue", words: "keys_leave", keys: "",
    when: (store) => statusOf(store) !== "away" && store.desk.value?.conversations.length === 0,
    run: (store) => store.offers.status("away"),
  },
  { id: "guidance", part: "beside", words: "keys_guidance", keys: "Alt+G", run: () => beside(".guidance summary") },
  { id: "find", part: "screen", words: "keys_find", keys: "Ctrl+K", run: () => { dialog.value = "find"; } },
  { id: "choices", part: "screen", words: "keys_choices", keys: "", run: () => { dialog.value = "choices"; } },
  { id: "keys", part: "screen", words: "keys_keys", keys: "?", run: () => { dialog.value = "keys"; } },
  { id: "pane", part: "screen", words: "keys_pane", keys: "F6", run: nextPane },
);
