/** Where a key leads: to a conversation, to a panel of the one in front, to the next part of the screen. */
import type { View } from "../../shared/protocol";
import { turn } from "../glance";
import { find, type Desk } from "../state";
import type { Store } from "../store";
import { drawer, panel, panelOf, type Choice } from "../ui";

export function goTo(store: Store, id: string | null | undefined): void {
  if (id) store.go(id);
}

export function inFront(store: Store): View | undefined {
  return find(store.desk.value, store.focus.value);
}

export function around(desk: Desk, from: string | null, step: 1 | -1): string | undefined {
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

/** Until the answer is there, letters go to nobody: half a sentence could reach the wrong person. */
export function letGo(store: Store): void {
  const field = document.activeElement;
  if (store.asking() && field instanceof HTMLTextAreaElement) field.blur();
}

/** Opens a panel of the conversation in front. */
export function unfold(store: Store, choice: Choice): void {
  const focus = store.focus.peek();
  if (focus !== null) panel.value = panelOf(choice, focus);
}

/** Ending asks once; in wrap-up the same key goes to the form. */
export function wrap(store: Store): void {
  const view = inFront(store);
  if (view === undefined) return;
  if (view.state === "wrap_up" || view.presence === "left_in_a_hurry") store.go(view.conversation);
  else unfold(store, "end");
}

/** Brings what stands beside the talk into view, and the focus into a part of it. */
export function beside(selector: string): void {
  const about = document.querySelector(".about");
  if (about !== null && getComputedStyle(about).display === "none") drawer.value = true;
  // After it is drawn: where it is a drawer, it was not there a moment ago.
  setTimeout(() => document.querySelector<HTMLElement>(selector)?.focus());
}

const STOPS = "[data-entry], button, textarea, input, summary, [tabindex='0']";

export function nextPane(): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter((pane) => pane.offsetParent !== null);
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  for (let step = 1; step <= panes.length; step += 1) {
    const pane = panes[(here + step) % panes.length];
    const entry = pane?.querySelector<HTMLElement>("[data-entry]") ?? pane?.querySelector<HTMLElement>(STOPS);
    if (entry) return entry.focus();
  }
}
