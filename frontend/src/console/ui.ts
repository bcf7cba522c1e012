/** What is folded open on the screen just now: at most one small panel, one sheet, one drawer. */
import { signal } from "@preact/signals";

/** The name of the open panel, such as "risk 4f1c…" or "me"; null if none is. */
export const panel = signal<string | null>(null);
/** The name of the open sheet, such as "keys"; null if none is. */
export const dialog = signal<string | null>(null);
/** Whether About is drawn over the talk, where there is no room beside it. */
export const drawer = signal(false);

export type Choice = "risk" | "hand" | "back" | "company" | "end";

export function panelOf(choice: Choice, conversation: string): string {
  return `${choice} ${conversation}`;
}

/** Brings About into view and the focus into a part of it. */
export function openAbout(part: string): void {
  drawer.value = true;
  // After it is drawn: where it is a drawer, it was not there a moment ago.
  setTimeout(() => document.querySelector<HTMLElement>(`[data-about="${part}"] button`)?.focus());
}
