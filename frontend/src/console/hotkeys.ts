/** Carries the keys of the whole page to what they mean. */
import { turn } from "./glance";
import { command, type Command } from "./keys";
import { find, type Desk } from "./state";
import type { Store } from "./store";
import { drawer, keySheet, panel, panelOf, type Choice } from "./ui";

export function listenForKeys(store: Store): () => void {
  const onKey = (event: KeyboardEvent) => {
    const meant = command(event, inField(event.target));
    if (meant === null || keySheet.peek()) return;
    event.preventDefault();
    if (!event.repeat) obey(store, meant);
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

function inField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("textarea, input, select, [contenteditable]");
}

function obey(store: Store, meant: Command): void {
  const desk = store.desk.peek();
  if (desk === null) return;
  switch (meant.name) {
    case "go":
      return goTo(store, desk.slots[meant.slot - 1]);
    case "previous":
      return goTo(store, around(desk, store.focus.peek(), -1));
    case "waiting":
      return goTo(store, waiting(desk, store.focus.peek()) ?? around(desk, store.focus.peek(), 1));
    case "take":
      store.offers.accept();
      return letGo(store);
    case "later":
      return store.offers.decline();
    case "next":
      store.offers.next();
      return letGo(store);
    case "risk":
    case "back":
      return unfold(store, meant.name);
    case "wrap":
      return wrap(store, desk);
    case "about":
      return openAbout();
    case "keys":
      keySheet.value = true;
      return;
    case "pane":
      return nextPane();
  }
}

/** Until the answer is there, letters go to nobody: half a sentence could reach the wrong person. */
function letGo(store: Store): void {
  const field = document.activeElement;
  if (store.offers.asking() && field instanceof HTMLTextAreaElement) field.blur();
}

function goTo(store: Store, id: string | null | undefined): void {
  if (id) store.go(id);
}

function around(desk: Desk, from: string | null, step: 1 | -1): string | undefined {
  const seated = desk.slots.filter((id) => id !== null);
  const here = seated.findIndex((id) => id === from);
  return seated[(here + step + seated.length) % seated.length];
}

/** The next one, going round from here, whose turn it is not: they wait for us. */
export function waiting(desk: Desk, from: string | null): string | undefined {
  const seated = desk.slots.filter((id) => id !== null);
  const here = seated.findIndex((id) => id === from);
  const round = [...seated.slice(here + 1), ...seated.slice(0, Math.max(0, here))];
  return round.find((id) => {
    const view = find(desk, id);
    return view !== undefined && view.state === "active" && view.presence !== "left_in_a_hurry" && turn(view).ours;
  });
}

function unfold(store: Store, choice: Choice): void {
  const focus = store.focus.peek();
  if (focus !== null) panel.value = panelOf(choice, focus);
}

/** Ending asks once; in wrap-up the same key goes to the form. */
function wrap(store: Store, desk: Desk): void {
  const view = find(desk, store.focus.peek());
  if (view === undefined) return;
  if (view.state === "wrap_up" || view.presence === "left_in_a_hurry") store.go(view.conversation);
  else unfold(store, "end");
}

function openAbout(): void {
  drawer.value = !drawer.value;
  const note = document.querySelector<HTMLElement>(".about textarea");
  setTimeout(() => note?.focus());
}

function nextPane(): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter((pane) => pane.offsetParent !== null);
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  for (let step = 1; step <= panes.length; step += 1) {
    const pane = panes[(here + step) % panes.length];
    const stop = pane?.querySelector<HTMLElement>("[data-entry], button, textarea, [tabindex='0']");
    if (stop) return stop.focus();
  }
}
